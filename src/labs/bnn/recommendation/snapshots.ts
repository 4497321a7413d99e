import { rankingOf, stored } from './metrics.ts';
import type { Factors, Feedback } from './problem.ts';

export interface MasksSnapshot {
  /** items × width, the most popular item first: |value|, 0 where there is no entry. */
  readonly values: Float64Array;
  readonly width: number;
  readonly items: number;
}

export interface PopularitySnapshot {
  /** Known likes of every item, and the share of its coordinates that exist. */
  readonly popularity: Float64Array;
  readonly density: Float64Array;
}

export interface QualitySnapshot {
  readonly density: number;
  readonly recall: number;
}

export const snapshots = {
  masks: ({ popularity, items: count }: Feedback, { items, width }: Factors) => {
    const order = Array.from(popularity.keys()).sort((a, b) => popularity[b]! - popularity[a]! || a - b);
    const values = new Float64Array(items.values.length);
    order.forEach((item, row) => {
      for (let k = 0; k < width; k++) values[row * width + k] = Math.abs(items.values[item * width + k]!);
    });
    return { values, width, items: count } satisfies MasksSnapshot;
  },
  popularity: ({ popularity }: Feedback, { items, width }: Factors) =>
    ({
      popularity: Float64Array.from(popularity),
      density: Float64Array.from(popularity, (_, i) => {
        let kept = 0;
        for (let k = 0; k < width; k++) kept += items.mask[i * width + k]!;
        return kept / width;
      }),
    }) satisfies PopularitySnapshot,
  quality: (problem: Feedback, factors: Factors) =>
    ({
      density: stored(factors) / (factors.users.mask.length + factors.items.mask.length),
      recall: rankingOf(problem, factors).recall,
    }) satisfies QualitySnapshot,
};
