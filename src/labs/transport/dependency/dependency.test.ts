import { describe, expect, it } from 'vitest';
import file from '../../../../tests/reference/transport.json' with { type: 'json' };
import type { RunContext } from '../../../engine/bench.ts';
import { createMlp, createTape, forward, parametersOf } from '../../../math/mlp.ts';
import { mulberry32, normals } from '../../../math/random.ts';
import { defaults } from '../../../params/descriptor.ts';
import bench from './bench.ts';
import { createCriticGradient } from './critic-gradient.ts';
import { contrastOf, heldOutContrast, probeAccuracies, slopesOf } from './measure-critic.ts';
import type { Critic, FactoredPairs } from './problem.ts';
import { reference } from './reference.ts';

const [d, rows, m] = [5, 6, 4];
const sizes = [d, 7, 8, m];
const [g, h] = [createMlp(sizes, 'relu', mulberry32(1)), createMlp(sizes, 'relu', mulberry32(2))];
const [x, y] = [normals(mulberry32(3), rows * d), normals(mulberry32(4), rows * d)];
const outputs = (mlp: typeof g, input: Float64Array) => forward(mlp, input, rows, createTape(mlp, rows)).slice();

describe('The gradient of the critic', () => {
  it.each([false, true])('agrees with finite differences, loss and penalty, two-sided: %s', (twoSided) => {
    const penalised = { lambda: 0.7, shift: 2, twoSided };
    const { gradients, evaluate } = createCriticGradient(g, h, rows);
    const total = () => {
      const { loss, penalty } = createCriticGradient(g, h, rows).evaluate(x, y, penalised);
      return loss + 0.7 * penalty;
    };
    const { penalty } = evaluate(x, y, penalised);
    expect(penalty).toBeGreaterThan(0.1);
    const pairs = [
      [g, gradients.g],
      [h, gradients.h],
    ] as const;
    for (const [mlp, gradient] of pairs) {
      parametersOf(mlp).forEach((parameters, p) => {
        const slopes = parametersOf(gradient)[p]!;
        for (let k = 0; k < parameters.length; k += 3) {
          const kept = parameters[k]!;
          parameters[k] = kept + 1e-6;
          const above = total();
          parameters[k] = kept - 1e-6;
          const below = total();
          parameters[k] = kept;
          expect(slopes[k]!).toBeCloseTo((above - below) / 2e-6, 5);
        }
      });
    }
  });

  it('has the loss and the penalty that the metrics have', () => {
    const { loss, penalty } = createCriticGradient(g, h, rows).evaluate(x, y, { lambda: 1, shift: 1, twoSided: false });
    const [u, v] = [outputs(g, x), outputs(h, y)];
    const scores = Array.from({ length: rows }, (_, i) =>
      Array.from({ length: rows }, (_, j) => {
        let f = 0;
        for (let k = 0; k < m; k++) f += u[i * m + k]! * v[j * m + k]!;
        return f;
      }),
    );
    expect(loss).toBeCloseTo(contrastOf(scores).loss, 12);
    const turn = (values: Float64Array, n: number) =>
      Float64Array.from([...values.subarray(n), ...values.subarray(0, n)]);
    const norms = slopesOf(g, h, x, turn(y, d), u, turn(v, m), rows);
    expect(penalty).toBeCloseTo(
      norms.reduce((sum, norm) => sum + Math.max(0, norm - 1) ** 2 / rows, 0),
      12,
    );
  });
});

describe('What measures', () => {
  it('agrees with the reference file', () => {
    const entries = file.entries.filter(({ kind }) => kind in reference);
    expect(entries.length).toBe(1);
    const got = reference['wdm/infoNCE']!(entries[0]!.inputs);
    for (const [key, value] of Object.entries(entries[0]!.expected)) expect(got[key]).toBeCloseTo(value as number, 9);
  });

  it('certifies at most ln B, and nothing for a critic that knows nothing', () => {
    const perfect = Array.from({ length: 8 }, (_, i) => Array.from({ length: 8 }, (_, j) => (i === j ? 800 : 0)));
    expect(contrastOf(perfect).loss).toBe(0);
    expect(contrastOf(perfect).bound).toBeCloseTo(Math.log(8), 12);
    const none = Array.from({ length: 8 }, () => new Float64Array(8));
    expect(contrastOf(none).loss).toBeCloseTo(Math.log(8), 12);
    expect(contrastOf(none).value).toBe(0);
  });

  it('finds slope 1, and no penalty, of a critic that is linear with norm 1', () => {
    // f(x, y) = |y-side constant 1| times a unit vector along x: g(x) = relu(x₀) − relu(−x₀), h(y) = 1.
    const linear = (weights: number[][], biases: number[][]) => ({
      sizes: [1, 2, 2, 1],
      activation: 'relu' as const,
      weights: weights.map((w) => Float64Array.from(w)),
      biases: biases.map((b) => Float64Array.from(b)),
    });
    const along = linear(
      [
        [1, -1],
        [1, 0, 0, 1],
        [1, -1],
      ],
      [[0, 0], [0, 0], [0]],
    );
    const one = linear(
      [
        [0, 0],
        [0, 0, 0, 0],
        [0, 0],
      ],
      [[0, 0], [0, 0], [1]],
    );
    const [a, b] = [Float64Array.of(0.5, -2, 3), Float64Array.of(1, 2, 3)];
    const norms = slopesOf(along, one, a, b, a, new Float64Array(3).fill(1), 3);
    for (const norm of norms) expect(norm).toBeCloseTo(1, 12);
    expect(
      createCriticGradient(along, one, 3).evaluate(a, b, { lambda: 1, shift: 1, twoSided: true }).penalty,
    ).toBeCloseTo(0, 12);
  });
});

describe('A run', () => {
  const run: RunContext = { random: mulberry32(1), noise: mulberry32(2), count: () => undefined, backend: 'cpu' };
  const problemOf = (params: object): FactoredPairs =>
    bench.instances.factors.make({ ...defaults(bench.instances.factors.params), ...params } as never, {
      seed: 1,
      assets: {},
      data: null,
    });
  const trained = (problem: FactoredPairs, method: keyof typeof bench.methods, rounds: number): Critic => {
    const { params, solve } = bench.methods[method];
    let last: Critic | undefined;
    const given = { ...defaults(params), rounds, width: 24, features: 16, rate: 3e-3 };
    for (const one of solve(problem, given as never, run) as Iterable<Critic | undefined>) last = one ?? last;
    return last!;
  };
  const small = { factors: 1, alphabet: 6 };

  it('learns one factor by either method, and keeps slopes low by one of them', () => {
    const problem = problemOf(small);
    const [plain, kept] = [trained(problem, 'contrastive', 60), trained(problem, 'wassersteinContrastive', 60)];
    for (const critic of [plain, kept]) expect(probeAccuracies(problem, critic)[0]!).toBeGreaterThan(0.95);
    expect(heldOutContrast(problem, kept).slope).toBeLessThan(2);
    expect(heldOutContrast(problem, plain).slope).toBeGreaterThan(2);
  });

  it('finds no dependence where there is none', () => {
    const problem = problemOf({ ...small, pairs: 'independent' });
    expect(problem.information).toBe(0);
    const { value, loss } = heldOutContrast(problem, trained(problem, 'wassersteinContrastive', 40));
    expect(Math.abs(value)).toBeLessThan(0.1);
    expect(loss).toBeGreaterThan(Math.log(32) - 0.05);
  });

  it('is the contrastive method at λ = 0', () => {
    const problem = problemOf(small);
    const weights = (method: keyof typeof bench.methods, given: object) => {
      const { params, solve } = bench.methods[method];
      const fresh = { ...run, random: mulberry32(1), noise: mulberry32(2) };
      const all = { ...defaults(params), rounds: 1, width: 8, features: 4, ...given };
      for (const one of solve(problem, all as never, fresh) as Iterable<Critic | undefined>)
        if (one) return one.g.weights.map((w) => w.slice());
      return [];
    };
    expect(weights('wassersteinContrastive', { lambda: 0 })).toEqual(weights('contrastive', {}));
  });
});
