import type { Breathing } from './breaths.ts';
import { digamma, logGamma, logUnitBall } from './digamma.ts';
import { countWithin, neighbourDistances } from './nearest-neighbours.ts';
import { whiten } from './whitening.ts';

/** Which neighbours an entropy is made from: the bias-cancelling mixture, the first alone, or the k-th alone. */
export type Weighting = 'weighted' | 'first' | 'last';

export interface NearestEntropy {
  /** Nats. */
  readonly entropy: number;
  /** sd_i of −Σ_j w_j log p̂_j(x_i), over √n; nats. */
  readonly standardError: number;
  /** −Σ_j w_j log p̂_j(x_i) of every point; nats, `entropy` is their mean. */
  readonly byPoint: Float64Array;
  /** Distance of every point to its nearest other. */
  readonly nearest: Float64Array;
}

export interface NearestInformation {
  /** Nats. */
  readonly information: number;
  /** Standard errors of the entropies in it, added; nats. */
  readonly standardError: number;
  /** max |w_j| over the entropies in it: above some 5 the estimate is mostly variance. */
  readonly largestWeight: number;
  /** Distance of every sample to its nearest other, in the whitened space of all variables. */
  readonly nearest: Float64Array;
}

/**
 * Weights w_1..w_k of the weighted Kozachenko-Leonenko estimator in d dimensions (Berrett, Samworth & Yuan 2019):
 * (1, 0, ...) up to d = 4, beyond it the least-norm weights on {⌊ik/d⌋} \ {0} with Σ w_j = 1 and
 * Σ w_j Γ(j + 2l/d)/Γ(j) = 0 for l = 1..⌊d/4⌋. Departs: with too few neighbours for all of these the later ones are left
 * out, so that the weights always sum to 1. Throws a RangeError unless d and k are at least 1.
 */
export function nearestWeights(d: number, k: number): Float64Array {
  if (!(Number.isInteger(d) && d >= 1)) throw new RangeError(`d is ${d}; at least 1 is needed`);
  if (!(Number.isInteger(k) && k >= 1)) throw new RangeError(`k is ${k}; at least 1 is needed`);
  const weights = new Float64Array(k);
  if (d <= 4) {
    weights[0] = 1;
    return weights;
  }
  const support = [...new Set(Array.from({ length: d }, (_, i) => Math.floor(((i + 1) * k) / d)))].filter((j) => j > 0);
  // Each row divided by its length: Γ ratios of high l would drown the others.
  const rows = Array.from({ length: Math.floor(d / 4) + 1 }, (_, l) => {
    const row = support.map((j) => Math.exp(logGamma(j + (2 * l) / d) - logGamma(j)));
    const norm = Math.hypot(...row);
    return { row: row.map((v) => v / norm), right: l === 0 ? 1 / norm : 0 };
  });
  // Gram-Schmidt on the rows, and the forward substitution that goes with it: the normal equations would square their
  // condition number. Rows beyond the number of neighbours in use say nothing new, or contradict the first: they are left out.
  const basis: number[][] = [];
  const solution = new Array<number>(support.length).fill(0);
  for (const { row, right } of rows) {
    const rest = row.slice();
    for (let pass = 0; pass < 2; pass++) {
      for (const q of basis) {
        const along = rest.reduce((sum, v, s) => sum + v * q[s]!, 0);
        q.forEach((v, s) => {
          rest[s] = rest[s]! - along * v;
        });
      }
    }
    const norm = Math.hypot(...rest);
    if (norm < 1e-12) continue;
    const q = rest.map((v) => v / norm);
    const missing = (right - row.reduce((sum, v, s) => sum + v * solution[s]!, 0)) / norm;
    q.forEach((v, s) => {
      solution[s] = solution[s]! + missing * v;
    });
    basis.push(q);
  }
  support.forEach((j, s) => {
    weights[j - 1] = solution[s]!;
  });
  return weights;
}

function weightsFor(weighting: Weighting, d: number, k: number): Float64Array {
  if (weighting === 'weighted') return nearestWeights(d, k);
  const weights = new Float64Array(k);
  weights[weighting === 'first' ? 0 : k - 1] = 1;
  return weights;
}

/**
 * Differential entropy of points (n × d, row-major) from the distances to their neighbours, Euclidean norm:
 * Σ_j w_j [log(n − 1) − ψ(j) + log c_d + d/n Σ_i log r_ij] (Kozachenko & Leonenko 1987; weights: Berrett et al. 2019).
 * In breaths. Throws a RangeError for k ≥ n, and for equal points, whose distance has no logarithm.
 */
export function* nearestEntropy(
  points: ArrayLike<number>,
  n: number,
  d: number,
  weights: Float64Array,
): Breathing<NearestEntropy> {
  let k = weights.length;
  while (k > 1 && weights[k - 1] === 0) k--;
  const distances = yield* neighbourDistances(points, n, d, k, 'euclidean');
  const constant = Math.log(n - 1) + logUnitBall(d);
  const psi = Float64Array.from({ length: k }, (_, j) => digamma(j + 1));
  const byPoint = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < k; j++) {
      if (weights[j] === 0) continue;
      const r = distances[i * k + j]!;
      if (r === 0) throw new RangeError(`points has duplicates (row ${i + 1} is one): add noise`);
      byPoint[i] = byPoint[i]! + weights[j]! * (constant - psi[j]! + d * Math.log(r));
    }
  }
  const nearest = Float64Array.from({ length: n }, (_, i) => distances[i * k]!);
  return { ...meanAndError(byPoint), byPoint, nearest };
}

function meanAndError(byPoint: Float64Array): { entropy: number; standardError: number } {
  const n = byPoint.length;
  const mean = byPoint.reduce((sum, v) => sum + v, 0) / n;
  const square = byPoint.reduce((sum, v) => sum + (v - mean) ** 2, 0) / n;
  return { entropy: mean, standardError: Math.sqrt(square / n) };
}

/** The entropy after whitening, which makes a long thin cloud round: its own log|Σ|/2 is added back. */
export function* whitenedEntropy(
  points: ArrayLike<number>,
  n: number,
  d: number,
  weights: Float64Array,
): Breathing<NearestEntropy> {
  const white = whiten(points, n, d);
  const { entropy, standardError, byPoint, nearest } = yield* nearestEntropy(white.points, n, d, weights);
  return {
    entropy: entropy + white.halfLogDet,
    standardError,
    byPoint: byPoint.map((v) => v + white.halfLogDet),
    nearest,
  };
}

/** Rows of x and y side by side: n × (dx + dy). */
export function beside(x: ArrayLike<number>, dx: number, y: ArrayLike<number>, dy: number, n: number): Float64Array {
  const d = dx + dy;
  const out = new Float64Array(n * d);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < dx; c++) out[i * d + c] = x[i * dx + c]!;
    for (let c = 0; c < dy; c++) out[i * d + dx + c] = y[i * dy + c]!;
  }
  return out;
}

/** I(X; Y) = H(X) + H(Y) − H(X, Y), each whitened on its own and with the weights of its own dimension; nats. In breaths. */
export function* informationOfThreeEntropies(
  x: ArrayLike<number>,
  dx: number,
  y: ArrayLike<number>,
  dy: number,
  n: number,
  k: number,
  weighting: Weighting,
): Breathing<NearestInformation> {
  const weights = [dx, dy, dx + dy].map((d) => weightsFor(weighting, d, k)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const hx = yield* whitenedEntropy(x, n, dx, weights[0]);
  const hy = yield* whitenedEntropy(y, n, dy, weights[1]);
  const hxy = yield* whitenedEntropy(beside(x, dx, y, dy, n), n, dx + dy, weights[2]);
  return {
    information: hx.entropy + hy.entropy - hxy.entropy,
    standardError: hx.standardError + hy.standardError + hxy.standardError,
    largestWeight: largest(weights),
    nearest: hxy.nearest,
  };
}

/**
 * I(X; Y) = H(X) − Σ p(y) H(X|y) for labels in 0..classes − 1, whitened again inside each class; nats. In breaths.
 * Throws a RangeError when a class has no more points than neighbours or coordinates; absent classes count nothing.
 */
export function* informationOfLabel(
  points: ArrayLike<number>,
  n: number,
  d: number,
  labels: ArrayLike<number>,
  classes: number,
  k: number,
  weighting: Weighting,
): Breathing<NearestInformation> {
  const weights = weightsFor(weighting, d, k);
  const whole = yield* whitenedEntropy(points, n, d, weights);
  let information = whole.entropy;
  let standardError = whole.standardError;
  for (let c = 0; c < classes; c++) {
    const own = pickRows(points, n, d, (i) => labels[i] === c);
    const size = own.length / d;
    if (size === 0) continue;
    if (size <= Math.max(k, d))
      throw new RangeError(`labels has ${size} of class ${c}; more than ${Math.max(k, d)} are needed`);
    const part = yield* whitenedEntropy(own, size, d, weights);
    information -= (size / n) * part.entropy;
    standardError += (size / n) * part.standardError;
  }
  return { information, standardError, largestWeight: largest([weights]), nearest: whole.nearest };
}

function pickRows(points: ArrayLike<number>, n: number, d: number, taken: (i: number) => boolean): Float64Array {
  const out: number[] = [];
  for (let i = 0; i < n; i++) if (taken(i)) for (let c = 0; c < d; c++) out.push(points[i * d + c]!);
  return Float64Array.from(out);
}

const largest = (all: readonly Float64Array[]): number =>
  all.reduce((most, weights) => weights.reduce((m, w) => Math.max(m, Math.abs(w)), most), 0);

/**
 * Mutual information, nats, by the first algorithm of Kraskov, Stögbauer & Grassberger (2004): max-norm, strict
 * inequality, ψ(k) + ψ(n) − ⟨ψ(n_x + 1) + ψ(n_y + 1)⟩. In breaths. Throws a RangeError for k ≥ n or k equal pairs.
 */
export function* ksgInformation(
  x: ArrayLike<number>,
  dx: number,
  y: ArrayLike<number>,
  dy: number,
  n: number,
  k: number,
): Breathing<{ information: number; standardError: number; radii: Float64Array }> {
  const distances = yield* neighbourDistances(beside(x, dx, y, dy, n), n, dx + dy, k, 'max');
  const radii = new Float64Array(n);
  for (let i = 0; i < n; i++) radii[i] = distances[i * k + k - 1]!;
  const zero = radii.indexOf(0);
  if (zero >= 0) throw new RangeError(`x and y have duplicates (row ${zero + 1} is one): add noise`);
  const nx = yield* countWithin(x, n, dx, radii);
  const ny = yield* countWithin(y, n, dy, radii);
  const psi = new Float64Array(n + 1);
  for (let m = 1; m <= n; m++) psi[m] = m === 1 ? digamma(1) : psi[m - 1]! + 1 / (m - 1);
  const constant = psi[k]! + psi[n]!;
  const byPoint = new Float64Array(n);
  for (let i = 0; i < n; i++) byPoint[i] = constant - psi[nx[i]! + 1]! - psi[ny[i]! + 1]!;
  const { entropy, standardError } = meanAndError(byPoint);
  return { information: entropy, standardError, radii };
}
