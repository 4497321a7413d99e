/**
 * Indices of the points worth drawing: the lowest and highest finite one in each column, so that a spike of a single
 * step survives, and the first and last of all; a value that is not finite is kept once a column, since it breaks the line.
 * `edges` are the columns' borders in x, ascending. One point beyond either end is kept, so that a line leaves the plot.
 */
export function decimateMinMax(xs: ArrayLike<number>, ys: ArrayLike<number>, edges: ArrayLike<number>): number[] {
  const kept: number[] = [];
  const count = Math.min(xs.length, ys.length);
  const last = edges.length - 1;
  const keep = (k: number): void => {
    if (kept.length === 0 || kept[kept.length - 1] !== k) kept.push(k);
  };
  let i = 0;
  while (i < count && xs[i]! < edges[0]!) i++;
  if (i > 0) kept.push(i - 1);
  for (let column = 0; column < last && i < count; column++) {
    const end = edges[column + 1]!;
    const closed = column === last - 1;
    const start = i;
    let low = -1;
    let high = -1;
    let gap = -1;
    while (i < count && (xs[i]! < end || (closed && xs[i]! <= end))) {
      const y = ys[i]!;
      if (!Number.isFinite(y)) gap = gap < 0 ? i : gap;
      else {
        if (low < 0 || y < ys[low]!) low = i;
        if (high < 0 || y > ys[high]!) high = i;
      }
      i++;
    }
    if (i === start) continue;
    if (start === 0) keep(start);
    // At most three places, put in order by hand: this runs for each column of each frame.
    const first = low < 0 ? gap : Math.min(low, high);
    const second = low < 0 ? gap : Math.max(low, high);
    if (gap >= 0 && gap < first) keep(gap);
    if (first >= 0) keep(first);
    if (gap > first && gap < second) keep(gap);
    if (second >= 0) keep(second);
    if (gap > second) keep(gap);
    if (i === count) keep(count - 1);
  }
  if (i < count) kept.push(i);
  return kept;
}

export function isAscending(xs: ArrayLike<number>): boolean {
  for (let i = 1; i < xs.length; i++) if (xs[i]! < xs[i - 1]!) return false;
  return true;
}
