import { backward, createGradients, createTape, forward, type MlpGradients } from '../../../math/mlp.ts';
import type { Random } from '../../../math/random.ts';
import type { PlanarVae } from './problem.ts';

/** log σ² is kept within ±10; beyond it has no gradient. */
const CLAMP = 10;

/** What a rule knows of the draws of z for one batch: rows × samples of them. Sums over a row's samples are its to take. */
export interface Draws {
  readonly rows: number;
  readonly samples: number;
  readonly latents: number;
  readonly mean: Float64Array;
  readonly logVar: Float64Array;
  readonly eps: Float64Array;
  readonly z: Float64Array;
  /** log p(x | z) of every draw. */
  readonly logLikelihood: Float64Array;
  /** Share of every draw in the gradient of the decoder, those of a row summing to 1. */
  readonly shares: Float64Array;
  /** Gradient of −log p(x | z) with respect to z, times the draw's share. */
  readonly pull: Float64Array;
}

/** How a method turns draws into the gradient with respect to μ and log σ² of each row's loss. */
export interface Rule {
  /** Overwrites the shares. */
  share(draws: Draws): void;
  /** Overwrites both for every row, KL included. */
  latentGradient(draws: Draws, mean: Float64Array, logVar: Float64Array): void;
}

export interface Estimator {
  readonly encoder: MlpGradients;
  readonly decoder: MlpGradients;
  /** Overwrites the gradients of the mean loss of a batch: rows × 2 points, rows × samples × latents standard normals. */
  estimate(x: Float64Array, eps: Float64Array): void;
}

/** Rooms for batches of one size. */
export function createEstimator(model: PlanarVae, rule: Rule, rows: number, samples: number): Estimator {
  const { encoder, decoder, latents, noise } = model;
  const tapes = { encoder: createTape(encoder, rows), decoder: createTape(decoder, rows * samples) };
  const gradients = { encoder: createGradients(encoder), decoder: createGradients(decoder) };
  const draws = {
    rows,
    samples,
    latents,
    mean: new Float64Array(rows * latents),
    logVar: new Float64Array(rows * latents),
    eps: new Float64Array(0) as Float64Array,
    z: new Float64Array(rows * samples * latents),
    logLikelihood: new Float64Array(rows * samples),
    shares: new Float64Array(rows * samples),
    pull: new Float64Array(rows * samples * latents),
  };
  const outGradient = new Float64Array(rows * samples * 2);
  const gMean = new Float64Array(rows * latents);
  const gLogVar = new Float64Array(rows * latents);
  const codeGradient = new Float64Array(rows * 2 * latents);
  const variance = noise * noise;
  return {
    ...gradients,
    estimate(x, eps) {
      draws.eps = eps;
      const code = forward(encoder, x, rows, tapes.encoder);
      for (let i = 0; i < rows; i++)
        for (let l = 0; l < latents; l++) {
          const logVar = Math.max(-CLAMP, Math.min(CLAMP, code[i * 2 * latents + latents + l]!));
          draws.mean[i * latents + l] = code[i * 2 * latents + l]!;
          draws.logVar[i * latents + l] = logVar;
          const sd = Math.exp(logVar / 2);
          for (let k = i * samples; k < (i + 1) * samples; k++)
            draws.z[k * latents + l] = draws.mean[i * latents + l]! + sd * eps[k * latents + l]!;
        }
      const drawn = forward(decoder, draws.z, rows * samples, tapes.decoder);
      for (let k = 0; k < rows * samples; k++) {
        const i = Math.floor(k / samples);
        const dx = drawn[2 * k]! - x[2 * i]!;
        const dy = drawn[2 * k + 1]! - x[2 * i + 1]!;
        outGradient[2 * k] = dx / variance;
        outGradient[2 * k + 1] = dy / variance;
        draws.logLikelihood[k] = -(dx * dx + dy * dy) / (2 * variance) - Math.log(2 * Math.PI * variance);
      }
      rule.share(draws);
      for (let k = 0; k < outGradient.length; k++) outGradient[k] = (outGradient[k]! * draws.shares[k >> 1]!) / rows;
      backward(decoder, draws.z, rows * samples, tapes.decoder, outGradient, gradients.decoder, draws.pull);
      for (let k = 0; k < draws.pull.length; k++) draws.pull[k] = draws.pull[k]! * rows;
      rule.latentGradient(draws, gMean, gLogVar);
      for (let i = 0; i < rows; i++)
        for (let l = 0; l < latents; l++) {
          const raw = code[i * 2 * latents + latents + l]!;
          codeGradient[i * 2 * latents + l] = gMean[i * latents + l]! / rows;
          codeGradient[i * 2 * latents + latents + l] = Math.abs(raw) < CLAMP ? gLogVar[i * latents + l]! / rows : 0;
        }
      backward(encoder, x, rows, tapes.encoder, codeGradient, gradients.encoder);
    },
  };
}

/** Equal shares: the plain mean over the draws of a row. */
export const equalShares = ({ samples, shares }: Draws): void => {
  shares.fill(1 / samples);
};

/** Adds the gradient of KL(N(μ, σ²) ‖ N(0, 1)) in closed form. */
export function addDivergence({ mean, logVar }: Draws, gMean: Float64Array, gLogVar: Float64Array): void {
  for (let k = 0; k < mean.length; k++) {
    gMean[k] = gMean[k]! + mean[k]!;
    gLogVar[k] = gLogVar[k]! + 0.5 * (Math.exp(logVar[k]!) - 1);
  }
}

/** Standard normals by Box-Muller, in place; the length is even or the last is drawn alone. */
export function fillNormals(random: Random, out: Float64Array): void {
  for (let i = 0; i < out.length; i += 2) {
    const r = Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    out[i] = r * Math.cos(angle);
    if (i + 1 < out.length) out[i + 1] = r * Math.sin(angle);
  }
}
