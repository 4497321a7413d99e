import type { Reals } from './log-sum-exp.ts';

/** Entries below 1e-150 become 0: products of smaller ones are subnormal, which slows the processor fiftyfold. */
const LOWEST = Math.log(1e-150);

/**
 * K_ij = exp((f_i + g_j − C_ij)/eps) for rows from ≤ i < to, row-major with m columns; entries below 1e-150 are 0.
 * The exponent is rounded to the precision of K. Returns how many exponentials were evaluated.
 */
export function gibbsKernel(
  C: Reals,
  m: number,
  f: Reals,
  g: Reals,
  eps: number,
  K: Reals,
  from: number,
  to: number,
): number {
  const scale = 1 / eps;
  let exponentials = 0;
  for (let i = from; i < to; i++) {
    const fi = f[i]!;
    for (let j = 0, k = i * m; j < m; j++, k++) {
      K[k] = (fi + g[j]! - C[k]!) * scale;
      if (K[k]! > LOWEST) {
        K[k] = Math.exp(K[k]!);
        exponentials++;
      } else K[k] = 0;
    }
  }
  return exponentials;
}
