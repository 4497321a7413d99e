import type { Automaton, Generator } from './problem.ts';

/** Runs of the prior by itself, steps looked at after the length of the training sequences, and latents there may be. */
export const FREE_RUNS = 256;
export const AFTER = 36;
export const MOST_LATENTS = 4;

export interface FreeRun {
  /** Predictions of every run from its first step on; run by run. */
  readonly x: Float64Array;
  readonly steps: number;
  /** Over the steps after the training length, by phase: share above 0, and deviation across runs. */
  readonly probability: Float64Array;
  readonly spread: Float64Array;
  /** Prior deviation before each phase; [latent][phase]. */
  readonly sd: Float64Array;
}

export interface Recognition {
  /** ½ (x − x̂)² and KL / n_z by step, mean over the training sequences, for one draw of the posterior. */
  readonly reconstruction: Float64Array;
  readonly kl: Float64Array;
}

/** One cell: potentials h move by a step with latents z; returns the prediction. */
function move({ weights }: Generator, h: Float64Array, d: Float64Array, z: ArrayLike<number>): number {
  const { units, latents, tau, Wdd, Wdz, bd, Wxd, bx } = weights;
  for (let j = 0; j < units; j++) {
    let sum = bd[j]!;
    for (let i = 0; i < units; i++) sum += Wdd[j * units + i]! * d[i]!;
    for (let k = 0; k < latents; k++) sum += Wdz[j * latents + k]! * z[k]!;
    h[j] = h[j]! + (sum - h[j]!) / tau;
  }
  let out = bx[0]!;
  for (let j = 0; j < units; j++) {
    d[j] = Math.tanh(h[j]!);
    out += Wxd[j]! * d[j]!;
  }
  return Math.tanh(out);
}

/** tanh⁻¹ of the prior's mean of latent k, and the logarithm of its deviation before the clamp; 0 at the first step. */
function priorOf({ weights }: Generator, d: Float64Array, t: number, k: number): [number, number] {
  if (t === 0) return [0, 0];
  let [mean, logSd] = [weights.bpm[k]!, weights.bps[k]!];
  for (let j = 0; j < weights.units; j++) {
    mean += weights.Wpm[k * weights.units + j]! * d[j]!;
    logSd += weights.Wps[k * weights.units + j]! * d[j]!;
  }
  return [mean, logSd];
}

const sdOf = (logSd: number) => Math.exp(Math.max(-6, Math.min(2, logSd)));

/** The network generates by itself, with z from its prior. */
function runFreely({ length, draws }: Automaton, generator: Generator): FreeRun {
  const { units, latents } = generator.weights;
  const steps = length + AFTER;
  const x = new Float64Array(FREE_RUNS * steps);
  const sd = new Float64Array(latents * 3);
  const visits = FREE_RUNS * (AFTER / 3);
  const [h, d, z] = [new Float64Array(units), new Float64Array(units), new Float64Array(latents)];
  for (let r = 0; r < FREE_RUNS; r++) {
    h.fill(0);
    d.fill(0);
    for (let t = 0; t < steps; t++) {
      for (let k = 0; k < latents; k++) {
        const [mean, logSd] = priorOf(generator, d, t, k);
        const deviation = sdOf(logSd);
        z[k] = Math.tanh(mean) + deviation * draws[(r * steps + t) * MOST_LATENTS + k]!;
        if (t >= length) sd[k * 3 + (t % 3)]! += deviation / visits;
      }
      x[r * steps + t] = move(generator, h, d, z);
    }
  }
  const [probability, spread] = [new Float64Array(3), new Float64Array(3)];
  for (let t = length; t < steps; t++) {
    let [up, sum, squares] = [0, 0, 0];
    for (let r = 0; r < FREE_RUNS; r++) {
      const value = x[r * steps + t]!;
      if (value > 0) up++;
      sum += value;
      squares += value * value;
    }
    const mean = sum / FREE_RUNS;
    probability[t % 3]! += up / FREE_RUNS / (AFTER / 3);
    spread[t % 3]! += Math.sqrt(Math.max(0, squares / FREE_RUNS - mean * mean)) / (AFTER / 3);
  }
  return { x, steps, probability, spread, sd };
}

/** The training sequences, with z from the posterior. */
function recognise({ count, length, targets, draws }: Automaton, generator: Generator): Recognition {
  const { units, latents } = generator.weights;
  const { mu, sigma } = generator.adaptive;
  const [reconstruction, kl] = [new Float64Array(length), new Float64Array(length)];
  const [h, d, z] = [new Float64Array(units), new Float64Array(units), new Float64Array(latents)];
  for (let s = 0; s < count; s++) {
    h.fill(0);
    d.fill(0);
    for (let t = 0; t < length; t++) {
      for (let k = 0; k < latents; k++) {
        const [mean, logSd] = priorOf(generator, d, t, k);
        const a = (t * count + s) * latents + k;
        const [meanP, meanQ] = [Math.tanh(mean), Math.tanh(mean + mu[a]!)];
        const [sdP, sdQ] = [sdOf(logSd), sdOf(logSd + sigma[a]!)];
        kl[t]! += (Math.log(sdP / sdQ) + (sdQ ** 2 + (meanQ - meanP) ** 2) / (2 * sdP ** 2) - 0.5) / latents / count;
        z[k] = meanQ + sdQ * draws[(s * length + t) * MOST_LATENTS + k]!;
      }
      reconstruction[t]! += (0.5 * (targets[s * length + t]! - move(generator, h, d, z)) ** 2) / count;
    }
  }
  return { reconstruction, kl };
}

/** Every step yields an iterate of its own, so what was found out is kept with it. */
function kept<Found>(find: (problem: Automaton, generator: Generator) => Found) {
  const known = new WeakMap<Generator, Found>();
  return (problem: Automaton, generator: Generator): Found => {
    const found = known.get(generator) ?? find(problem, generator);
    known.set(generator, found);
    return found;
  };
}

export const freeRunOf = kept(runFreely);
export const recognitionOf = kept(recognise);
