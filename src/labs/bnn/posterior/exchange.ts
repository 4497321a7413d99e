import { kthLargest } from '../../../math/quickselect.ts';

/** Share of the active weights exchanged at step t: (α/2)(1 + cos(π t / T_end)). */
export const exchangeFraction = (t: number, alpha: number, end: number): number =>
  0.5 * alpha * (1 + Math.cos((Math.PI * t) / end));

/** Training cost against dense variational inference as the paper counts it, all layers alike: d + (1 − d)/(6 ΔT). */
export const paperCostRatio = (density: number, interval: number): number => density + (1 - density) / (6 * interval);

/** Weights of a matrix of n that a density keeps: n − ⌊(1 − d) n + 1e-9⌋. */
export const keptCount = (density: number, n: number): number => n - Math.floor((1 - density) * n + 1e-9);

export interface Exchange {
  /** The next active set: flat indexes, ascending, as many as before. */
  readonly active: Int32Array;
  /** For each of them its place in the old set, −1 for a weight that was not there. */
  readonly from: Int32Array;
  /** Scored out, by flat index ascending; some of them may be among `added`. */
  readonly removed: Int32Array;
  /** Taken in by the size of their gradient, ascending. */
  readonly added: Int32Array;
}

/**
 * Removal and addition in one matrix: of the active weights the k of lowest rank leave, then of everything not kept,
 * those just removed included, the k of largest |gradient| enter. Ties: the lower index stays, or enters.
 */
export function exchange(active: Int32Array, ranks: Float64Array, gradient: Float64Array, k: number): Exchange {
  const kept = new Uint8Array(gradient.length);
  const removed: number[] = [];
  const stays = chosen(ranks, active.length - k);
  active.forEach((index, place) => {
    if (stays[place]) kept[index] = 1;
    else removed.push(index);
  });
  const sizes = gradient.map((slope, index) => (kept[index] ? -1 : Math.abs(slope)));
  const enters = chosen(sizes, k);
  const next = new Int32Array(active.length);
  const from = new Int32Array(active.length);
  const added: number[] = [];
  for (let index = 0, place = 0, at = 0; index < gradient.length; index++) {
    while (place < active.length && active[place]! < index) place++;
    if (enters[index]) added.push(index);
    if (!kept[index] && !enters[index]) continue;
    next[at] = index;
    from[at++] = active[place] === index ? place : -1;
  }
  return { active: next, from, removed: Int32Array.from(removed), added: Int32Array.from(added) };
}

/** Marks the `count` largest values; of equal ones the first. */
export function chosen(values: Float64Array, count: number): Uint8Array {
  const marks = new Uint8Array(values.length);
  if (count <= 0) return marks;
  const bound = kthLargest(values.slice(), count);
  let left = count;
  for (let i = 0; i < values.length; i++) {
    if (values[i]! <= bound) continue;
    marks[i] = 1;
    left--;
  }
  for (let i = 0; i < values.length && left > 0; i++) {
    if (values[i] !== bound) continue;
    marks[i] = 1;
    left--;
  }
  return marks;
}
