import { choice, number } from '../../../../params/descriptor.ts';
import { method } from '../problem.ts';
import { trainCritic, trainingParams } from '../train-critic.ts';

const params = {
  ...trainingParams,
  lambda: number({ label: 'Weight of the penalty', symbol: 'λ', min: 0, max: 10, default: 1 }),
  penalty: choice({
    label: 'Penalty on slopes',
    options: ['above', 'both'],
    default: 'above',
    optionLabels: { above: 'above 1', both: 'other than 1' },
  }),
};

/**
 * The same with a critic whose gradient in (x, y) is kept near length 1 or below: it cannot rest on a few factors with steep
 * slopes, and has to use them all.
 *
 * Source   Ozair, Lynch, Bengio, van den Oord, Levine & Sermanet 2019, arXiv 1903.11780: Wasserstein predictive coding.
 * Solves   min contrastive loss + λ mean max(0, |∇f(x_i, y_π(i))| − 1)² by Adam, second derivatives by hand.
 * Cost     12 B times the weights of an encoder an update.
 * Rate     none known.
 * Needs    encoders that are linear almost everywhere around a point.
 * Fails    to be Lipschitz between and beyond the pairs at which it was punished.
 * Departs  from the two-sided penalty by default; partners are the batch shifted by a random number of rows.
 */
export const wassersteinContrastive = method({
  label: 'Wasserstein contrastive (WPC)',
  source: 'Ozair, Lynch, Bengio, van den Oord, Levine & Sermanet 2019, arXiv 1903.11780',
  precision: 'float64',
  params,
  solve: (problem, given, run) => {
    const price = {
      get lambda() {
        return given.lambda;
      },
      get twoSided() {
        return given.penalty === 'both';
      },
    };
    return trainCritic(problem, given, price, run);
  },
});
