import { layerSizes, type PosteriorProblem, type Rows } from './problem.ts';
import { forwardProducts, inputSlopes, openTape, type Tape, weightSlopes } from './sparse-layer.ts';
import type { SparseNetwork } from './sparse-network.ts';

/** Fills an array with standard normals. */
export type Noise = (out: Float64Array) => void;

/** Under the root of the pre-activation's variance: its derivative stays finite where all inputs are 0. */
const FLOOR = 1e-8;

export const createTape = (problem: PosteriorProblem, rows: number): Tape => openTape(layerSizes(problem), rows);

/**
 * Outputs of a batch with noise in the pre-activations, h = m + √(v + 1e-8) ε (local reparameterisation), and the
 * derivatives ∂/∂m, ∂/∂v of the mean −ln p(y | x, w) at each of them. No noise takes h = m: the pass of the means alone.
 * Returns that mean and the multiply-adds of the layer products.
 */
export function propagate(
  problem: PosteriorProblem,
  { layers }: SparseNetwork,
  batch: Int32Array,
  noise: Noise | null,
  tape: Tape,
): { crossEntropy: number; work: number } {
  const last = layers.length - 1;
  const kernels = tape.kernels.run;
  let work = 0;
  gather(problem.train, problem.features, batch, tape.x[0]!);
  for (let l = 0; l <= last; l++) {
    const layer = layers[l]!;
    const [m, v, eps] = [tape.m[l]!, tape.v[l]!, tape.noise[l]!];
    forwardProducts(layer, tape, l);
    if (noise !== null) {
      noise(eps);
      kernels.disturb(m, v, eps, m.length, FLOOR);
    }
    if (l < last) {
      if (problem.activation === 'relu') kernels.gate(m, m, tape.x[l + 1]!, m.length);
      else tanhOf(m, tape.x[l + 1]!);
    }
    work += 2 * layer.mean.length * tape.rows;
  }
  const crossEntropy = outputSlopes(problem, batch, tape.rows, tape.m[last]!, tape.dm[last]!);
  for (let l = last; l >= 0; l--) {
    const layer = layers[l]!;
    const [dm, dv, v, eps] = [tape.dm[l]!, tape.dv[l]!, tape.v[l]!, tape.noise[l]!];
    // h = m + √(v + floor) ε, and v already holds the root.
    if (noise === null) dv.fill(0);
    else kernels.spreadSlopes(dm, v, eps, dv, dm.length);
    if (l === 0) break;
    const [x, dx] = [tape.x[l]!, tape.dx[l]!];
    inputSlopes(layer, tape, l);
    if (problem.activation === 'relu') kernels.gate(x, dx, tape.dm[l - 1]!, x.length);
    else throughTanh(x, dx, tape.dm[l - 1]!);
    work += 2 * layer.mean.length * tape.rows;
  }
  return { crossEntropy, work };
}

/** Gradients of mean −ln p + weight · KL(q ‖ N(0, p²)) at the tape, into the slopes of the parameters that exist; the KL, unweighted. */
export function slopes(
  { layers }: SparseNetwork,
  priorSd: number,
  weight: number,
  tape: Tape,
): { kl: number; work: number; norm: number } {
  const precision = 1 / (priorSd * priorSd);
  let [kl, work, square] = [0, 0, 0];
  layers.forEach((layer, l) => {
    const { mean, sd, means, rhos, biases } = layer;
    const dm = tape.dm[l]!;
    weightSlopes(layer, tape, l, means.slope, rhos.slope);
    for (let k = 0; k < mean.length; k++) {
      const [mu, sigma] = [mean[k]!, sd[k]!];
      kl += Math.log(priorSd / sigma) + 0.5 * (sigma * sigma + mu * mu) * precision - 0.5;
      const dMu = means.slope[k]! + weight * mu * precision;
      const dSigma = 2 * sigma * rhos.slope[k]! + weight * (sigma * precision - 1 / sigma);
      const dRho = -dSigma * Math.expm1(-sigma);
      means.slope[k] = dMu;
      rhos.slope[k] = dRho;
      square += dMu * dMu + dRho * dRho;
    }
    for (let o = 0; o < biases.slope.length; o++) {
      let sum = 0;
      for (let n = o * tape.rows; n < (o + 1) * tape.rows; n++) sum += dm[n]!;
      biases.slope[o] = sum;
      square += sum * sum;
    }
    work += 2 * mean.length * tape.rows;
  });
  return { kl, work, norm: Math.sqrt(square) };
}

function gather({ inputs }: Rows, features: number, batch: Int32Array, out: Float64Array): void {
  const rows = batch.length;
  for (let n = 0; n < rows; n++)
    for (let i = 0; i < features; i++) out[i * rows + n] = inputs[batch[n]! * features + i]!;
}

function tanhOf(h: Float64Array, out: Float64Array): void {
  for (let k = 0; k < h.length; k++) out[k] = Math.tanh(h[k]!);
}

/** Through the activation: d/dh = (1 − x²) d/dx, read off x = tanh h. */
function throughTanh(x: Float64Array, dx: Float64Array, out: Float64Array): void {
  for (let k = 0; k < x.length; k++) out[k] = (1 - x[k]! * x[k]!) * dx[k]!;
}

/** Mean −ln p(y | outputs) over the batch and its derivative with respect to the outputs (output × rows). */
function outputSlopes(
  { kind, outputs, noiseSd, train }: PosteriorProblem,
  batch: Int32Array,
  rows: number,
  h: Float64Array,
  out: Float64Array,
): number {
  let sum = 0;
  for (let n = 0; n < rows; n++) {
    const target = train.targets[batch[n]!]!;
    if (kind === 'regression') {
      const residual = (h[n]! - target) / noiseSd;
      sum += 0.5 * residual * residual + Math.log(noiseSd) + 0.5 * Math.log(2 * Math.PI);
      out[n] = residual / (noiseSd * rows);
      continue;
    }
    let largest = -Infinity;
    for (let c = n; c < outputs * rows; c += rows) largest = Math.max(largest, h[c]!);
    let total = 0;
    for (let c = n; c < outputs * rows; c += rows) total += Math.exp(h[c]! - largest);
    sum += Math.log(total) + largest - h[target * rows + n]!;
    for (let c = 0; c < outputs; c++) {
      const p = Math.exp(h[c * rows + n]! - largest) / total;
      out[c * rows + n] = (p - (c === target ? 1 : 0)) / rows;
    }
  }
  return sum / rows;
}
