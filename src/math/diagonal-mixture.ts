import type { Breathing } from './breaths.ts';
import { kMeans } from './k-means.ts';
import type { Random } from './random.ts';

/** Σ_k w_k N(m_k, diag v_k). */
export interface DiagonalMixture {
  readonly weights: Float64Array;
  /** components × size, as are the variances. */
  readonly means: Float64Array;
  readonly variances: Float64Array;
}

const ROUNDS = 100;
/** Relative gain in likelihood below which a round is the last. */
const ENOUGH = 1e-10;

/** Log density of a mixture that was prepared once, with its gradient; made for samplers, which ask often. */
export function createMixtureDensity({ weights, means, variances }: DiagonalMixture) {
  const count = weights.length;
  const size = means.length / count;
  const precisions = variances.map((v) => 1 / v);
  // ln w_k − ½ Σ ln 2π v_k
  const offsets = weights.map((w, k) => {
    let sum = Math.log(w);
    for (let i = 0; i < size; i++) sum -= 0.5 * Math.log(2 * Math.PI * variances[k * size + i]!);
    return sum;
  });
  const logs = new Float64Array(count);
  /** Fills logs with ln w_k N(x; m_k, v_k); returns the log of their sum. */
  const evaluate = (x: Float64Array, from: number): number => {
    let most = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < count; k++) {
      let square = 0;
      const row = k * size;
      for (let i = 0; i < size; i++) {
        const away = x[from + i]! - means[row + i]!;
        square += away * away * precisions[row + i]!;
      }
      logs[k] = offsets[k]! - 0.5 * square;
      most = Math.max(most, logs[k]!);
    }
    let sum = 0;
    for (let k = 0; k < count; k++) sum += Math.exp(logs[k]! - most);
    return most + Math.log(sum);
  };
  return {
    size,
    count,
    logDensity: (x: Float64Array): number => evaluate(x, 0),
    /** Log density at x; ∇ log density = −Σ_k r_k (x − m_k)/v_k times `scale` is added to the gradient. */
    addGradient(x: Float64Array, scale: number, gradient: Float64Array): number {
      const log = evaluate(x, 0);
      for (let k = 0; k < count; k++) {
        const share = Math.exp(logs[k]! - log);
        if (!(share > 0)) continue;
        const row = k * size;
        for (let i = 0; i < size; i++)
          gradient[i] = gradient[i]! - scale * share * (x[i]! - means[row + i]!) * precisions[row + i]!;
      }
      return log;
    },
    /** Shares r_k of the components in point `at` of rows of points; returns the point's log density. */
    shares(points: Float64Array, at: number, out: Float64Array): number {
      const log = evaluate(points, at * size);
      for (let k = 0; k < count; k++) out[k] = Math.exp(logs[k]! - log);
      return log;
    },
  };
}

/**
 * Maximum likelihood by expectation-maximisation (Dempster et al. 1977) of points, n × size, from groups by k-means with
 * a k-means++ start; no variance falls below the floor. Components: as many as asked for, or points. In breaths, a round each.
 */
export function* fitDiagonalMixture(
  points: Float64Array,
  size: number,
  count: number,
  random: Random,
  { floor = 1e-4, rounds = ROUNDS }: { readonly floor?: number; readonly rounds?: number } = {},
): Breathing<DiagonalMixture> {
  const n = points.length / size;
  if (!(n >= 1)) throw new RangeError('a mixture needs at least one point');
  const K = Math.min(count, n);
  const group = kMeans(points, n, size, K, random);
  const shares = new Float64Array(n * K);
  for (let i = 0; i < n; i++) shares[i * K + group[i]!] = 1;
  let mixture = maximise(points, n, size, K, shares, floor);
  let before = Number.NEGATIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const density = createMixtureDensity(mixture);
    let likelihood = 0;
    for (let i = 0; i < n; i++) likelihood += density.shares(points, i, shares.subarray(i * K, (i + 1) * K));
    if (likelihood - before <= ENOUGH * Math.abs(likelihood)) break;
    before = likelihood;
    mixture = maximise(points, n, size, K, shares, floor);
    yield undefined;
  }
  return mixture;
}

/** Weighted means and variances of the points of every component; one that lost all its points keeps weight 0. */
function maximise(
  points: Float64Array,
  n: number,
  size: number,
  K: number,
  shares: Float64Array,
  floor: number,
): DiagonalMixture {
  const totals = new Float64Array(K);
  const means = new Float64Array(K * size);
  const variances = new Float64Array(K * size);
  for (let i = 0; i < n; i++)
    for (let k = 0; k < K; k++) {
      const share = shares[i * K + k]!;
      if (share === 0) continue;
      totals[k] = totals[k]! + share;
      for (let d = 0; d < size; d++) means[k * size + d] = means[k * size + d]! + share * points[i * size + d]!;
    }
  for (let k = 0; k < K; k++)
    for (let d = 0; d < size; d++) if (totals[k]! > 0) means[k * size + d] = means[k * size + d]! / totals[k]!;
  for (let i = 0; i < n; i++)
    for (let k = 0; k < K; k++) {
      const share = shares[i * K + k]!;
      if (share === 0) continue;
      for (let d = 0; d < size; d++)
        variances[k * size + d] =
          variances[k * size + d]! + share * (points[i * size + d]! - means[k * size + d]!) ** 2;
    }
  for (let k = 0; k < K; k++)
    for (let d = 0; d < size; d++)
      variances[k * size + d] = Math.max(floor, totals[k]! > 0 ? variances[k * size + d]! / totals[k]! : 1);
  return { weights: totals.map((total) => total / n), means, variances };
}
