/** Below this the recurrence ψ′(x) = ψ′(x + 1) + 1/x² is used; the series is then exact to 1e-13. */
const ASYMPTOTIC = 10;

/** ψ′, the derivative of the digamma function, for x > 0 (Abramowitz & Stegun 1964, 6.4.12). NaN elsewhere. */
export function trigamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let sum = 0;
  let at = x;
  while (at < ASYMPTOTIC) {
    sum += 1 / (at * at);
    at += 1;
  }
  const q = 1 / (at * at);
  return sum + 1 / at + q / 2 + (q / at) * (1 / 6 - q * (1 / 30 - q * (1 / 42 - q * (1 / 30 - q * (5 / 66)))));
}
