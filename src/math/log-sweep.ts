import { blocks } from './blocks.ts';
import type { Breathing } from './breaths.ts';
import type { Reals } from './log-sum-exp.ts';
import type { LogSums } from './log-sums.ts';

/** A column whose sum is above this has lost less than 1e-20 of it to terms that its rows left out (1e-30 of a total weight of 1). */
const TRUSTED = 1e-10;

/** What a computation took. */
export interface Work {
  readonly exponentials: number;
  readonly multiplyAdds: number;
}

/** f such that the rows of exp((f + g − C)/ε) sum to a. */
export function* scaleRows(sums: LogSums, a: Reals, g: Reals, eps: number, f: Reals): Breathing<Work> {
  const m = g.length;
  let exponentials = 0;
  for (const [from, to] of blocks(f.length, m)) {
    if (from > 0) yield undefined;
    exponentials += sums.rows(g, eps, f, from, to);
    for (let i = from; i < to; i++) f[i] = eps * Math.log(a[i]!) - f[i]!;
  }
  return { exponentials, multiplyAdds: f.length * m };
}

/** g such that columns first ≤ j < end of exp((f + g − C)/ε) sum to b. */
export function* scaleColumns(
  sums: LogSums,
  b: Reals,
  f: Reals,
  eps: number,
  g: Reals,
  [first, end]: readonly [number, number] = [0, g.length],
): Breathing<Work> {
  const n = f.length;
  let exponentials = 0;
  for (const [start, stop] of blocks(end - first, n)) {
    if (start > 0) yield undefined;
    const [from, to] = [first + start, first + stop];
    exponentials += sums.columns(f, eps, g, from, to);
    for (let j = from; j < to; j++) g[j] = eps * Math.log(b[j]!) - g[j]!;
  }
  return { exponentials, multiplyAdds: (end - first) * n };
}

/**
 * An iteration of Sinkhorn in the log domain: f such that the rows sum to a, then g such that the columns sum to b; both sum to 1.
 *
 * On the kernels every exponential is taken once, not twice: row i of the plan after the update of f is a_i times its softmax, so
 * its column sums p come with the rows, and the update of g is g_j + ε log (b_j/p_j): the same number as ε log b_j − ε LSE_i((f_i − C_ij)/ε).
 * Where p_j is so small that terms were lost, as in the first steps at small ε, the log-sum-exp of the column is taken.
 */
export function* logSweep(
  sums: LogSums,
  [a, b]: readonly [Reals, Reals],
  eps: number,
  [f, g]: readonly [Reals, Reals],
): Breathing<Work> {
  const { shared } = sums;
  if (shared === null) {
    const rows = yield* scaleRows(sums, a, g, eps, f);
    return total(rows, yield* scaleColumns(sums, b, f, eps, g));
  }
  const [n, m] = [f.length, g.length];
  const { columns, weights } = shared;
  weights.set(a);
  columns.fill(0);
  let work: Work = { exponentials: 0, multiplyAdds: 2 * n * m };
  // An entry counts twice, for its row and for its column.
  for (const [from, to] of blocks(n, 2 * m)) {
    if (from > 0) yield undefined;
    const exponentials = shared.rows(g, eps, f, from, to);
    work = total(work, { exponentials, multiplyAdds: 0 });
    for (let i = from; i < to; i++) f[i] = eps * Math.log(a[i]!) - f[i]!;
  }
  for (let j = 0; j < m; j++) {
    if (columns[j]! > TRUSTED) {
      g[j] = g[j]! + eps * Math.log(b[j]! / columns[j]!);
      continue;
    }
    const first = j;
    while (j + 1 < m && !(columns[j + 1]! > TRUSTED)) j++;
    yield undefined;
    work = total(work, yield* scaleColumns(sums, b, f, eps, g, [first, j + 1]));
  }
  return work;
}

const total = (one: Work, other: Work): Work => ({
  exponentials: one.exponentials + other.exponentials,
  multiplyAdds: one.multiplyAdds + other.multiplyAdds,
});
