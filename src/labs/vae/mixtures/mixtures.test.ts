import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../engine/bench.ts';
import { createMlp, parametersOf } from '../../../math/mlp.ts';
import { mulberry32 } from '../../../math/random.ts';
import { createEstimator, fillNormals } from './estimate.ts';
import { decoded, evaluate, groupedBound, meanLogLikelihood, posteriorOf } from './evaluate.ts';
import { gradientVariance, RULES } from './gradient-variance.ts';
import { ring } from './instances.ts';
import type { PlanarVae } from './problem.ts';
import { readData } from './user-data.ts';

const problem = ring.make({ n: 80, spread: 0.15 }, { seed: 1, assets: {}, data: null });

const many = ring.make({ n: 1000, spread: 0.15 }, { seed: 1, assets: {}, data: null });

function modelOf(latents: number, noise = 0.6): PlanarVae {
  const random = mulberry32(8);
  return {
    latents,
    noise,
    encoder: createMlp([2, 6, 2 * latents], 'tanh', random),
    decoder: createMlp([latents, 6, 2], 'tanh', random),
  };
}

const [rows, samples] = [3, 4];
const x = problem.train.slice(0, 2 * rows);
const drawn = (latents: number, seed: number) => {
  const eps = new Float64Array(rows * samples * latents);
  fillNormals(mulberry32(seed), eps);
  return eps;
};

/** Mean loss of the batch for given draws, from the definitions. */
function lossOf(model: PlanarVae, eps: Float64Array, weighted: boolean): number {
  const { latents, noise } = model;
  const { mean, sd } = posteriorOf(model, x);
  const z = eps.map((e, k) => {
    const at = Math.floor(k / (samples * latents)) * latents + (k % latents);
    return mean[at]! + sd[at]! * e;
  });
  const out = decoded(model, z);
  const logWeights = new Float64Array(rows * samples);
  const density = logWeights.map((_, k) => {
    const i = Math.floor(k / samples);
    const square = (out[2 * k]! - x[2 * i]!) ** 2 + (out[2 * k + 1]! - x[2 * i + 1]!) ** 2;
    return -square / (2 * noise ** 2) - Math.log(2 * Math.PI * noise ** 2);
  });
  if (weighted) {
    density.forEach((value, k) => {
      logWeights[k] = value;
      for (let l = 0; l < latents; l++) {
        const s = sd[Math.floor(k / samples) * latents + l]!;
        logWeights[k]! += 0.5 * (eps[k * latents + l]! ** 2 - z[k * latents + l]! ** 2) + Math.log(s);
      }
    });
    return -groupedBound(logWeights, samples);
  }
  const kl = mean.reduce((sum, m, k) => sum + 0.5 * (m * m + sd[k]! ** 2 - 1) - Math.log(sd[k]!), 0);
  return kl / rows - density.reduce((sum, value) => sum + value, 0) / density.length;
}

describe('Gradients of the planar VAE', () => {
  it.each(['reparameterised', 'iwae'] as const)('%s: those of differences, with the draws held', (id) => {
    for (const latents of [1, 2]) {
      const model = modelOf(latents);
      const eps = drawn(latents, 2);
      const estimator = createEstimator(model, RULES[id], rows, samples);
      estimator.estimate(x, eps);
      for (const part of ['encoder', 'decoder'] as const) {
        const gradients = parametersOf(estimator[part]);
        parametersOf(model[part]).forEach((theta, p) => {
          theta.forEach((value, k) => {
            const at = (by: number) => {
              theta[k] = value + by;
              return lossOf(model, eps, id === 'iwae');
            };
            const slope = (at(1e-5) - at(-1e-5)) / 2e-5;
            theta[k] = value;
            expect(Math.abs(gradients[p]![k]! - slope)).toBeLessThan(1e-6 * (1 + Math.abs(slope)));
          });
        });
      }
    }
  });

  it.each(['scoreFunction', 'scoreFunctionBaseline'] as const)(
    '%s: agrees with the reparameterised one on average, within 4 standard errors',
    (id) => {
      const model = modelOf(2);
      const repeats = 4000;
      const random = mulberry32(21);
      const eps = new Float64Array(rows * samples * 2);
      const [one, two] = [RULES[id], RULES.reparameterised].map((rule) => createEstimator(model, rule, rows, samples));
      // Along a fixed direction, so that one number is compared.
      const direction = parametersOf(one!.encoder).map((g) => g.map((_, k) => Math.cos(1 + k)));
      const along = (estimator: NonNullable<typeof one>) => {
        fillNormals(random, eps);
        estimator.estimate(x, eps);
        return parametersOf(estimator.encoder).reduce(
          (sum, g, p) => g.reduce((inner, value, k) => inner + value * direction[p]![k]!, sum),
          0,
        );
      };
      let [mean, square] = [0, 0];
      for (let r = 0; r < repeats; r++) {
        const apart = along(one!) - along(two!);
        mean += apart / repeats;
        square += apart ** 2 / repeats;
      }
      expect(Math.abs(mean)).toBeLessThan(4 * Math.sqrt((square - mean ** 2) / repeats));
    },
  );

  it('vary least along the path and most with the bare score', () => {
    const model = modelOf(2, 0.2);
    const of = (id: keyof typeof RULES) => gradientVariance(problem, model, RULES[id], 5);
    expect(of('reparameterised')).toBeLessThan(of('scoreFunctionBaseline') / 3);
    expect(of('scoreFunctionBaseline')).toBeLessThan(of('scoreFunction') / 3);
  });
});

describe('The bounds', () => {
  it('rise with the draws and stay below the likelihood', () => {
    for (const latents of [1, 2]) {
      const { elbo, bounds, logLikelihood, reconstruction, kl } = evaluate(many, modelOf(latents));
      expect(elbo).toBeCloseTo(-reconstruction - kl, 12);
      for (let k = 1; k < bounds.length; k++) expect(bounds[k]).toBeGreaterThanOrEqual(bounds[k - 1]!);
      // One draw is the ELBO with log q drawn too: apart by chance alone.
      expect(Math.abs(bounds[0]! - elbo)).toBeLessThan(0.1);
      expect(bounds.at(-1)).toBeLessThan(logLikelihood + 0.03);
    }
  });

  it('are met by the likelihood where the decoder is linear: a normal', () => {
    const model = modelOf(1);
    const W = [0.7, -1.1];
    const linear = { ...createMlp([1, 2], 'linear', mulberry32(1)), weights: [Float64Array.from(W)] };
    const variance = model.noise ** 2;
    const determinant = variance * (variance + W[0]! ** 2 + W[1]! ** 2);
    const [a, b, c] = [variance + W[0]! ** 2, W[0]! * W[1]!, variance + W[1]! ** 2];
    let exact = 0;
    for (let i = 0; i < x.length; i += 2) {
      const [u, v] = [x[i]!, x[i + 1]!];
      const form = (c * u * u - 2 * b * u * v + a * v * v) / determinant;
      exact -= (0.5 * form + 0.5 * Math.log(determinant) + Math.log(2 * Math.PI)) / rows;
    }
    expect(meanLogLikelihood({ ...model, decoder: linear }, x)).toBeCloseTo(exact, 4);
  });

  it('of the grid do not depend on its spacing', () => {
    for (const [latents, finer] of [
      [1, 0.005],
      [2, 0.05],
    ] as const) {
      const model = modelOf(latents, 0.3);
      expect(meanLogLikelihood(model, x)).toBeCloseTo(meanLogLikelihood(model, x, finer), 4);
    }
  });
});

describe('Points of the reader’s own', () => {
  const ten = Array.from({ length: 10 }, (_, k) => [k, -k]);

  it('are taken from ten on', () => {
    expect(readData({ points: ten })).toEqual({ points: ten });
  });

  it.each([
    ['three columns', { points: ten.map((point) => [...point, 1]) }, 'Point 1 has 3 columns'],
    ['no number', { points: ten.with(3, [1, Number.NaN]) }, 'Point 4, column 2, is NaN'],
    ['too few', { points: ten.slice(1) }, 'The number of points is 9'],
    ['no points', { x: 1 }, 'no list named points'],
  ])('are refused in one sentence: %s', (_, data, says) => {
    expect(() => readData(data)).toThrow(ProblemError);
    expect(() => readData(data)).toThrow(says);
  });
});
