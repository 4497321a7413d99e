import { createTape, forward, type Mlp } from '../../../math/mlp.ts';
import { mulberry32 } from '../../../math/random.ts';
import { fillNormals } from './estimate.ts';
import type { PlanarVae, Plane, Trained } from './problem.ts';

/** Draws for the held-out bounds, the same at every measurement. */
export const DRAWS = 64;
const MOST = 256;
const BLOCK = 256;
/** Reach and spacing of the grids over z, by the number of latent numbers. */
const REACH = 5;
const SPACING: readonly number[] = [0.01, 0.1];
/** Terms smaller than the largest by this exponent are nothing beside it. */
const LEAST = 25;

export interface Evaluation {
  readonly elbo: number;
  readonly reconstruction: number;
  readonly kl: number;
  readonly klPerDimension: Float64Array;
  /** Importance-weighted bounds of 1, 2, 4, …, 64 draws. */
  readonly bounds: Float64Array;
  readonly logLikelihood: number;
}

const known = new WeakMap<Trained, Evaluation>();

/** Every step yields an iterate of its own, so what was measured is kept with it. */
export function evaluationOf(problem: Plane, trained: Trained): Evaluation {
  const found = known.get(trained) ?? evaluate(problem, trained.model);
  known.set(trained, found);
  return found;
}

/** Outputs for all rows, a block at a time: the tape of a block stays in the cache. */
function apply(mlp: Mlp, input: Float64Array): Float64Array {
  const [inputs, outputs] = [mlp.sizes[0]!, mlp.sizes.at(-1)!];
  const rows = input.length / inputs;
  const tape = createTape(mlp, Math.min(BLOCK, rows));
  const out = new Float64Array(rows * outputs);
  for (let from = 0; from < rows; from += BLOCK) {
    const count = Math.min(BLOCK, rows - from);
    const block = forward(mlp, input.subarray(from * inputs, (from + count) * inputs), count, tape);
    out.set(block.subarray(0, count * outputs), from * outputs);
  }
  return out;
}

/** Means and standard deviations of q(z | x), one row a point. */
export function posteriorOf({ encoder, latents }: PlanarVae, x: Float64Array) {
  const code = apply(encoder, x);
  const rows = x.length / 2;
  const column = (offset: number) =>
    Float64Array.from(
      { length: rows * latents },
      (_, k) => code[Math.floor(k / latents) * 2 * latents + offset + (k % latents)]!,
    );
  return {
    mean: column(0),
    sd: column(latents).map((value) => Math.exp(Math.max(-10, Math.min(10, value)) / 2)),
  };
}

export const decoded = ({ decoder }: PlanarVae, z: Float64Array): Float64Array => apply(decoder, z);

/** Nodes over the prior's mass, their decoded points and their prior masses, which sum to 1. */
export function latentGrid(model: PlanarVae, spacing: number = SPACING[model.latents - 1]!) {
  const count = 2 * Math.round(REACH / spacing) + 1;
  const place = (k: number) => (k - (count - 1) / 2) * spacing;
  const line = Float64Array.from({ length: count }, (_, k) => Math.exp(-(place(k) ** 2) / 2));
  const total = line.reduce((sum, value) => sum + value, 0);
  const nodes = model.latents === 1 ? count : count * count;
  const z = new Float64Array(nodes * model.latents);
  const mass = new Float64Array(nodes);
  for (let k = 0; k < nodes; k++) {
    const [row, col] = [Math.floor(k / count), k % count];
    if (model.latents === 1) z[k] = place(col);
    else z.set([place(col), place(row)], 2 * k);
    mass[k] = (line[col]! / total) * (model.latents === 1 ? 1 : line[row]! / total);
  }
  return { mass, points: decoded(model, z) };
}

/** Mean of log p(x) by the grid. */
export function meanLogLikelihood(model: PlanarVae, x: Float64Array, spacing?: number): number {
  const { mass, points } = latentGrid(model, spacing);
  const variance = model.noise ** 2;
  const logMass = mass.map(Math.log);
  const terms = new Float64Array(mass.length);
  let mean = 0;
  for (let i = 0; i < x.length; i += 2) {
    let top = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < terms.length; k++) {
      const square = (points[2 * k]! - x[i]!) ** 2 + (points[2 * k + 1]! - x[i + 1]!) ** 2;
      const term = logMass[k]! - square / (2 * variance);
      terms[k] = term;
      if (term > top) top = term;
    }
    let sum = 0;
    for (let k = 0; k < terms.length; k++) if (terms[k]! > top - LEAST) sum += Math.exp(terms[k]! - top);
    mean += Math.log(sum) + top - Math.log(2 * Math.PI * variance);
  }
  return mean / (x.length / 2);
}

export function evaluate({ heldOut }: Plane, model: PlanarVae): Evaluation {
  const { latents, noise } = model;
  const x = heldOut.subarray(0, 2 * MOST);
  const rows = x.length / 2;
  const { mean, sd } = posteriorOf(model, x);
  const z = new Float64Array(rows * DRAWS * latents);
  fillNormals(mulberry32(64), z);
  const logWeights = new Float64Array(rows * DRAWS);
  for (let i = 0; i < rows; i++)
    for (let k = i * DRAWS; k < (i + 1) * DRAWS; k++)
      for (let l = 0; l < latents; l++) {
        const e = z[k * latents + l]!;
        const s = sd[i * latents + l]!;
        const value = mean[i * latents + l]! + s * e;
        z[k * latents + l] = value;
        logWeights[k] = logWeights[k]! + 0.5 * (e * e - value * value) + Math.log(s);
      }
  const out = decoded(model, z);
  let reconstruction = 0;
  for (let k = 0; k < logWeights.length; k++) {
    const i = Math.floor(k / DRAWS);
    const square = (out[2 * k]! - x[2 * i]!) ** 2 + (out[2 * k + 1]! - x[2 * i + 1]!) ** 2;
    const density = -square / (2 * noise * noise) - Math.log(2 * Math.PI * noise * noise);
    logWeights[k] = logWeights[k]! + density;
    reconstruction -= density / logWeights.length;
  }
  const klPerDimension = new Float64Array(latents);
  mean.forEach((m, k) => {
    const s = sd[k]!;
    klPerDimension[k % latents] = klPerDimension[k % latents]! + (0.5 * (m * m + s * s - 1) - Math.log(s)) / rows;
  });
  const kl = klPerDimension.reduce((sum, value) => sum + value, 0);
  return {
    elbo: -reconstruction - kl,
    reconstruction,
    kl,
    klPerDimension,
    bounds: Float64Array.from([1, 2, 4, 8, 16, 32, 64], (count) => groupedBound(logWeights, count)),
    logLikelihood: meanLogLikelihood(model, x),
  };
}

/** Mean over groups of so many weights of the logarithm of their mean: never falls as the groups grow (Jensen). */
export function groupedBound(logWeights: Float64Array, count: number): number {
  let sum = 0;
  for (let from = 0; from < logWeights.length; from += count) {
    let top = Number.NEGATIVE_INFINITY;
    for (let k = from; k < from + count; k++) top = Math.max(top, logWeights[k]!);
    let mean = 0;
    for (let k = from; k < from + count; k++) mean += Math.exp(logWeights[k]! - top) / count;
    sum += top + Math.log(mean);
  }
  return (sum * count) / logWeights.length;
}
