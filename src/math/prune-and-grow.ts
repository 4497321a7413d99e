/** Order of indices by a score, the highest first, a tie going to the lower index. */
function byScore(indices: number[], score: (index: number) => number): number[] {
  return indices.sort((a, b) => score(b) - score(a) || a - b);
}

/** How many of n weights a density keeps: n − ⌊(1 − density) n + 1e-9⌋. */
export function keptAt(density: number, n: number): number {
  if (!(density > 0 && density <= 1)) throw new RangeError(`density = ${density}; it must be in (0, 1]`);
  return n - Math.floor((1 - density) * n + 1e-9);
}

/** A mask with exactly `count` ones at random places. */
export function randomMask(n: number, count: number, random: () => number): Uint8Array {
  const places = Int32Array.from({ length: n }, (_, i) => i);
  const mask = new Uint8Array(n);
  for (let k = 0; k < count; k++) {
    const j = k + Math.floor(random() * (n - k));
    [places[k], places[j]] = [places[j]!, places[k]!];
    mask[places[k]!] = 1;
  }
  return mask;
}

/** Share of the active weights exchanged at a time in [0, 1]: from 0.5 to 0.005 along half a cosine. */
export const exchangeRate = (time: number, first = 0.5, last = 0.005): number =>
  last + 0.5 * (first - last) * (1 + Math.cos(Math.PI * Math.min(1, Math.max(0, time))));

/**
 * One exchange of dynamic sparse training: of the active weights that are not `fixed` the `count` with the lowest
 * `survival` die, and as many of those now inactive grow, highest `growth` first (Mocanu et al. 2018; Evci et al. 2020). A
 * weight that dies and grows at once keeps its value; others grow at 0, and the dead are set to 0. `mask` and `weights`
 * change in place. Returns the indices that died and that grew, in increasing order.
 */
export function pruneAndGrow(
  weights: Float64Array,
  mask: Uint8Array,
  survival: (index: number) => number,
  growth: (index: number) => number,
  count: number,
  fixed: Uint8Array | null = null,
): { dropped: number[]; grown: number[] } {
  const free: number[] = [];
  for (let i = 0; i < mask.length; i++) if (mask[i] === 1 && !(fixed?.[i] === 1)) free.push(i);
  const deaths = Math.min(count, free.length);
  const dropped = deaths > 0 ? byScore(free, survival).slice(-deaths) : [];
  for (const i of dropped) mask[i] = 0;
  const empty: number[] = [];
  for (let i = 0; i < mask.length; i++) if (mask[i] === 0) empty.push(i);
  const grown = byScore(empty, growth).slice(0, deaths);
  for (const i of grown) mask[i] = 1;
  for (const i of dropped) if (mask[i] === 0) weights[i] = 0;
  const increasing = (a: number, b: number) => a - b;
  return { dropped: dropped.sort(increasing), grown: grown.sort(increasing) };
}
