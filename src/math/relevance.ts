/**
 * w_l = v_l Σ_d (mean_i |J^(i)_dl|)²: how much of what a decoder shows comes through axis l, from its Jacobians at several
 * codes (codes × outputs × axes, row-major) and the variance of the axis. Saha, Joshi & Whitaker 2025.
 */
export function relevanceOf(
  jacobians: ArrayLike<number>,
  codes: number,
  outputs: number,
  variance: ArrayLike<number>,
): Float64Array {
  const axes = variance.length;
  const out = new Float64Array(axes);
  for (let d = 0; d < outputs; d++)
    for (let l = 0; l < axes; l++) {
      let mean = 0;
      for (let i = 0; i < codes; i++) mean += Math.abs(jacobians[(i * outputs + d) * axes + l]!) / codes;
      out[l] = out[l]! + variance[l]! * mean * mean;
    }
  return out;
}

/** Running share in percent of the largest values, of those values in descending order. */
export function cumulativePercent(values: ArrayLike<number>): number[] {
  const sorted = Array.from(values).sort((a, b) => b - a);
  const total = sorted.reduce((sum, one) => sum + one, 0);
  let sum = 0;
  return sorted.map((one) => {
    sum += one;
    return (100 * sum) / total;
  });
}

/** How many of the largest values are needed to exceed a share, in percent, of the sum of all. */
export function relevantCount(values: ArrayLike<number>, percent: number): number {
  const found = cumulativePercent(values).findIndex((share) => share > percent);
  return found < 0 ? values.length : found + 1;
}
