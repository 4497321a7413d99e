import type { Snapshot } from '../../../engine/bench.ts';
import { prefixesOf } from './metrics.ts';
import type { Learner, NoisyLabels } from './problem.ts';

/** Test accuracy by prefix length, and what each coordinate adds to the logits. */
export interface PrefixSnapshot {
  readonly epoch: number;
  readonly accuracy: Float64Array;
  readonly weight: Float64Array;
  readonly chosen: number;
}

function prefixes(problem: NoisyLabels, learner: Learner): Snapshot & PrefixSnapshot {
  const { epoch, accuracy, weight, chosen } = prefixesOf(problem, learner);
  return { epoch, accuracy: accuracy.slice(), weight: weight.slice(), chosen };
}

export const snapshots = { prefixes };
