/**
 * Q(x) = P(Z > x) of a standard normal, to about 1e-16 within |x| < 5 and 1e-9 of itself everywhere: Marsaglia's series (2004, J. Stat. Software 11:4)
 * within |x| < 5, the continued fraction of Laplace beyond.
 */
export function normalTail(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (x < 0) return 1 - normalTail(-x);
  const density = Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
  if (x < 5) {
    let sum = x;
    let term = x;
    for (let k = 3; sum + term !== sum; k += 2) {
      term *= (x * x) / k;
      sum += term;
    }
    return 0.5 - density * sum;
  }
  let fraction = x;
  for (let k = 60; k >= 1; k--) fraction = x + k / fraction;
  return density / fraction;
}
