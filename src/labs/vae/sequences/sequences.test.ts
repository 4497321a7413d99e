import { describe, expect, it } from 'vitest';
import { mulberry32, normals } from '../../../math/random.ts';
import { createWorkspace, freeEnergy } from './free-energy.ts';
import { freeRunOf, recognitionOf } from './free-run.ts';
import { automaton } from './instances.ts';
import { metrics } from './metrics.ts';
import type { Generator as Trained } from './problem.ts';
import { arraysOf, recurrentWeights } from './recurrent-weights.ts';
import { deterministicRnn } from './solvers/deterministic-rnn.ts';
import { pvRnn } from './solvers/pv-rnn.ts';
import { train } from './training.ts';

const source = { assets: {}, data: null };
const make = (sequences = 3, length = 6, seed = 1) =>
  automaton.make({ probability: 0.7, sequences, length }, { seed, ...source });
const runOf = (seed: number) => ({
  random: mulberry32(seed),
  noise: mulberry32(seed + 100),
  count: () => undefined,
  backend: 'cpu' as const,
});

function setUp(latents: number, w: number, tau = 2, scale = 0.5) {
  const problem = make();
  const weights = recurrentWeights(4, latents, tau, mulberry32(7));
  const size = problem.length * problem.count * latents;
  const random = mulberry32(8);
  for (const bias of [weights.bd, weights.bpm, weights.bps, weights.bx])
    bias.set(normals(random, bias.length).map((value) => scale * value));
  const adaptive = {
    mu: normals(random, size).map((value) => scale * value),
    sigma: normals(random, size).map((value) => scale * value),
  };
  const noise = normals(random, size);
  const gradients = createWorkspace(weights, problem);
  const loss = (price = w) => freeEnergy(problem, weights, adaptive, price, noise, gradients);
  return { problem, weights, adaptive, gradients, noise, loss };
}

describe('Back-propagation through time', () => {
  it.each([
    [1, 0.3, 2],
    [2, 1, 1],
    [3, 0.01, 5],
    [0, 0, 2],
  ])('agrees with finite differences for %i latents, w = %f, τ = %f', (latents, w, tau) => {
    const { weights, adaptive, gradients, loss } = setUp(latents, w, tau);
    loss();
    const found = [...arraysOf(gradients.weights), gradients.adaptive.mu, gradients.adaptive.sigma].map((one) =>
      one.slice(),
    );
    [...arraysOf(weights), adaptive.mu, adaptive.sigma].forEach((theta, p) => {
      for (let k = 0; k < theta.length; k++) {
        const kept = theta[k]!;
        const at = (value: number) => {
          theta[k] = value;
          return loss();
        };
        const slope = (at(kept + 1e-5) - at(kept - 1e-5)) / 2e-5;
        theta[k] = kept;
        expect(Math.abs(found[p]![k]! - slope)).toBeLessThan(1e-8 + 1e-6 * Math.abs(slope));
      }
    });
  });

  it('has no gradient of the KL for w = 0: adaptive vectors that reach no prediction stay', () => {
    const { weights, gradients, loss } = setUp(2, 0);
    weights.Wdz.fill(0);
    loss();
    for (const values of [gradients.adaptive.mu, gradients.adaptive.sigma, gradients.weights.Wpm])
      expect(values.every((value) => value === 0)).toBe(true);
  });
});

describe('The free energy', () => {
  it('is the reconstruction and the weighted KL that the metrics measure by themselves', () => {
    const { problem, weights, adaptive, noise, loss } = setUp(2, 0.4);
    const draws = problem.draws.slice();
    // The metrics draw sequence by sequence, four numbers a step.
    for (let s = 0; s < problem.count; s++)
      for (let t = 0; t < problem.length; t++)
        for (let k = 0; k < 2; k++) draws[(s * problem.length + t) * 4 + k] = noise[(t * problem.count + s) * 2 + k]!;
    const { reconstruction, kl } = recognitionOf({ ...problem, draws }, { weights, adaptive });
    const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
    expect(loss()).toBeCloseTo(total(reconstruction) + 0.4 * total(kl), 12);
  });

  it('has no KL where the adaptive vectors are zero, at the first step too', () => {
    const { problem, weights, adaptive } = setUp(2, 1);
    adaptive.mu.fill(0);
    adaptive.sigma.fill(0);
    expect(recognitionOf(problem, { weights, adaptive }).kl.every((value) => Math.abs(value) < 1e-15)).toBe(true);
  });
});

describe('A free run', () => {
  it('starts from a standard normal and is the same at every measurement', () => {
    const { problem, weights, adaptive } = setUp(2, 1);
    const [one, two] = [freeRunOf(problem, { weights, adaptive }), freeRunOf(problem, { weights, adaptive })];
    expect(one).toEqual(two);
    expect(one.probability.every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  it('without latents is one and the same run, and answers the mean where the automaton is random', () => {
    const problem = make(16, 18);
    let step = 0;
    for (const generator of deterministicRnn.solve(problem, { tau: 2, units: 12, rate: 0.01 }, runOf(1)) as Iterable<
      Trained | undefined
    >) {
      if (!generator || ++step < 60) continue;
      const { x, steps, spread } = freeRunOf(problem, generator);
      expect(spread[2]).toBeLessThan(1e-6);
      expect(x.subarray(0, steps)).toEqual(x.subarray(steps, 2 * steps));
      expect(Number.isNaN(metrics.kl!.measure(problem, generator))).toBe(true);
      break;
    }
  });
});

describe('PV-RNN', () => {
  it('refuses a time constant below one step with a sentence', () => {
    const given = { latents: 1, w: 1, tau: 0.5, units: 4, rate: 0.01 };
    expect(() => train(make(), given, runOf(1)).next()).toThrow(/must be at least 1/);
  });

  it('gives every training sequence adaptive vectors of its own', () => {
    const problem = make(4, 6);
    for (const generator of pvRnn.solve(
      problem,
      { w: 0.01, latents: 1, tau: 2, units: 6, rate: 0.01 },
      runOf(2),
    ) as Iterable<Trained | undefined>) {
      if (!generator) continue;
      const of = (s: number) => Array.from({ length: 6 }, (_, t) => generator.adaptive.mu[t * 4 + s]!);
      expect(of(0)).not.toEqual(of(1));
      break;
    }
  });
});
