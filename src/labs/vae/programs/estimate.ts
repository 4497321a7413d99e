import type { RunContext } from '../../../engine/bench.ts';
import { createOptimiser } from '../../../math/optimisers.ts';
import { integer, number } from '../../../params/descriptor.ts';
import { constant, type Dual, parameter, plus, through } from './dual.ts';
import { createNoise, type Noise } from './noise.ts';
import type { Estimate, Program, Sites } from './problem.ts';

/** Runs of a program between two breaths. */
const BREATH = 2000;

export const estimationParams = {
  draws: integer({ label: 'Gradients a step', min: 100, max: 10_000, default: 2000, scale: 'log' }),
  learningRate: number({
    label: 'Learning rate',
    help: '0 leaves the parameters alone, and the gradients of all steps are put together.',
    min: 0,
    max: 0.1,
    default: 0,
  }),
};

export interface Estimation {
  readonly draws: number;
  readonly learningRate: number;
  /** Log weights that a sample averages. */
  readonly particles: number;
}

/** `next` is called before each batch: a strategy learns from the batches before, the first time from one that is not counted. */
export type MakeSites = (noise: Noise, parameters: number) => { readonly sites: Sites; readonly next?: () => void };

/**
 * Draws gradients in batches, and climbs: θ moves by Adam along the mean of the last batch before the next is drawn. The
 * program is run on dual numbers; what its sites give back is the estimate.
 */
export function* estimate(
  program: Program,
  given: Estimation,
  makeSites: MakeSites,
  run: RunContext,
): Generator<Estimate | undefined, void> {
  const { draws } = given;
  const theta = program.start.slice();
  const count = theta.length;
  const noise = createNoise(run.noise);
  const { sites, next } = makeSites(noise, count);
  const optimiser = createOptimiser('adam', [theta]);
  const [gradients, squares, downhill] = [0, 1, 2].map(() => new Float64Array(count)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const batch = new Float64Array(draws);
  let [samples, values] = [0, 0];
  for (let step = 0; ; step++) {
    const { learningRate, particles } = given;
    if (step > 0 && learningRate > 0) {
      optimiser.step([downhill], learningRate);
      program.constrain(theta);
      gradients.fill(0);
      squares.fill(0);
      [samples, values] = [0, 0];
    }
    const duals = Array.from(theta, (value, p) => parameter(value, p, count));
    downhill.fill(0);
    if (step === 0 && next) {
      for (let s = 0; s < draws; s++) {
        noise.clear();
        program.run(duals, sites);
      }
      run.count('program run', draws);
    }
    next?.();
    for (let s = 0; s < draws; s++) {
      if (s > 0 && (s * particles) % BREATH < particles) yield undefined;
      noise.clear();
      const { value, tangent } = logMeanExp(particles, () => program.run(duals, sites));
      values += value;
      for (let p = 0; p < count; p++) {
        const slope = tangent[p] ?? 0;
        gradients[p] = gradients[p]! + slope;
        squares[p] = squares[p]! + slope * slope;
        downhill[p] = downhill[p]! - slope / draws;
      }
      batch[s] = tangent[0] ?? 0;
    }
    samples += draws;
    run.count('program run', draws * particles);
    yield { theta: theta.slice(), particles, samples, gradients, squares, values, batch };
  }
}

/** log mean_k exp w_k with its tangent Σ_k w̃_k ∇w_k; of one, that one. */
export function logMeanExp(particles: number, draw: () => Dual): Dual {
  if (particles === 1) return draw();
  const all = Array.from({ length: particles }, draw);
  const most = all.reduce((high, { value }) => Math.max(high, value), -Infinity);
  const total = all.reduce((sum, { value }) => sum + Math.exp(value - most), 0);
  let mean = constant(0);
  for (const one of all) mean = plus(mean, through(one, 0, Math.exp(one.value - most) / total));
  return { value: most + Math.log(total / particles), tangent: mean.tangent };
}
