const { fround } = Math;

/** The powers of two from 2^-126 to 2^127. */
const POWERS = Float32Array.from({ length: 254 }, (_, k) => 2 ** (k - 126));
/** Added to a number below 2^22 it leaves the nearest integer. */
const ROUND = 12582912;
/** Beyond, float32 has no normal number. */
const [LEAST, MOST] = [-87, 88];
const LOG2E = fround(Math.LOG2E);
/** ln 2 in two parts, the first with few digits. */
const [LN2_HIGH, LN2_LOW] = [0.693359375, fround(-2.12194440054691e-4)];
const [C2, C3, C4, C5] = [0.16666577756404877, 0.041666556149721146, 0.00836317427456379, 0.0013926177052780986].map(
  fround,
) as [number, number, number, number];

/**
 * exp(x) in float32, x first brought into [−87, 88], within 2 units in the last place, to the bit as the kernels compute it
 * (exp-single.as.ts): x = k ln 2 + r with |r| ≤ 0.347 and a polynomial of degree 6 in r (Chebyshev nodes for (eʳ − 1 − r)/r², 1e-8).
 */
export function expSingle(given: number): number {
  const x = given < LEAST ? LEAST : given > MOST ? MOST : given;
  const k = fround(fround(fround(x * LOG2E) + ROUND) - ROUND);
  const r = fround(fround(x - fround(k * LN2_HIGH)) - fround(k * LN2_LOW));
  const r2 = fround(r * r);
  const low = fround(0.5 + fround(r * C2));
  const high = fround(fround(C3 + fround(r * C4)) + fround(r2 * C5));
  const q = fround(low + fround(r2 * high));
  return fround(fround(1 + fround(r + fround(r2 * q))) * POWERS[k + 126]!);
}
