/**
 * The t at which Σ min(cap, exp(values + t)) is `mass`: a marginal's update in entropic transport where no entry may
 * exceed cap. Needs 0 < mass ≤ cap · length; sorts `values` in place, decreasing. O(n log n).
 */
export function cappedPotential(values: Float64Array, mass: number, cap: number, room: Float64Array): number {
  const n = values.length;
  values.sort().reverse();
  // room[j] = log Σ_{k ≥ j} exp(values[k])
  let sum = -Infinity;
  for (let j = n - 1; j >= 0; j--) {
    const top = Math.max(sum, values[j]!);
    sum = top === -Infinity ? top : top + Math.log(Math.exp(sum - top) + Math.exp(values[j]! - top));
    room[j] = sum;
  }
  const ceiling = Math.log(cap);
  for (let full = 0; full < n; full++) {
    const rest = mass - full * cap;
    // What is left is rounding: everything up to here is full.
    if (rest <= 1e-12 * mass) return ceiling - values[full - 1]!;
    const t = Math.log(rest) - room[full]!;
    if (values[full]! + t <= ceiling + 1e-15) return t;
  }
  return ceiling - values[n - 1]!;
}
