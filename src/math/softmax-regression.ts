import { luSolve } from './lu-solve.ts';

/** Newton steps at most; the objective is convex and smooth, so that six or seven are enough. */
const MOST_STEPS = 30;

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
  let weights = new Float64Array(size);
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  const p = new Float64Array(classes);
  const x = new Float64Array(width).fill(1);

  /** −log-likelihood and penalty; with `full` also the gradient and the upper half of the Hessian. */
  const evaluate = (w: Float64Array, full: boolean): number => {
    let value = 0;
    if (full) {
      gradient.fill(0);
      hessian.fill(0);
    }
    for (let i = 0; i < n; i++) {
      x.set(inputs.subarray(i * dimension, (i + 1) * dimension));
      value -= probabilities(w, x, p, labels[i]!);
      if (!full) continue;
      for (let c = 0; c < classes; c++) {
        const residual = p[c]! - Number(labels[i] === c);
        for (let k = 0; k < width; k++) gradient[c * width + k] = gradient[c * width + k]! + residual * x[k]!;
        // Blocks (c, e) of the Hessian are multiples of x xᵀ: their upper halves alone are summed.
        for (let e = c; e < classes; e++) {
          const curvature = p[c]! * (Number(c === e) - p[e]!);
          for (let k = 0; k < width; k++) {
            const row = (c * width + k) * size + e * width;
            const scaled = curvature * x[k]!;
            for (let l = k; l < width; l++) hessian[row + l] = hessian[row + l]! + scaled * x[l]!;
          }
        }
      }
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

  function probabilities(w: Float64Array, at: Float64Array, out: Float64Array, label: number): number {
    let largest = -Infinity;
    for (let c = 0; c < classes; c++) {
      let logit = 0;
      for (let k = 0; k < width; k++) logit += w[c * width + k]! * at[k]!;
      out[c] = logit;
      largest = Math.max(largest, logit);
    }
    let sum = 0;
    for (let c = 0; c < classes; c++) sum += Math.exp(out[c]! - largest);
    const log = out[label]! - largest - Math.log(sum);
    for (let c = 0; c < classes; c++) out[c] = Math.exp(out[c]! - largest) / sum;
    return log;
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
