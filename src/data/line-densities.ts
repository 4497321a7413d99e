/** A bump of a density: weight, mean, standard deviation. */
export type Bump = readonly [weight: number, mean: number, deviation: number];

export const SOURCE_BUMPS: readonly Bump[] = [
  [0.5, 0.2, 0.05],
  [0.5, 0.45, 0.08],
];
export const TARGET_BUMPS: readonly Bump[] = [
  [0.3, 0.35, 0.06],
  [0.7, 0.75, 0.07],
];

/** Cell centres (i + ½)/n of the unit interval. */
export const cellCentres = (n: number): Float64Array => Float64Array.from({ length: n }, (_, i) => (i + 0.5) / n);

/** Σ w exp(−(x − m)²/(2 s²))/s at the cell centres, divided by its largest value, raised by 1e-3, divided by its sum. */
export function lineDensity(n: number, bumps: readonly Bump[]): Float64Array {
  const p = cellCentres(n).map((x) =>
    bumps.reduce((sum, [w, mean, s]) => sum + (w * Math.exp(-((x - mean) ** 2) / (2 * s * s))) / s, 0),
  );
  return asDistribution(p, 1e-3);
}

/** values / max + floor, divided by the sum: every entry is positive and they add up to 1. */
export function asDistribution(values: Float64Array, floor: number): Float64Array {
  const largest = values.reduce((a, b) => Math.max(a, b), 0);
  const raised = values.map((v) => (largest > 0 ? v / largest : 0) + floor);
  const total = raised.reduce((a, b) => a + b, 0);
  return raised.map((v) => v / total);
}
