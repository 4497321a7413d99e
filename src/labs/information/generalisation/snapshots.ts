import type { Snapshot } from '../../../engine/bench.ts';
import { gapOf } from './metrics.ts';
import type { Clusters, ModelGrid } from './problem.ts';

/** One entry a model, in the order of training; gaps in nats. */
export interface GridSnapshot {
  readonly width: Float64Array;
  readonly decay: Float64Array;
  readonly measure: Float64Array;
  readonly gap: Float64Array;
}

function grid(problem: Clusters, { models }: ModelGrid): Snapshot & GridSnapshot {
  return {
    width: Float64Array.from(models, ({ width }) => width),
    decay: Float64Array.from(models, ({ decay }) => decay),
    measure: Float64Array.from(models, ({ measure }) => measure),
    gap: Float64Array.from(models, (model) => gapOf(problem, model)),
  };
}

export const snapshots = { grid };
