import { applyAffine } from './apply-affine.ts';
import { cheaperSwaps, divergenceOf, gapOf } from './measure-map.ts';
import type { LearntMap, MapProblem } from './problem.ts';

export interface MapSnapshot {
  /** Pairs x, y. */
  readonly source: Float32Array;
  readonly image: Float32Array;
  readonly target: Float32Array;
  /** Share of pairs that would pay less with their images exchanged. */
  readonly cheaperSwaps: number;
}

export interface GridSnapshot {
  /** Images of the lines of a grid over the source, lines × points × 2: first those along x₁, then those along x₂. */
  readonly lines: Float32Array;
  /** The same of the optimal map; empty where it is unknown. */
  readonly truth: Float32Array;
  readonly perLine: number;
  readonly target: Float32Array;
}

export interface TradeOffSnapshot {
  readonly divergence: number;
  readonly gap: number;
}

const LINES = 11;
const PER_LINE = 41;

export const snapshots = {
  map: (problem: MapProblem, map: LearntMap) =>
    ({
      source: Float32Array.from(problem.source),
      image: Float32Array.from(map.image),
      target: Float32Array.from(problem.target),
      cheaperSwaps: cheaperSwaps(problem, map),
    }) satisfies MapSnapshot,

  grid: ({ source, target, truth }: MapProblem, map: LearntMap) => {
    const points = gridOver(source);
    return {
      lines: Float32Array.from(map.apply(points)),
      truth: truth ? Float32Array.from(applyAffine(truth, points)) : new Float32Array(0),
      perLine: PER_LINE,
      target: Float32Array.from(target),
    } satisfies GridSnapshot;
  },

  tradeOff: (problem: MapProblem, map: LearntMap) =>
    ({ divergence: divergenceOf(problem, map), gap: gapOf(problem, map) }) satisfies TradeOffSnapshot,
};

/** Points of 2 × 11 lines over the bounds of the source. */
function gridOver(source: Float64Array): Float64Array {
  const low = [Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  source.forEach((value, k) => {
    low[k % 2] = Math.min(low[k % 2]!, value);
    high[k % 2] = Math.max(high[k % 2]!, value);
  });
  const out = new Float64Array(2 * LINES * PER_LINE * 2);
  let k = 0;
  for (const along of [0, 1] as const) {
    for (let line = 0; line < LINES; line++) {
      for (let point = 0; point < PER_LINE; point++, k += 2) {
        const across = 1 - along;
        out[k + along] = low[along]! + ((high[along]! - low[along]!) * point) / (PER_LINE - 1);
        out[k + across] = low[across]! + ((high[across]! - low[across]!) * line) / (LINES - 1);
      }
    }
  }
  return out;
}
