import { luSolve } from './lu-solve.ts';

/** Newton steps at most; the objective is convex and smooth, so that six or seven are enough. */
const MOST_STEPS = 30;
/** Rows whose curvatures are added together. */
const BLOCK = 4;

/** Weights of a linear classifier, classes × (d + 1), the last column the biases. */
export interface SoftmaxRegression {
  readonly weights: Float64Array;
  readonly classes: number;
  readonly dimension: number;
}

/**
 * Multinomial logistic regression: min Σ_i −log p(y_i | x_i) + (penalty/2) |W|², biases unpenalised, by Newton's method with
 * halved steps, to a gradient of 1e-6 n. O(n (classes · d)²) a step. Classes that do not occur get no mass in the end.
 * Bishop 2006, section 4.3.4.
 */
export function softmaxRegression(
  inputs: Float64Array,
  labels: ArrayLike<number>,
  classes: number,
  dimension: number,
  penalty: number,
): SoftmaxRegression {
  const n = labels.length;
  const width = dimension + 1;
  const size = classes * width;
  // Rows of x and a 1; rows of zeros fill up the last block.
  const x = new Float64Array(Math.ceil(n / BLOCK) * BLOCK * width);
  for (let i = 0; i < n; i++) {
    x.set(inputs.subarray(i * dimension, (i + 1) * dimension), i * width);
    x[i * width + dimension] = 1;
  }
  let weights = new Float64Array(size);
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  const p = new Float64Array(BLOCK * classes);

  /** −log-likelihood and penalty; with `full` also the gradient and the upper half of the Hessian. */
  const evaluate = (w: Float64Array, full: boolean): number => {
    let value = 0;
    if (full) {
      gradient.fill(0);
      hessian.fill(0);
    }
    for (let begin = 0; begin < n; begin += BLOCK) {
      const end = Math.min(n, begin + BLOCK);
      if (end < begin + BLOCK) p.fill(0);
      for (let i = begin; i < end; i++) {
        const at = (i - begin) * classes;
        value -= probabilities(w, x, i * width, width, p, at, classes, labels[i]!);
        if (!full) continue;
        for (let c = 0; c < classes; c++) {
          const residual = p[at + c]! - Number(labels[i] === c);
          for (let k = 0; k < width; k++)
            gradient[c * width + k] = gradient[c * width + k]! + residual * x[i * width + k]!;
        }
      }
      if (full) addCurvature(hessian, x, begin * width, width, p, classes);
    }
    for (let c = 0; c < classes; c++) {
      for (let k = 0; k < dimension; k++) {
        const at = c * width + k;
        value += (penalty / 2) * w[at]! ** 2;
        if (full) gradient[at] = gradient[at]! + penalty * w[at]!;
      }
    }
    return value;
  };

  let value = evaluate(weights, true);
  for (let step = 0; step < MOST_STEPS; step++) {
    if (gradient.every((entry) => Math.abs(entry) <= 1e-6 * n)) break;
    for (let c = 0; c < classes; c++)
      for (let k = 0; k < width; k++) {
        const at = c * width + k;
        // The common shift of all biases is free: a touch of curvature holds it.
        hessian[at * size + at] = hessian[at * size + at]! + (k < dimension ? penalty : 1e-6);
      }
    mirror();
    const direction = luSolve(hessian, gradient);
    let length = 1;
    for (let halving = 0; halving < 30; halving++, length /= 2) {
      const trial = weights.map((entry, k) => entry - length * direction[k]!);
      const there = evaluate(trial, false);
      if (there > value) continue;
      weights = trial;
      value = there;
      break;
    }
    evaluate(weights, true);
  }
  return { weights, classes, dimension };

  /** Fills the lower halves of blocks, and the blocks below the diagonal. */
  function mirror(): void {
    for (let c = 0; c < classes; c++)
      for (let e = c; e < classes; e++)
        for (let k = 0; k < width; k++)
          for (let l = k; l < width; l++) {
            const [r, s] = [c * width, e * width];
            const entry = hessian[(r + k) * size + s + l]!;
            hessian[(r + l) * size + s + k] = entry;
            hessian[(s + l) * size + r + k] = entry;
            hessian[(s + k) * size + r + l] = entry;
          }
  }
}

/** Probabilities of the classes, written at `to` of `out`, for the row at `from` of x; returns the log of the label's. */
function probabilities(
  w: Float64Array,
  x: Float64Array,
  from: number,
  width: number,
  out: Float64Array,
  to: number,
  classes: number,
  label: number,
): number {
  let largest = -Infinity;
  for (let c = 0; c < classes; c++) {
    let logit = 0;
    for (let k = 0; k < width; k++) logit += w[c * width + k]! * x[from + k]!;
    out[to + c] = logit;
    largest = Math.max(largest, logit);
  }
  let sum = 0;
  for (let c = 0; c < classes; c++) sum += Math.exp(out[to + c]! - largest);
  const log = out[to + label]! - largest - Math.log(sum);
  for (let c = 0; c < classes; c++) out[to + c] = Math.exp(out[to + c]! - largest) / sum;
  return log;
}

/**
 * Adds what four rows of x bend: blocks (c, e) are p_c (δ_ce − p_e) x xᵀ, of which the upper halves alone are summed, row
 * after row. Four at once read and write the Hessian a quarter as often.
 */
function addCurvature(
  hessian: Float64Array,
  x: Float64Array,
  at: number,
  width: number,
  p: Float64Array,
  classes: number,
): void {
  const size = classes * width;
  const [x0, x1, x2, x3] = [at, at + width, at + 2 * width, at + 3 * width];
  for (let c = 0; c < classes; c++)
    for (let e = c; e < classes; e++) {
      const own = Number(c === e);
      const c0 = p[c]! * (own - p[e]!);
      const c1 = p[classes + c]! * (own - p[classes + e]!);
      const c2 = p[2 * classes + c]! * (own - p[2 * classes + e]!);
      const c3 = p[3 * classes + c]! * (own - p[3 * classes + e]!);
      for (let k = 0; k < width; k++) {
        const row = (c * width + k) * size + e * width;
        const s0 = c0 * x[x0 + k]!;
        const s1 = c1 * x[x1 + k]!;
        const s2 = c2 * x[x2 + k]!;
        const s3 = c3 * x[x3 + k]!;
        for (let l = k; l < width; l++)
          hessian[row + l] = hessian[row + l]! + s0 * x[x0 + l]! + s1 * x[x1 + l]! + s2 * x[x2 + l]! + s3 * x[x3 + l]!;
      }
    }
}

/** Class of largest logit of one input, read at `offset` of `inputs`. */
export function classOf({ weights, classes, dimension }: SoftmaxRegression, inputs: Float64Array, offset = 0): number {
  let best = 0;
  let largest = -Infinity;
  for (let c = 0; c < classes; c++) {
    const row = c * (dimension + 1);
    let logit = weights[row + dimension]!;
    for (let k = 0; k < dimension; k++) logit += weights[row + k]! * inputs[offset + k]!;
    if (logit > largest) {
      largest = logit;
      best = c;
    }
  }
  return best;
}
