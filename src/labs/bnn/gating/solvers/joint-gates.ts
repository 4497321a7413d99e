import { liveValues } from '../../../../params/live-values.ts';
import { dynamicParams, targetOf } from '../gate-params.ts';
import { method } from '../problem.ts';
import { trainGates } from '../train-gates.ts';

/**
 * The same gates with gradients through them: the predictor's loss shapes the layer it reads, and the task's loss the gates.
 *
 * Source   Elkerdawy, Elhoushi, Zhang & Ray 2022, arXiv 2110.08232: joint training; straight-through: Bengio et al. 2013.
 * Solves   min of the same sum over network and predictor together.
 * Cost     a dense step, and twice the predictor.
 * Rate     that of Adam.
 * Needs    0 < r ≤ 1.
 * Fails    where the two losses pull the first layer apart.
 * Departs  by a slope of ¼ at the gate, that of the sigmoid at its middle.
 */
export const jointGates = method({
  label: 'Gates, joint',
  source: 'Elkerdawy, Elhoushi, Zhang & Ray 2022, arXiv 2110.08232',
  precision: 'float64',
  params: dynamicParams,
  solve: (problem, params, run) =>
    trainGates(
      problem,
      params,
      liveValues(params, ['gateRate', 'dynamicEpochs'], { target: () => targetOf(params), joint: true }),
      run,
    ),
});
