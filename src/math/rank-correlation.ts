/** Ranks from 1 on, equal values sharing the mean of theirs. */
function ranksOf(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, k) => k).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let k = from; k < to; k++) ranks[order[k]!] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}

/**
 * Spearman's rank correlation (1904): Pearson's of the ranks, ties sharing their mean rank. NaN below three pairs, where a
 * value is not finite, or where one side is constant. Throws a RangeError when the lengths differ.
 */
export function rankCorrelation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const n = a.length;
  if (b.length !== n) throw new RangeError(`a has ${n} values and b has ${b.length}`);
  if (n < 3) return Number.NaN;
  for (let k = 0; k < n; k++) if (!Number.isFinite(a[k]!) || !Number.isFinite(b[k]!)) return Number.NaN;
  const [u, v] = [ranksOf(a), ranksOf(b)];
  const mean = (n + 1) / 2;
  let uv = 0;
  let uu = 0;
  let vv = 0;
  for (let k = 0; k < n; k++) {
    const [p, q] = [u[k]! - mean, v[k]! - mean];
    uv += p * q;
    uu += p * p;
    vv += q * q;
  }
  return uu > 0 && vv > 0 ? uv / Math.sqrt(uu * vv) : Number.NaN;
}
