import { largestMagnitudes } from '../../../math/largest-magnitudes.ts';
import type { Weights } from './problem.ts';
import { affine, affineGradient } from './rows.ts';

/** Bounds of log σ² and of the means inside the KL. */
const LOG_VARIANCE = [-6, 2] as const;
const MEAN = 10;
/** Share of the auxiliary loss, and the constant in its denominator. */
const AUXILIARY = 1 / 32;
const TINY = 1e-8;

export interface SparseLossOptions {
  readonly k: number;
  /** κ s_t: the price of a nat now. */
  readonly price: number;
  /** rows × m standard normals; null where the variance is not learned. */
  readonly noise: Float64Array | null;
  /** 1 for features that have been silent for too long. */
  readonly dead: Uint8Array;
}

export interface SparseLoss {
  readonly loss: number;
  /** mean |x − x̂|². */
  readonly reconstruction: number;
  /** Mean over the inputs of the divergence from N(0, I); of ½|μ|² with a fixed variance. */
  readonly divergence: number;
  readonly auxiliary: number;
}

/** Arrays of one batch, reused. */
export function createSparseTape(rows: number, { d, m }: Weights, k: number) {
  const room = (columns: number) => new Float64Array(rows * columns);
  return {
    mean: room(m),
    /** log σ² before it is clamped. */
    logVariance: room(m),
    sigma: room(m),
    z: room(m),
    /** Indices of the codes kept, k a row. */
    kept: new Int32Array(rows * k),
    output: room(d),
    /** Slopes of the loss in x̂, z (of kept and revived codes) and the two encoders' outputs. */
    slopeOutput: room(d),
    slopeMean: room(m),
    slopeLogVariance: room(m),
    revived: new Int32Array(Math.max(1, Math.floor(d / 2))),
    column: new Float64Array(d),
  };
}

export type SparseTape = ReturnType<typeof createSparseTape>;

/**
 * Loss of a batch x (rows × d) and its gradients, which replace what `g` held:
 *
 *   mean |x − x̂|² + κ s_t mean KL + L_aux / 32,   x̂ = f W_d + b_d,   f the k entries of z of largest magnitude
 *
 * The choice of the k has no gradient: a code that was not kept learns from the KL alone.
 */
export function sparseLoss(
  weights: Weights,
  x: Float64Array,
  rows: number,
  options: SparseLossOptions,
  tape: SparseTape,
  g: Weights,
): SparseLoss {
  const { d, m, Wd, bd } = weights;
  const { k, price, noise, dead } = options;
  const { z, kept, output, slopeOutput, slopeMean, slopeLogVariance } = tape;
  encode(weights, x, rows, options, tape);
  g.Wd.fill(0);
  g.bd.fill(0);
  slopeMean.fill(0);

  let reconstruction = 0;
  for (let r = 0; r < rows; r++) {
    largestMagnitudes(z, r * m, m, k, kept, r * k);
    for (let i = 0; i < d; i++) output[r * d + i] = bd[i]!;
    for (let s = r * k; s < (r + 1) * k; s++) addRow(output, r * d, z[r * m + kept[s]!]!, Wd, kept[s]! * d, d);
    for (let i = r * d; i < (r + 1) * d; i++) {
      const off = output[i]! - x[i]!;
      reconstruction += (off * off) / rows;
      slopeOutput[i] = (2 * off) / rows;
      g.bd[i - r * d] = g.bd[i - r * d]! + slopeOutput[i]!;
    }
    for (let s = r * k; s < (r + 1) * k; s++) {
      const j = kept[s]!;
      addRow(g.Wd, j * d, z[r * m + j]!, slopeOutput, r * d, d);
      slopeMean[r * m + j] = slopeMean[r * m + j]! + dot(slopeOutput, r * d, Wd, j * d, d);
    }
  }
  const auxiliary = revive(weights, x, rows, dead, tape, g);

  const divergence = addDivergence(rows, price, noise, tape);
  affineGradient(x, rows, d, slopeMean, g.We, g.be);
  if (noise) affineGradient(x, rows, d, slopeLogVariance, g.Wv!, g.bv!);
  return { loss: reconstruction + price * divergence + AUXILIARY * auxiliary, reconstruction, divergence, auxiliary };
}

/** Slopes in z go on to those before the relu and before the clamp, and the KL adds its own. Returns the mean divergence. */
function addDivergence(
  rows: number,
  price: number,
  noise: Float64Array | null,
  { mean, logVariance, sigma, slopeMean, slopeLogVariance }: SparseTape,
): number {
  const [low, high] = LOG_VARIANCE;
  let twice = 0;
  for (let at = 0; at < mean.length; at++) {
    const slope = slopeMean[at]!;
    const mu = mean[at]!;
    if (noise) {
      const log = logVariance[at]!;
      const variance = sigma[at]! * sigma[at]!;
      twice += variance - 1 - Math.max(low, Math.min(high, log));
      const inside = log >= low && log <= high;
      slopeLogVariance[at] = inside ? (slope * noise[at]! * sigma[at]! + (price / rows) * (variance - 1)) / 2 : 0;
    }
    const bounded = Math.min(MEAN, mu);
    twice += bounded * bounded;
    // relu: a mean of 0 passes nothing back.
    slopeMean[at] = mu > 0 ? slope + (mu <= MEAN ? (price / rows) * mu : 0) : 0;
  }
  return twice / (2 * rows);
}

/** μ = relu(x W_e + b_e), log σ² = x W_v + b_v, z = μ + σ ε. */
function encode(
  { d, m, We, be, Wv, bv }: Weights,
  x: Float64Array,
  rows: number,
  { noise }: SparseLossOptions,
  { mean, logVariance, sigma, z }: SparseTape,
): void {
  affine(x, rows, d, We, be, mean);
  for (let at = 0; at < rows * m; at++) mean[at] = Math.max(0, mean[at]!);
  z.set(mean);
  if (noise === null) return;
  affine(x, rows, d, Wv!, bv!, logVariance);
  const [low, high] = LOG_VARIANCE;
  for (let at = 0; at < rows * m; at++) {
    const log = Math.max(low, Math.min(high, logVariance[at]!));
    sigma[at] = Math.exp(log / 2);
    z[at] = mean[at]! + sigma[at]! * noise[at]!;
  }
}

/**
 * Dead features learn to decode what is left over: |r − f_aux W_d|² / (|r − r̄|² + 1e-8) with r = x − x̂ held fixed and the
 * d/2 dead codes of largest magnitude.
 */
function revive(
  { d, m, Wd }: Weights,
  x: Float64Array,
  rows: number,
  dead: Uint8Array,
  { z, output, slopeMean, revived, column }: SparseTape,
  g: Weights,
): number {
  if (dead.indexOf(1) < 0) return 0;
  let spread = TINY;
  for (let i = 0; i < d; i++) {
    let [sum, square] = [0, 0];
    for (let r = 0; r < rows; r++) {
      const left = x[r * d + i]! - output[r * d + i]!;
      sum += left;
      square += left * left;
    }
    spread += square - (sum * sum) / rows;
  }
  let missed = 0;
  for (let r = 0; r < rows; r++) {
    const found = largestMagnitudes(z, r * m, m, revived.length, revived, 0, dead);
    for (let i = 0; i < d; i++) column[i] = output[r * d + i]! - x[r * d + i]!;
    for (let s = 0; s < found; s++) addRow(column, 0, z[r * m + revived[s]!]!, Wd, revived[s]! * d, d);
    for (let i = 0; i < d; i++) {
      missed += column[i]! * column[i]!;
      column[i] = (AUXILIARY * 2 * column[i]!) / spread;
    }
    for (let s = 0; s < found; s++) {
      const j = revived[s]!;
      addRow(g.Wd, j * d, z[r * m + j]!, column, 0, d);
      slopeMean[r * m + j] = slopeMean[r * m + j]! + dot(column, 0, Wd, j * d, d);
    }
  }
  return missed / spread;
}

/** out[to …] += scale · row[from …]. */
function addRow(out: Float64Array, to: number, scale: number, row: Float64Array, from: number, length: number): void {
  for (let i = 0; i < length; i++) out[to + i] = out[to + i]! + scale * row[from + i]!;
}

function dot(a: Float64Array, from: number, b: Float64Array, to: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += a[from + i]! * b[to + i]!;
  return sum;
}
