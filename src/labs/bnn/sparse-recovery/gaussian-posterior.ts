import { choleskyFactor } from '../../../math/cholesky-factor.ts';

export interface GaussianPosterior {
  /** N²; 0 where the prior variance is. */
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  /** ln |C| + yᵀ C⁻¹ y, C = A Γ Aᵀ + s² I: twice the negative log evidence without its constant. */
  readonly cost: number;
  /** Multiply-adds it took. */
  readonly arithmetic: number;
}

/**
 * Posterior of y = A x + n with x ~ N(0, diag γ) and n ~ N(0, s² I), through the small matrix C (rows × rows) and its Cholesky
 * factor only: mean Γ Aᵀ C⁻¹ y and the diagonal γ − γ² aᵀ C⁻¹ a (He & Joseph 2024, section II; Tipping 2001).
 * Columns with γ = 0 cost nothing. Throws a RangeError unless s² > 0 and the sizes agree.
 */
export function gaussianPosterior(
  A: Float64Array,
  y: Float64Array,
  gamma: Float64Array,
  noise: number,
): GaussianPosterior {
  const rows = y.length;
  const columns = gamma.length;
  if (!(noise > 0)) throw new RangeError(`the variance of the noise is ${noise}; it must be above 0`);
  if (A.length !== rows * columns)
    throw new RangeError(`A has ${A.length} entries; ${rows} equations for ${columns} unknowns need ${rows * columns}`);
  const active = Array.from(gamma.keys()).filter((j) => gamma[j]! > 0);
  // One column of A after another, the active ones only.
  const W = new Float64Array(active.length * rows);
  active.forEach((j, k) => {
    for (let a = 0; a < rows; a++) W[k * rows + a] = A[a * columns + j]!;
  });
  const C = new Float64Array(rows * rows);
  active.forEach((j, k) => {
    const column = W.subarray(k * rows, (k + 1) * rows);
    for (let a = 0; a < rows; a++) {
      const scaled = gamma[j]! * column[a]!;
      for (let b = 0; b <= a; b++) C[a * rows + b] = C[a * rows + b]! + scaled * column[b]!;
    }
  });
  for (let a = 0; a < rows; a++) C[a * rows + a] = C[a * rows + a]! + noise;
  choleskyFactor(C, rows);
  const white = y.slice();
  forwardSolve(C, rows, white);
  const mean = new Float64Array(columns);
  const variance = new Float64Array(columns);
  active.forEach((j, k) => {
    const column = W.subarray(k * rows, (k + 1) * rows);
    forwardSolve(C, rows, column);
    let inner = 0;
    let square = 0;
    for (let a = 0; a < rows; a++) {
      inner += column[a]! * white[a]!;
      square += column[a]! ** 2;
    }
    mean[j] = gamma[j]! * inner;
    variance[j] = Math.max(0, gamma[j]! - gamma[j]! ** 2 * square);
  });
  let cost = white.reduce((sum, value) => sum + value * value, 0);
  for (let a = 0; a < rows; a++) cost += 2 * Math.log(C[a * rows + a]!);
  const arithmetic = Math.round(active.length * rows * (rows + 3) + rows ** 3 / 6);
  return { mean, variance, cost, arithmetic };
}

/** Solves L x = b in place. */
function forwardSolve(L: Float64Array, d: number, b: Float64Array): void {
  for (let i = 0; i < d; i++) {
    let sum = b[i]!;
    for (let k = 0; k < i; k++) sum -= L[i * d + k]! * b[k]!;
    b[i] = sum / L[i * d + i]!;
  }
}
