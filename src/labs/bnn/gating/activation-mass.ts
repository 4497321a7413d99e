/** Added to the mass, so that shares that sum to it in exact arithmetic count as within it. */
const SLACK = 1e-5;

/**
 * Units that carry the mass of a layer's output (Elkerdawy et al. 2022, section 3.2): shares |a| / Σ|a| are sorted, the
 * largest first, and units are kept while the running share is at most `mass`. The largest is kept in any case, and all units
 * where nothing fires. Throws a RangeError unless 0 < mass ≤ 1.
 */
export function massMask(activations: ArrayLike<number>, mass: number, mask: Uint8Array): void {
  if (!(mass > 0 && mass <= 1)) throw new RangeError(`mass = ${mass}; it must be in (0, 1]`);
  const sizes = Array.from(activations, Math.abs);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (!(total > 0)) {
    mask.fill(1);
    return;
  }
  mask.fill(0);
  const order = sizes.map((_, k) => k).sort((a, b) => sizes[b]! - sizes[a]! || a - b);
  let share = 0;
  for (const [place, k] of order.entries()) {
    share += sizes[k]! / total;
    if (place > 0 && (share > mass + SLACK || sizes[k] === 0)) break;
    mask[k] = 1;
  }
}

/** The k units of largest output, a tie going to the lower number. */
export function topMask(activations: ArrayLike<number>, k: number, mask: Uint8Array): void {
  const sizes = Array.from(activations, Math.abs);
  mask.fill(0);
  const order = sizes.map((_, unit) => unit).sort((a, b) => sizes[b]! - sizes[a]! || a - b);
  for (const unit of order.slice(0, k)) mask[unit] = 1;
}
