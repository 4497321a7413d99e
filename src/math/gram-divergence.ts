import { BREATH, type Breathing } from './breaths.ts';
import { gaussianRows } from './gaussian-rows.ts';

/** Smallest sum inside a logarithm: sums of kernels of points far apart underflow. */
const TINY = 1e-300;

function checkSigma(sigma: number): void {
  if (!(sigma > 0 && Number.isFinite(sigma))) throw new RangeError(`sigma is ${sigma}; it must be positive`);
}

function squaredDistances(a: ArrayLike<number>, n: number, b: ArrayLike<number>, m: number, d: number): Float64Array {
  if (!(n > 0 && m > 0)) throw new RangeError('points is empty; at least one is needed');
  const out = new Float64Array(n * m);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      let square = 0;
      for (let c = 0; c < d; c++) {
        const difference = a[i * d + c]! - b[j * d + c]!;
        square += difference * difference;
      }
      out[i * m + j] = square;
    }
  }
  return out;
}

/** exp(−|a_i − b_j|² / 2σ²), n × m; a is n × d, b is m × d, row-major. Throws a RangeError for no points or σ ≤ 0. */
export function gaussianGram(
  a: ArrayLike<number>,
  n: number,
  b: ArrayLike<number>,
  m: number,
  d: number,
  sigma: number,
): Float64Array {
  checkSigma(sigma);
  if (!(n > 0 && m > 0)) throw new RangeError('points is empty; at least one is needed');
  return gaussianRows(a, n, b, m, d, -1 / (2 * sigma * sigma));
}

/** [a = b], n × n: the kernel of labels. */
export function labelGram(labels: ArrayLike<number>, n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) if (labels[i] === labels[j]) out[i * n + j] = 1;
  return out;
}

/** Log of the mean kernel, and kernels divided by their sum: relative weights that do not underflow. */
function relativeGram(square: Float64Array, sigma: number): { logMean: number; weights: Float64Array } {
  const least = square.reduce((low, v) => Math.min(low, v), Infinity);
  const factor = -1 / (2 * sigma * sigma);
  const weights = square.map((v) => Math.exp(factor * (v - least)));
  const sum = weights.reduce((total, v) => total + v, 0);
  for (let k = 0; k < weights.length; k++) weights[k] = weights[k]! / sum;
  return { logMean: Math.log(sum / square.length) + factor * least, weights };
}

/**
 * Cauchy-Schwarz divergence of two point sets, nats: log mean κ(P,P) + log mean κ(Q,Q) − 2 log mean κ(P,Q), diagonals
 * included (Yu et al. 2024). P is n × d, Q is m × d. Not negative; 0 for equal sets. `gradient` is in P, n × d.
 */
export function cauchySchwarzDivergence(
  P: ArrayLike<number>,
  n: number,
  Q: ArrayLike<number>,
  m: number,
  d: number,
  sigma: number,
): { value: number; gradient: Float64Array } {
  checkSigma(sigma);
  const own = relativeGram(squaredDistances(P, n, P, n, d), sigma);
  const theirs = relativeGram(squaredDistances(Q, m, Q, m, d), sigma);
  const cross = relativeGram(squaredDistances(P, n, Q, m, d), sigma);
  const gradient = new Float64Array(n * d);
  const scale = 2 / (sigma * sigma);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < d; c++) {
      const p = P[i * d + c]!;
      let sum = 0;
      for (let j = 0; j < n; j++) sum -= own.weights[i * n + j]! * (p - P[j * d + c]!);
      for (let j = 0; j < m; j++) sum += cross.weights[i * m + j]! * (p - Q[j * d + c]!);
      gradient[i * d + c] = scale * sum;
    }
  }
  return { value: own.logMean + theirs.logMean - 2 * cross.logMean, gradient };
}

/** Squared maximum mean discrepancy with the same kernel, diagonals included (biased): at least 0. */
export function meanDiscrepancy(
  P: ArrayLike<number>,
  n: number,
  Q: ArrayLike<number>,
  m: number,
  d: number,
  sigma: number,
): number {
  const mean = (gram: Float64Array) => gram.reduce((sum, v) => sum + v, 0) / gram.length;
  const cross = mean(gaussianGram(P, n, Q, m, d, sigma));
  return mean(gaussianGram(P, n, P, n, d, sigma)) + mean(gaussianGram(Q, m, Q, m, d, sigma)) - 2 * cross;
}

/** What the kernels of the condition are divided by, row by row: (Σ K)², which follows from p(y|x), or ΣK² of the released code. */
export type ConditionalForm = 'squareOfSum' | 'sumOfSquares';

/**
 * Conditional Cauchy-Schwarz divergence of p(y|x) from q(ŷ|x), nats, from Gram matrices n × n (Yu et al. 2024): K of x, L1
 * of y, L2 of ŷ, L21 with row j for ŷ_j and column i for y_i. An estimate, and may be slightly negative. The gradients are
 * in the entries of L2 and L21.
 */
export function conditionalCauchySchwarz(
  K: Float64Array,
  L1: Float64Array,
  L2: Float64Array,
  L21: Float64Array,
  n: number,
  form: ConditionalForm = 'squareOfSum',
): { value: number; gradientL2: Float64Array; gradientL21: Float64Array } {
  const share = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += form === 'squareOfSum' ? K[j * n + i]! : K[j * n + i]! ** 2;
    share[j] = 1 / (form === 'squareOfSum' ? sum * sum : sum);
  }
  const total = (L: Float64Array): number => {
    let all = 0;
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += K[j * n + i]! * L[j * n + i]!;
      all += sum * share[j]!;
    }
    return Math.max(all, TINY);
  };
  const [own, theirs, cross] = [total(L1), total(L2), total(L21)];
  const gradient = (factor: number) => K.map((k, at) => factor * k * share[Math.floor(at / n)]!);
  return {
    value: Math.log(own) + Math.log(theirs) - 2 * Math.log(cross),
    gradientL2: gradient(1 / theirs),
    gradientL21: gradient(-2 / cross),
  };
}

/**
 * Cauchy-Schwarz quadratic mutual information, nats, from the Gram matrices K and Q (n × n) of the two variables:
 * log mean KQ + log mean K mean Q − 2 log mean_j (mean_i K)(mean_i Q). 0 when either is constant. The gradient is in Q.
 */
export function cauchySchwarzInformation(
  K: Float64Array,
  Q: Float64Array,
  n: number,
): { value: number; gradientQ: Float64Array } {
  let both = 0;
  let allK = 0;
  let allQ = 0;
  let mixed = 0;
  const rowK = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    let k = 0;
    let q = 0;
    for (let i = 0; i < n; i++) {
      const kernel = K[j * n + i]!;
      const other = Q[j * n + i]!;
      both += kernel * other;
      k += kernel;
      q += other;
    }
    rowK[j] = k;
    allK += k;
    allQ += q;
    mixed += k * q;
  }
  const value = Math.log(both / n ** 2) + Math.log((allK * allQ) / n ** 4) - 2 * Math.log(mixed / n ** 3);
  const gradientQ = K.map((k, at) => k / both + 1 / allQ - (2 * rowK[Math.floor(at / n)]!) / mixed);
  return { value, gradientQ };
}

/** A kernel between two of the points, by their numbers. */
export type Kernel = (i: number, j: number) => number;

/** Adds row i to the row sums and returns its part of Σ KQ. Outside the generator, which resumes in slow code. */
function addRow(kernelX: Kernel, kernelY: Kernel, i: number, rowX: Float64Array, rowY: Float64Array): number {
  let both = 0;
  for (let j = 0; j <= i; j++) {
    const x = kernelX(i, j);
    const y = kernelY(i, j);
    rowX[i] = rowX[i]! + x;
    rowY[i] = rowY[i]! + y;
    if (i === j) {
      both += x * y;
      continue;
    }
    both += 2 * x * y;
    rowX[j] = rowX[j]! + x;
    rowY[j] = rowY[j]! + y;
  }
  return both;
}

/** The same as `cauchySchwarzInformation` without holding the Gram matrices: for many points. In breaths. */
export function* cauchySchwarzOfKernels(kernelX: Kernel, kernelY: Kernel, n: number, cost: number): Breathing<number> {
  let both = 0;
  const rowX = new Float64Array(n);
  const rowY = new Float64Array(n);
  let work = 0;
  for (let i = 0; i < n; i++) {
    both += addRow(kernelX, kernelY, i, rowX, rowY);
    work += i * (cost + 8);
    if (work > BREATH) {
      work = 0;
      yield undefined;
    }
  }
  let allX = 0;
  let allY = 0;
  let mixed = 0;
  for (let i = 0; i < n; i++) {
    allX += rowX[i]!;
    allY += rowY[i]!;
    mixed += rowX[i]! * rowY[i]!;
  }
  return Math.log(both / n ** 2) + Math.log(allX / n ** 2) + Math.log(allY / n ** 2) - 2 * Math.log(mixed / n ** 3);
}

/** I(x; t) / √(I(x; x) I(t; t)), without unit; 0 where either of the two is constant. Usually, not always, at most 1. */
export function normalisedCauchySchwarz(K: Float64Array, Q: Float64Array, n: number): number {
  const scale = cauchySchwarzInformation(K, K, n).value * cauchySchwarzInformation(Q, Q, n).value;
  return scale > 1e-24 ? cauchySchwarzInformation(K, Q, n).value / Math.sqrt(scale) : 0;
}

/**
 * Adds to `out` (n × d) the gradient in the points a_i of a function whose gradient in the entries of gram = κ_σ(a, b)
 * (n × m) is given. For gram = κ(a, a) with a symmetric function give b = a and twice the result counts: `both` does that.
 */
export function gramPullback(
  a: ArrayLike<number>,
  n: number,
  b: ArrayLike<number>,
  m: number,
  d: number,
  gram: {
    readonly values: Float64Array;
    readonly gradient: Float64Array;
    readonly sigma: number;
    readonly both: boolean;
  },
  out: Float64Array,
): void {
  const scale = -1 / (gram.sigma * gram.sigma);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      let weight = gram.gradient[i * m + j]!;
      if (gram.both) weight += gram.gradient[j * m + i]!;
      weight *= scale * gram.values[i * m + j]!;
      for (let c = 0; c < d; c++) out[i * d + c] = out[i * d + c]! + weight * (a[i * d + c]! - b[j * d + c]!);
    }
  }
}
