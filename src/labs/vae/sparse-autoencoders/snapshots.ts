import type { Snapshot } from '../../../engine/bench.ts';
import { finish } from '../../../math/breaths.ts';
import { principalComponents, projected } from '../../../math/principal-components.ts';
import { shortestAugmentingPaths } from '../../../math/shortest-augmenting-paths.ts';
import { measuresOf } from './measure-dictionary.ts';
import type { Dictionary, Superposition } from './problem.ts';

export interface RowsSnapshot {
  readonly count: number;
  readonly m: number;
  /** Rows of the dictionary: first the partner of each true feature, then the others, most used first. */
  readonly order: Int32Array;
  /** Cosines in that order: count × m. */
  readonly cosines: Float32Array;
  /** Share of the inputs in which each row fires, in that order. */
  readonly usage: Float32Array;
}

export interface PlaneSnapshot {
  /** True features, then the rows of the dictionary, along the two main directions of the true features. */
  readonly truthX: Float32Array;
  readonly truthY: Float32Array;
  readonly rowX: Float32Array;
  readonly rowY: Float32Array;
  readonly fires: Uint8Array;
}

export interface ScoreSnapshot {
  readonly explained: number;
  readonly coherence: number;
  readonly alive: number;
  readonly klWeight: number;
}

/** Row of the dictionary for each true feature, so that the cosines sum to most; -1 where there are too few rows. */
export function partners(cosines: Float64Array, count: number, m: number): Int32Array {
  const size = Math.max(count, m);
  const costs = new Float64Array(size * size).fill(1);
  for (let t = 0; t < count; t++) for (let j = 0; j < m; j++) costs[t * size + j] = 1 - cosines[t * m + j]!;
  const ones = new Float64Array(size).fill(1);
  const { plan } = finish(shortestAugmentingPaths(costs, size, size, ones, ones));
  return Int32Array.from({ length: count }, (_, t) => {
    const j = plan.subarray(t * size, (t + 1) * size).findIndex((mass) => mass > 0.5);
    return j < m ? j : -1;
  });
}

function rows(problem: Superposition, dictionary: Dictionary): Snapshot & RowsSnapshot {
  const { cosines, usage } = measuresOf(problem, dictionary);
  const { count } = problem;
  const m = usage.length;
  const matched = [...partners(cosines, count, m)].filter((j) => j >= 0);
  const taken = new Set(matched);
  const others = Array.from(usage.keys()).filter((j) => !taken.has(j));
  others.sort((i, j) => usage[j]! - usage[i]! || i - j);
  const order = Int32Array.from([...matched, ...others]);
  const ordered = new Float32Array(count * m);
  for (let t = 0; t < count; t++) for (let c = 0; c < m; c++) ordered[t * m + c] = cosines[t * m + order[c]!]!;
  return { count, m, order, cosines: ordered, usage: Float32Array.from(order, (j) => usage[j]!) };
}

function plane(problem: Superposition, dictionary: Dictionary): Snapshot & PlaneSnapshot {
  const { d, count, truth } = problem;
  const { m, Wd } = dictionary.weights;
  const components = finish(principalComponents(truth, count, d, 2));
  const [own, learned] = [projected(truth, count, components), projected(Wd, m, components)];
  const along = (from: Float64Array, n: number, e: number) =>
    Float32Array.from({ length: n }, (_, r) => from[r * components.count + e] ?? 0);
  return {
    truthX: along(own, count, 0),
    truthY: along(own, count, 1),
    rowX: along(learned, m, 0),
    rowY: along(learned, m, 1),
    fires: Uint8Array.from(measuresOf(problem, dictionary).usage, (share) => Number(share > 0)),
  };
}

function score(problem: Superposition, dictionary: Dictionary): Snapshot & ScoreSnapshot {
  const { explained, coherence, active, usage } = measuresOf(problem, dictionary);
  return { explained, coherence, alive: active / usage.length, klWeight: dictionary.klWeight };
}

export const snapshots = { rows, plane, score };
