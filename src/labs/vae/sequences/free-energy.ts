import { product, transposedProduct } from '../../../math/matrix-product.ts';
import type { Adaptive, Automaton } from './problem.ts';
import { LEAST_LOG_SD, MOST_LOG_SD, type RecurrentTape, recurrentTape, stepForward } from './recurrent-tape.ts';
import { arraysOf, type RecurrentWeights, zerosLike } from './recurrent-weights.ts';

type Sequences = Pick<Automaton, 'targets' | 'length' | 'count'>;

/** Where a gradient is computed: the tape, the gradients, and the slopes that go from step to step. */
export interface Workspace {
  readonly tape: RecurrentTape;
  readonly weights: RecurrentWeights;
  readonly adaptive: Adaptive;
  /** Slopes of all sequences in d and h after the step at hand, and in the input of h at it. */
  readonly d: Float64Array;
  readonly h: Float64Array;
  readonly input: Float64Array;
  /** And in z, and in what the prior's mean and log deviation are made of. */
  readonly z: Float64Array;
  readonly mean: Float64Array;
  readonly logSd: Float64Array;
  readonly scratch: Float64Array;
}

export function createWorkspace(weights: RecurrentWeights, { count, length }: Sequences): Workspace {
  const { units, latents } = weights;
  const rows = (width: number) => new Float64Array(count * width);
  const vectors = () => new Float64Array(length * count * latents);
  return {
    tape: recurrentTape(weights, count, length),
    weights: zerosLike(weights),
    adaptive: { mu: vectors(), sigma: vectors() },
    d: rows(units),
    h: rows(units),
    input: rows(units),
    z: rows(latents),
    mean: rows(latents),
    logSd: rows(latents),
    scratch: new Float64Array(units * Math.max(units, latents, count)),
  };
}

/**
 * The loss Σ_t [½ (x_t − x̂_t)² + (w / n_z) KL_t], mean over the sequences, for one draw of the noise; its gradients are
 * left in the workspace by back-propagation through time.
 */
export function freeEnergy(
  sequences: Sequences,
  weights: RecurrentWeights,
  adaptive: Adaptive,
  w: number,
  noise: Float64Array,
  space: Workspace,
): number {
  const { length, count } = sequences;
  for (const values of [...arraysOf(space.weights), space.d, space.h]) values.fill(0);
  for (let t = 0; t < length; t++) stepForward(weights, adaptive, noise, space.tape, t);
  const price = weights.latents > 0 ? w / weights.latents / count : 0;
  let loss = 0;
  for (let t = length - 1; t >= 0; t--) {
    loss += predictionBackward(sequences, weights, space, t);
    unitsBackward(weights, space, t);
    loss += latentsBackward(weights, price, noise, space, t);
    stateBackward(weights, space, t);
  }
  return loss;
}

/** x̂ = tanh(W_xd d + b): the squared error of step t, and slopes in d after it. */
function predictionBackward(
  { targets, length, count }: Sequences,
  { units, Wxd }: RecurrentWeights,
  { tape, weights: g, d: slopeD }: Workspace,
  t: number,
): number {
  const d = tape.d[t + 1]!;
  let loss = 0;
  for (let s = 0; s < count; s++) {
    const error = tape.x[t]![s]! - targets[s * length + t]!;
    const slope = (error * tape.slopesX[t]![s]!) / count;
    loss += (0.5 * error * error) / count;
    g.bx[0]! += slope;
    for (let j = 0; j < units; j++) {
      g.Wxd[j]! += slope * d[s * units + j]!;
      slopeD[s * units + j]! += slope * Wxd[j]!;
    }
  }
  return loss;
}

/** d = tanh h with h = (1 − 1/τ) h' + input / τ, the input linear in d' and z: slopes in h', the input and z. */
function unitsBackward({ units, latents, tau, Wdz }: RecurrentWeights, space: Workspace, t: number): void {
  const { tape, weights: g, d: slopeD, h: slopeH, input, z: slopeZ } = space;
  const slopes = tape.slopes[t + 1]!;
  const keeps = 1 - 1 / tau;
  for (let k = 0; k < input.length; k++) {
    const slope = slopeH[k]! + slopeD[k]! * slopes[k]!;
    input[k] = slope / tau;
    slopeH[k] = slope * keeps;
  }
  product(input, Wdz, tape.count, units, latents, slopeZ);
  addOuter(g.Wdd, g.bd, input, tape.d[t]!, units, units, space);
  addOuter(g.Wdz, null, input, tape.z[t]!, units, latents, space);
}

const inside = (logSd: number) => logSd > LEAST_LOG_SD && logSd < MOST_LOG_SD;

/** z = μ^q + σ^q ε and the KL: slopes in the adaptive vectors and in what the prior is made of; the price of the KL. */
function latentsBackward(
  { latents }: RecurrentWeights,
  price: number,
  noise: Float64Array,
  { tape, adaptive: g, z: slopeZ, mean, logSd }: Workspace,
  t: number,
): number {
  const prior = tape.prior[t]!;
  const posterior = tape.posterior[t]!;
  const start = t * tape.count * latents;
  let loss = 0;
  for (let i = 0; i < slopeZ.length; i++) {
    const logP = prior.logSd[i]!;
    const logQ = posterior.logSd[i]!;
    const apart = posterior.mu[i]! - prior.mu[i]!;
    const sdQ = Math.exp(logQ);
    const precision = Math.exp(-2 * logP);
    const pull = apart * precision;
    const share = sdQ * sdQ * precision;
    loss += price * (logP - logQ + (share + apart * pull - 1) / 2);
    const meanQ = (slopeZ[i]! + price * pull) * posterior.slopes[i]!;
    const logSdQ = inside(logQ) ? slopeZ[i]! * noise[start + i]! * sdQ + price * (share - 1) : 0;
    g.mu[start + i] = meanQ;
    g.sigma[start + i] = logSdQ;
    mean[i] = meanQ - price * pull * prior.slopes[i]!;
    logSd[i] = logSdQ + (inside(logP) ? price * (1 - share - apart * pull) : 0);
  }
  return loss;
}

/** Slopes in d before step t: through the units and, after the first step, through the prior. */
function stateBackward({ units, latents, Wdd, Wpm, Wps }: RecurrentWeights, space: Workspace, t: number): void {
  const { tape, weights: g, d: slopeD, input, mean, logSd, scratch } = space;
  product(input, Wdd, tape.count, units, units, slopeD);
  if (t === 0 || latents === 0) return;
  for (const [slope, W] of [
    [mean, Wpm],
    [logSd, Wps],
  ] as const) {
    product(slope, W, tape.count, latents, units, scratch);
    for (let k = 0; k < slopeD.length; k++) slopeD[k]! += scratch[k]!;
  }
  addOuter(g.Wpm, g.bpm, mean, tape.d[t]!, latents, units, space);
  addOuter(g.Wps, g.bps, logSd, tape.d[t]!, latents, units, space);
}

/** W += Σ_s slope_s input_sᵀ and b += Σ_s slope_s over the sequences. */
function addOuter(
  W: Float64Array,
  b: Float64Array | null,
  slope: Float64Array,
  input: Float64Array,
  outputs: number,
  inputs: number,
  { tape: { count }, scratch }: Workspace,
): void {
  transposedProduct(slope, input, outputs, count, inputs, scratch);
  for (let k = 0; k < W.length; k++) W[k]! += scratch[k]!;
  if (b) for (let s = 0; s < count; s++) for (let j = 0; j < outputs; j++) b[j]! += slope[s * outputs + j]!;
}
