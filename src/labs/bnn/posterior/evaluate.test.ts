import { describe, expect, it } from 'vitest';
import { defaults, type Values } from '../../../params/descriptor.ts';
import { predict } from './evaluate.ts';
import { instances } from './instances.ts';
import type { Layer, Posterior } from './posterior.ts';
import type { PosteriorProblem } from './problem.ts';
import { planeOf } from './snapshots.ts';

const moons = instances.moons.make(
  { ...(defaults(instances.moons.params) as Values<typeof instances.moons.params>), width: 4 },
  { seed: 1, assets: {}, data: null },
);
const linear: PosteriorProblem = { ...moons, hidden: [] };

const posteriorOf = (layers: readonly Layer[][]): Posterior => ({
  step: 1,
  networks: layers.map((one) => ({ layers: one })),
  loss: 0,
  crossEntropy: 0,
  kl: 0,
  gradientNorm: 0,
  topology: null,
  cost: {
    multiplyAdds: 0,
    denseMultiplyAdds: 1,
    formula: null,
    held: { means: 0, sds: 0, biases: 0, moments: 0, indexes: 0 },
  },
});

const layer = (mean: number[], sd: number[] | null, pattern: Layer['pattern'] = null): Layer => ({
  inputs: 2,
  outputs: 2,
  pattern,
  mean: Float64Array.from(mean),
  sd: sd && Float64Array.from(sd),
  bias: Float64Array.of(0.3, 0),
});

describe('predictions', () => {
  it('of a point are its softmax, and nothing is epistemic', () => {
    const { mean, epistemic, samples } = predict(
      linear,
      posteriorOf([[layer([1, 0, 0, 2], null)]]),
      Float64Array.of(0.5, -1),
      16,
    );
    expect(samples).toBe(1);
    expect(mean[0]).toBeCloseTo(1 / (1 + Math.exp(-2 - 0.8)), 12);
    expect(epistemic[0]).toBe(0);
  });

  it('of two opposite points are wholly epistemic', () => {
    const points = posteriorOf([[layer([30, 0, 0, 0], null)], [layer([-30, 0, 0, 0], null)]]);
    const { total, aleatoric, epistemic } = predict(linear, points, Float64Array.of(2, 0), 16);
    expect(total[0]).toBeCloseTo(Math.LN2, 6);
    expect(aleatoric[0]).toBeCloseTo(0, 6);
    expect(epistemic[0]).toBeCloseTo(Math.LN2, 6);
  });

  it('are the same from lists as from the whole matrix', () => {
    const pattern = { rowStart: Int32Array.of(0, 1, 2), columns: Int32Array.of(1, 0) };
    const x = Float64Array.from({ length: 600 }, (_, k) => Math.sin(k));
    const sparse = predict(linear, posteriorOf([[layer([1.5, -2], null, pattern)]]), x, 4);
    expect(sparse.mean).toEqual(predict(linear, posteriorOf([[layer([0, 1.5, -2, 0], null)]]), x, 4).mean);
  });

  it('repeat, and 16 and 256 networks agree within chance', () => {
    const gaussian = posteriorOf([[layer([1, 0, 0, 1], [0.5, 0.5, 0.5, 0.5])]]);
    const x = Float64Array.of(1, 1, -2, 0.5);
    const few = predict(linear, gaussian, x, 16);
    expect(predict(linear, gaussian, x, 16)).toEqual(few);
    const many = predict(linear, gaussian, x, 256);
    many.mean.forEach((p, k) => {
      expect(Math.abs(p - few.mean[k]!)).toBeLessThan(0.15);
    });
  });

  it('fill the plane', () => {
    const plane = planeOf(linear, posteriorOf([[layer([-1, 0, 1, 0], null)]]), 4)!;
    expect(plane.probability[0]).toBeLessThan(0.01);
    expect(plane.probability[63]).toBeGreaterThan(0.99);
    expect([plane.winner[0], plane.winner[63]]).toEqual([0, 1]);
  });
});
