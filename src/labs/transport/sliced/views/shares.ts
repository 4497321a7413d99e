export interface Shares {
  /** Middles of the bins, all of one width. */
  readonly middles: readonly number[];
  readonly width: number;
  /** Share of the values in each bin, list by list. */
  readonly of: readonly (readonly number[])[];
}

/** Bins of equal width over all lists together, with how many of each list fall into them. */
export function shares(lists: readonly Float64Array[], bins: number): Shares {
  let [low, high] = [Infinity, -Infinity];
  for (const list of lists)
    for (const value of list) {
      if (!Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  if (!(high >= low)) return { middles: [], width: 0, of: lists.map(() => []) };
  const width = (high - low) / bins || Math.abs(high) / bins || 1;
  const from = high > low ? low : low - (bins * width) / 2;
  const of = lists.map((list) => {
    const counts = new Array<number>(bins).fill(0);
    for (const value of list) {
      const bin = Math.max(0, Math.min(bins - 1, Math.floor((value - from) / width)));
      counts[bin] = counts[bin]! + 1 / list.length;
    }
    return counts;
  });
  return { middles: Array.from({ length: bins }, (_, b) => from + (b + 0.5) * width), width, of };
}
