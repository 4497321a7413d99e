import type { Snapshot } from '../../../engine/bench.ts';
import { decodeLayers } from './decode-layers.ts';
import type { Products, Reader } from './problem.ts';

/** R² of every target from every layer, and when each was learned. */
export interface ReadingSnapshot {
  readonly updates: number;
  readonly layers: number;
  /** layers × targets, row-major; layer 0 is the input. */
  readonly explained: Float32Array;
  readonly complexity: Float64Array;
  readonly learned: Float64Array;
}

function reading(problem: Products, reader: Reader): Snapshot & ReadingSnapshot {
  const { explained, layers, complexity } = decodeLayers(problem, reader);
  return {
    updates: reader.updates,
    layers,
    explained: Float32Array.from(explained),
    complexity: complexity.slice(),
    learned: reader.learned.slice(),
  };
}

export const snapshots = { reading };
