/** P(prefix ≤ k + 1) for k = 0 … D − 1 under p(k) ∝ exp(−(k/s)²), k = 1 … D. */
export function prefixLaw(D: number, scale: number): Float64Array {
  const masses = Float64Array.from({ length: D }, (_, k) => Math.exp(-(((k + 1) / scale) ** 2)));
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  let before = 0;
  return masses.map((mass) => {
    before += mass / total;
    return before;
  });
}
