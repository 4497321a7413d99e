import type { Metric } from '../../../engine/bench.ts';
import { type Contrast, heldOutContrast, probeAccuracies } from './measure-critic.ts';
import type { Critic, FactoredPairs } from './problem.ts';

type Measured = Metric<FactoredPairs, Critic>;

const accuracies = new WeakMap<Critic, Float64Array>();
const contrasts = new WeakMap<Critic, Contrast>();

/** Probe accuracies of an iterate, measured once. */
export function accuraciesOf(problem: FactoredPairs, critic: Critic): Float64Array {
  const known = accuracies.get(critic) ?? probeAccuracies(problem, critic);
  accuracies.set(critic, known);
  return known;
}

export function contrastAt(problem: FactoredPairs, critic: Critic): Contrast {
  const known = contrasts.get(critic) ?? heldOutContrast(problem, critic);
  contrasts.set(critic, known);
  return known;
}

const contrast = (of: (contrast: Contrast, critic: Critic) => number) => (problem: FactoredPairs, critic: Critic) =>
  of(contrastAt(problem, critic), critic);

export const metrics: Readonly<Record<string, Measured>> = {
  meanAccuracy: {
    label: 'Mean probe accuracy',
    scale: 'linear',
    better: 'higher',
    help: 'How often a linear probe (ridge regression on g(x)) names the code of held-out x; mean over the factors.',
    measure: (problem, critic) => accuraciesOf(problem, critic).reduce((a, b) => a + b, 0) / problem.factors,
  },
  worstAccuracy: {
    label: 'Worst probe accuracy',
    scale: 'linear',
    better: 'higher',
    help: 'The same for the factor that is read worst.',
    measure: (problem, critic) => Math.min(...accuraciesOf(problem, critic)),
  },
  loss: {
    label: 'Contrastive loss',
    unit: 'nats',
    scale: 'log',
    better: 'lower',
    help: 'InfoNCE over held-out batches as large as those of training; ln B for a critic that knows nothing.',
    measure: contrast(({ loss }) => loss),
  },
  bound: {
    label: 'Information certified',
    unit: 'nats',
    scale: 'linear',
    better: 'higher',
    help: 'ln B less the contrastive loss: never more than ln B, however much x and y share.',
    measure: contrast(({ loss }, { batch }) => Math.log(batch) - loss),
  },
  wasserstein: {
    label: 'Wasserstein dependency',
    scale: 'linear',
    better: null,
    help: 'E f(x, y) − E f(x, y′) over held-out pairs. A lower bound of I_W where |∇f| ≤ 1.',
    measure: contrast(({ value }) => value),
  },
  slope: {
    label: 'Slope of the critic',
    scale: 'log',
    better: null,
    help: 'Mean |∇f| at held-out pairs that do not belong together.',
    measure: contrast(({ slope }) => slope),
  },
  penalty: {
    label: 'Penalty',
    scale: 'log',
    better: null,
    help: 'Mean max(0, |∇f| − 1)² at held-out pairs that do not belong together.',
    measure: contrast(({ penalty }) => penalty),
  },
};
