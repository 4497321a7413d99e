import { accuraciesOf, contrastAt } from './metrics.ts';
import type { Critic, FactoredPairs } from './problem.ts';

export interface ProbesSnapshot {
  /** Accuracy for each factor, and of a guess. */
  readonly accuracies: Float64Array;
  readonly chance: number;
}

export interface CeilingSnapshot {
  /** Nats: certified by the loss, the most a batch can certify, and what there is. */
  readonly bound: number;
  readonly ceiling: number;
  readonly information: number;
  readonly meanAccuracy: number;
}

export const snapshots = {
  probes: (problem: FactoredPairs, critic: Critic) =>
    ({
      accuracies: accuraciesOf(problem, critic).slice(),
      chance: 1 / problem.alphabet,
    }) satisfies ProbesSnapshot,
  ceiling: (problem: FactoredPairs, critic: Critic) => {
    const ceiling = Math.log(critic.batch);
    return {
      bound: ceiling - contrastAt(problem, critic).loss,
      ceiling,
      information: problem.information,
      meanAccuracy: accuraciesOf(problem, critic).reduce((a, b) => a + b, 0) / problem.factors,
    } satisfies CeilingSnapshot;
  },
};
