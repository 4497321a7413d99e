import type { Breathing } from './breaths.ts';
import { gaussianRows } from './gaussian-rows.ts';
import type { Random } from './random.ts';
import { symmetricEigenvalues } from './symmetric-eigenvalues.ts';

/**
 * How the Gaussian kernel becomes a diffusion operator. `symmetric`: D^(−1/2) G D^(−1/2), as in the released code, with
 * the eigenvalues of the random walk D^(−1) G. `anisotropic`: D^(−α) G D^(−α), then its rows normalised, as in the text.
 */
export type DiffusionOperator =
  | { readonly kind: 'symmetric' }
  | { readonly kind: 'anisotropic'; readonly alpha: number };

export const SYMMETRIC: DiffusionOperator = { kind: 'symmetric' };

/**
 * Eigenvalues, largest first (the first is 1), of the diffusion operator on points (n × d, row-major) with kernel
 * exp(−|z_i − z_j|² / 2σ²) (Liao et al. 2024). In breaths. Throws a RangeError for no points or σ not positive.
 */
export function* diffusionSpectrum(
  points: ArrayLike<number>,
  n: number,
  d: number,
  sigma: number,
  operator: DiffusionOperator = SYMMETRIC,
): Breathing<Float64Array> {
  if (!(n > 0)) throw new RangeError('points is empty; at least one is needed');
  if (!(sigma > 0 && Number.isFinite(sigma))) throw new RangeError(`sigma is ${sigma}; it must be positive`);
  const G = gaussianRows(points, n, points, n, d, -1 / (2 * sigma * sigma));
  yield undefined;
  if (operator.kind === 'anisotropic') scaleBySums(G, n, operator.alpha);
  scaleBySums(G, n, 0.5);
  return yield* symmetricEigenvalues(G, n);
}

/** K = D^(−α) K D^(−α) with D the row sums. */
function scaleBySums(K: Float64Array, n: number, alpha: number): void {
  const scale = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += K[i * n + j]!;
    scale[i] = sum ** -alpha;
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) K[i * n + j] = K[i * n + j]! * scale[i]! * scale[j]!;
}

/** Entropy, in bits, of |λ|^t / Σ|λ|^t. Throws a RangeError unless t is positive. */
export function spectralEntropy(eigenvalues: ArrayLike<number>, t: number): number {
  if (!(t > 0)) throw new RangeError(`t is ${t}; it must be positive`);
  let total = 0;
  let sum = 0;
  for (let k = 0; k < eigenvalues.length; k++) {
    // Rounding leaves values of size 1e-17 on either side of 0.
    const size = Math.abs(eigenvalues[k]!);
    if (size === 0) continue;
    const p = size ** t;
    if (p === 0) continue;
    total += p;
    sum += p * t * Math.log2(size);
  }
  return Math.max(0, Math.log2(total) - sum / total);
}

/** Diffusion spectral entropy, bits: between 0 (identical points) and log₂ n (points far apart). In breaths. */
export function* diffusionEntropy(
  points: ArrayLike<number>,
  n: number,
  d: number,
  sigma: number,
  t: number,
  operator: DiffusionOperator = SYMMETRIC,
): Breathing<number> {
  return spectralEntropy(yield* diffusionSpectrum(points, n, d, sigma, operator), t);
}

/** `size` of n rows without replacement, in increasing order (selection sampling). */
export function subset(random: Random, n: number, size: number): Int32Array {
  const out = new Int32Array(size);
  let taken = 0;
  for (let i = 0; taken < size; i++) if (random() * (n - i) < size - taken) out[taken++] = i;
  return out;
}

export interface DiffusionInformation {
  /** Bits of its own: differences of spectral entropies, not Shannon's. */
  readonly information: number;
  /** From the scatter over the random subsets; NaN for a single one. */
  readonly standardError: number;
}

/**
 * DSMI(Z; Y) = Σ_c n_c/n (mean_r DSE(Z_{S_cr}) − DSE(Z_{y=c})), S_cr the index lists given for class c, as many rows as the
 * class has: equal sizes remove the log n in both entropies (Liao et al. 2024). In breaths. Classes without points count 0.
 */
export function* diffusionInformation(
  points: ArrayLike<number>,
  n: number,
  d: number,
  labels: ArrayLike<number>,
  classes: number,
  options: {
    readonly sigma: number;
    readonly t: number;
    readonly operator?: DiffusionOperator;
    /** Subsets of class c of that size; see `randomSubsets`. */
    readonly subsets: (c: number, size: number) => readonly ArrayLike<number>[];
  },
): Breathing<DiffusionInformation> {
  const { sigma, t, operator = SYMMETRIC, subsets } = options;
  let information = 0;
  let variance = 0;
  for (let c = 0; c < classes; c++) {
    const own: number[] = [];
    for (let i = 0; i < n; i++) if (labels[i] === c) own.push(i);
    if (own.length === 0) continue;
    const share = own.length / n;
    const inside = yield* diffusionEntropy(rowsOf(points, d, own), own.length, d, sigma, t, operator);
    const drawn: number[] = [];
    for (const rows of subsets(c, own.length))
      drawn.push(yield* diffusionEntropy(rowsOf(points, d, rows), rows.length, d, sigma, t, operator));
    const mean = drawn.reduce((sum, v) => sum + v, 0) / drawn.length;
    information += share * (mean - inside);
    variance +=
      (share * share * drawn.reduce((sum, v) => sum + (v - mean) ** 2, 0)) / ((drawn.length - 1) * drawn.length);
  }
  return { information, standardError: Math.sqrt(variance) };
}

/** R random subsets of n rows for each class. */
export const randomSubsets =
  (random: Random, n: number, R: number) =>
  (_: number, size: number): Int32Array[] =>
    Array.from({ length: R }, () => subset(random, n, size));

function rowsOf(points: ArrayLike<number>, d: number, rows: ArrayLike<number>): Float64Array {
  const out = new Float64Array(rows.length * d);
  for (let i = 0; i < rows.length; i++) for (let c = 0; c < d; c++) out[i * d + c] = points[rows[i]! * d + c]!;
  return out;
}
