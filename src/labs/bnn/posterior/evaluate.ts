import { mulberry32 } from '../../../math/random.ts';
import { zigguratNormals } from '../../../math/ziggurat-normals.ts';
import type { Layer, Network, Posterior } from './posterior.ts';
import type { PosteriorProblem } from './problem.ts';

/** What networks drawn from a posterior say together about some rows. */
export interface Prediction {
  readonly count: number;
  readonly outputs: number;
  /** Networks drawn. */
  readonly samples: number;
  /** Classification: mean over networks of the softmax, count × classes. Regression: mean of the outputs. */
  readonly mean: Float64Array;
  /** Classification: entropies in nats. Regression: standard deviations; aleatoric is that of the noise. */
  readonly total: Float64Array;
  readonly aleatoric: Float64Array;
  readonly epistemic: Float64Array;
  /** Regression, where asked for: outputs of single networks, samples × count. */
  readonly functions: Float64Array | null;
}

/** Rows that pass through the network together: their activations stay in a fast cache. */
const BLOCK = 256;

/**
 * Predicts rows (count × features) with networks drawn from the posterior by the problem's evaluation stream: the same
 * draws at every step, so that what moves in a picture is the posterior. Points of a mixture are taken once each, evenly chosen
 * where there are more than `samples`.
 */
export function predict(
  problem: PosteriorProblem,
  posterior: Posterior,
  inputs: Float64Array,
  samples: number,
  keepFunctions = 0,
): Prediction {
  const { outputs, features, kind, noiseSd } = problem;
  const count = inputs.length / features;
  const chosen = networksOf(posterior, samples);
  const mean = new Float64Array(count * outputs);
  const spread = new Float64Array(count);
  const functions = keepFunctions > 0 ? new Float64Array(Math.min(keepFunctions, chosen.length) * count) : null;
  const normals = zigguratNormals(mulberry32(problem.evaluationSeed));
  const widest = Math.max(...posterior.networks[0]!.layers.map((layer) => Math.max(layer.inputs, layer.outputs)));
  const rooms = [0, 1].map(() => new Float64Array(widest * BLOCK)) as [Float64Array, Float64Array];
  const drawn = new Map<number, Float64Array>();
  chosen.forEach((network, s) => {
    const weights = network.layers.map((layer, l) => {
      const key = l * 1e9 + layer.mean.length;
      if (!drawn.has(key)) drawn.set(key, new Float64Array(layer.mean.length));
      return drawWeights(layer, normals, drawn.get(key)!);
    });
    for (let from = 0; from < count; from += BLOCK) {
      const rows = Math.min(BLOCK, count - from);
      const out = outputsOf(problem, network, weights, inputs, from, rows, rooms);
      if (kind === 'classification') addProbabilities(out, outputs, rows, from, chosen.length, mean, spread);
      else
        for (let n = 0; n < rows; n++) {
          mean[from + n] = mean[from + n]! + out[n]! / chosen.length;
          spread[from + n] = spread[from + n]! + (out[n]! * out[n]!) / chosen.length;
          if (functions !== null && s * count < functions.length) functions[s * count + from + n] = out[n]!;
        }
    }
  });
  const parts = kind === 'classification' ? entropies(mean, outputs, spread) : deviations(mean, spread, noiseSd);
  // One network disagrees with nobody, whatever the rounding.
  if (chosen.length === 1) parts.epistemic.fill(0);
  return { count, outputs, samples: chosen.length, mean, functions, ...parts };
}

function networksOf({ networks }: Posterior, samples: number): Network[] {
  const gaussian = networks[0]!.layers.some(({ sd }) => sd !== null);
  const count = gaussian ? samples : Math.min(samples, networks.length);
  const stride = gaussian ? 1 : networks.length / count;
  return Array.from({ length: count }, (_, s) => networks[Math.floor(s * stride) % networks.length]!);
}

/** μ + σ ε; the means themselves where the weights are points. */
function drawWeights({ mean, sd }: Layer, normals: (out: Float64Array) => void, out: Float64Array): Float64Array {
  if (sd === null) {
    out.set(mean);
    return out;
  }
  normals(out);
  for (let k = 0; k < out.length; k++) out[k] = mean[k]! + sd[k]! * out[k]!;
  return out;
}

/** Outputs of a block of rows, output × BLOCK, in one of the rooms. */
function outputsOf(
  { features, activation }: PosteriorProblem,
  { layers }: Network,
  weights: readonly Float64Array[],
  inputs: Float64Array,
  from: number,
  rows: number,
  rooms: readonly [Float64Array, Float64Array],
): Float64Array {
  let [x, out] = rooms;
  for (let n = 0; n < rows; n++)
    for (let i = 0; i < features; i++) x[i * BLOCK + n] = inputs[(from + n) * features + i]!;
  layers.forEach((layer, l) => {
    multiply(layer, weights[l]!, x, rows, out);
    if (l < layers.length - 1) {
      const end = layer.outputs * BLOCK;
      if (activation === 'relu') for (let k = 0; k < end; k++) out[k] = out[k]! > 0 ? out[k]! : 0;
      else for (let k = 0; k < end; k++) out[k] = Math.tanh(out[k]!);
    }
    [x, out] = [out, x];
  });
  return x;
}

/** W x + b, four weights of a row at a time. */
function multiply(layer: Layer, weights: Float64Array, x: Float64Array, rows: number, out: Float64Array): void {
  const { inputs, outputs, pattern, bias } = layer;
  for (let o = 0; o < outputs; o++) {
    const to = o * BLOCK;
    out.fill(bias[o]!, to, to + rows);
    const begin = pattern === null ? o * inputs : pattern.rowStart[o]!;
    const end = pattern === null ? begin + inputs : pattern.rowStart[o + 1]!;
    const place = (k: number) => (pattern === null ? k - begin : pattern.columns[k]!) * BLOCK;
    let k = begin;
    for (; k + 3 < end; k += 4) {
      const [a, b, c, d] = [place(k), place(k + 1), place(k + 2), place(k + 3)];
      const [wa, wb, wc, wd] = [weights[k]!, weights[k + 1]!, weights[k + 2]!, weights[k + 3]!];
      for (let n = 0; n < rows; n++)
        out[to + n] = out[to + n]! + wa * x[a + n]! + wb * x[b + n]! + wc * x[c + n]! + wd * x[d + n]!;
    }
    for (; k < end; k++) {
      const a = place(k);
      const wa = weights[k]!;
      for (let n = 0; n < rows; n++) out[to + n] = out[to + n]! + wa * x[a + n]!;
    }
  }
}

/** Adds a network's class probabilities, and their entropies, to the means. */
function addProbabilities(
  out: Float64Array,
  outputs: number,
  rows: number,
  from: number,
  samples: number,
  mean: Float64Array,
  spread: Float64Array,
): void {
  for (let n = 0; n < rows; n++) {
    let largest = -Infinity;
    for (let c = 0; c < outputs; c++) largest = Math.max(largest, out[c * BLOCK + n]!);
    let sum = 0;
    let weighted = 0;
    for (let c = 0; c < outputs; c++) {
      const logit = out[c * BLOCK + n]! - largest;
      const e = Math.exp(logit);
      out[c * BLOCK + n] = e;
      sum += e;
      weighted += e * logit;
    }
    // H = ln Σe − Σ p · logit
    spread[from + n] = spread[from + n]! + (Math.log(sum) - weighted / sum) / samples;
    const at = (from + n) * outputs;
    for (let c = 0; c < outputs; c++) mean[at + c] = mean[at + c]! + out[c * BLOCK + n]! / (sum * samples);
  }
}

/** H[mean p] = mean H[p] + mutual information, which rounding must not make negative. */
export function entropies(mean: Float64Array, outputs: number, aleatoric: Float64Array) {
  const total = new Float64Array(aleatoric.length);
  for (let k = 0; k < mean.length; k++) {
    const p = mean[k]!;
    if (p > 0) total[Math.floor(k / outputs)]! -= p * Math.log(p);
  }
  return { total, aleatoric, epistemic: total.map((whole, n) => Math.max(0, whole - aleatoric[n]!)) };
}

function deviations(mean: Float64Array, squares: Float64Array, noiseSd: number) {
  const variance = squares.map((square, n) => Math.max(0, square - mean[n]! * mean[n]!));
  return {
    total: variance.map((one) => Math.sqrt(one + noiseSd * noiseSd)),
    aleatoric: new Float64Array(mean.length).fill(noiseSd),
    epistemic: variance.map(Math.sqrt),
  };
}
