import { softplus } from './softplus.ts';

/** h = x Wᵀ + b with independent Gaussian weights; matrices outputs × inputs, rows × features, row-major. */
export interface VariationalLayer {
  readonly rows: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly mean: Float64Array;
  /** σ = log(1 + e^ρ). */
  readonly rho: Float64Array;
  readonly bias: Float64Array;
}

export interface VariationalPass {
  readonly output: Float64Array;
  /** Gradients of a loss from its gradient in the output. */
  backward(dOutput: Float64Array): VariationalGradient;
}

export interface VariationalGradient {
  readonly mean: Float64Array;
  readonly rho: Float64Array;
  readonly bias: Float64Array;
  readonly input: Float64Array;
}

const logistic = (rho: number): number => 1 / (1 + Math.exp(-rho));

/** Under the root of local reparameterisation. */
const FLOOR = 1e-8;

const transform = (rho: Float64Array): Float64Array => rho.map(softplus);

/** One matrix for all rows (Blundell et al. 2015): W = μ + σ ∘ ε, ε outputs × inputs. */
export function sampledPass(layer: VariationalLayer, x: Float64Array, noise: Float64Array): VariationalPass {
  const sd = transform(layer.rho);
  const w = layer.mean.map((mean, k) => mean + sd[k]! * noise[k]!);
  return {
    output: affine(layer, x, w, layer.bias),
    backward(d) {
      const mean = toWeights(layer, x, d);
      return {
        mean,
        rho: mean.map((slope, k) => slope * noise[k]! * logistic(layer.rho[k]!)),
        bias: toBias(layer, d),
        input: toRows(layer, d, w),
      };
    },
  };
}

/** Flipout (Wen et al. 2018, equation 4): row i uses μ + Δ ∘ (t_i s_iᵀ), given Δ = σ ∘ ε and signs s, t of the rows. */
export function flipoutPass(
  layer: VariationalLayer,
  x: Float64Array,
  { noise, s, t }: { noise: Float64Array; s: Float64Array; t: Float64Array },
): VariationalPass {
  const sd = transform(layer.rho);
  const shift = sd.map((one, k) => one * noise[k]!);
  const flipped = x.map((one, k) => one * s[k]!);
  const turned = affine(layer, flipped, shift, null);
  const output = affine(layer, x, layer.mean, layer.bias).map((one, k) => one + turned[k]! * t[k]!);
  return {
    output,
    backward(d) {
      const e = d.map((one, k) => one * t[k]!);
      const ofShift = toWeights(layer, flipped, e);
      const back = toRows(layer, e, shift);
      return {
        mean: toWeights(layer, x, d),
        rho: ofShift.map((slope, k) => slope * noise[k]! * logistic(layer.rho[k]!)),
        bias: toBias(layer, d),
        input: toRows(layer, d, layer.mean).map((one, k) => one + back[k]! * s[k]!),
      };
    },
  };
}

/** Mean and variance of h for every row: x μᵀ + b and x² (σ²)ᵀ. */
export function preActivation(
  layer: VariationalLayer,
  x: Float64Array,
): { mean: Float64Array; variance: Float64Array } {
  const variances = transform(layer.rho).map((sd) => sd * sd);
  const squares = x.map((one) => one * one);
  return { mean: affine(layer, x, layer.mean, layer.bias), variance: affine(layer, squares, variances, null) };
}

/** Local reparameterisation (Kingma, Salimans & Welling 2015, equation 6): h = m + √(v + 10⁻⁸) ∘ ε, ε rows × outputs. */
export function localPass(layer: VariationalLayer, x: Float64Array, noise: Float64Array): VariationalPass {
  const { mean, variance } = preActivation(layer, x);
  const sd = transform(layer.rho);
  const variances = sd.map((one) => one * one);
  const squares = x.map((one) => one * one);
  return {
    output: mean.map((m, k) => m + Math.sqrt(variance[k]! + FLOOR) * noise[k]!),
    backward(d) {
      const dv = d.map((one, k) => (one * noise[k]!) / (2 * Math.sqrt(variance[k]! + FLOOR)));
      const back = toRows(layer, dv, variances);
      return {
        mean: toWeights(layer, x, d),
        rho: toWeights(layer, squares, dv).map((slope, k) => slope * 2 * sd[k]! * logistic(layer.rho[k]!)),
        bias: toBias(layer, d),
        input: toRows(layer, d, layer.mean).map((one, k) => one + 2 * x[k]! * back[k]!),
      };
    },
  };
}

/**
 * Sampled complexity log q(W) − log p(W), p = N(0, priorSd²), and its total derivatives in μ and ρ: log q depends on them
 * directly and through W = μ + σ ε, and what goes through W cancels the direct part, so that only −log σ stays.
 */
export function sampledComplexity(
  { mean, rho }: VariationalLayer,
  noise: Float64Array,
  priorSd: number,
): { value: number; mean: Float64Array; rho: Float64Array } {
  let value = 0;
  const ofMean = new Float64Array(mean.length);
  const ofRho = new Float64Array(mean.length);
  for (let k = 0; k < mean.length; k++) {
    const sd = softplus(rho[k]!);
    const w = mean[k]! + sd * noise[k]!;
    value += Math.log(priorSd / sd) - noise[k]! ** 2 / 2 + (w / priorSd) ** 2 / 2;
    ofMean[k] = w / priorSd ** 2;
    ofRho[k] = ((w * noise[k]!) / priorSd ** 2 - 1 / sd) * logistic(rho[k]!);
  }
  return { value, mean: ofMean, rho: ofRho };
}

function affine(
  { rows, inputs, outputs }: VariationalLayer,
  x: Float64Array,
  w: Float64Array,
  bias: Float64Array | null,
): Float64Array {
  const out = new Float64Array(rows * outputs);
  for (let r = 0; r < rows; r++)
    for (let o = 0; o < outputs; o++) {
      let sum = bias ? bias[o]! : 0;
      for (let i = 0; i < inputs; i++) sum += x[r * inputs + i]! * w[o * inputs + i]!;
      out[r * outputs + o] = sum;
    }
  return out;
}

function toWeights({ rows, inputs, outputs }: VariationalLayer, x: Float64Array, d: Float64Array): Float64Array {
  const out = new Float64Array(outputs * inputs);
  for (let r = 0; r < rows; r++)
    for (let o = 0; o < outputs; o++) {
      const slope = d[r * outputs + o]!;
      for (let i = 0; i < inputs; i++) out[o * inputs + i] = out[o * inputs + i]! + slope * x[r * inputs + i]!;
    }
  return out;
}

function toRows({ rows, inputs, outputs }: VariationalLayer, d: Float64Array, w: Float64Array): Float64Array {
  const out = new Float64Array(rows * inputs);
  for (let r = 0; r < rows; r++)
    for (let o = 0; o < outputs; o++) {
      const slope = d[r * outputs + o]!;
      for (let i = 0; i < inputs; i++) out[r * inputs + i] = out[r * inputs + i]! + slope * w[o * inputs + i]!;
    }
  return out;
}

function toBias({ rows, outputs }: VariationalLayer, d: Float64Array): Float64Array {
  const out = new Float64Array(outputs);
  for (let k = 0; k < rows * outputs; k++) out[k % outputs] = out[k % outputs]! + d[k]!;
  return out;
}
