import { describe, expect, it } from 'vitest';
import { finish } from '../../../math/breaths.ts';
import { mulberry32, philoxStream } from '../../../math/random.ts';
import { defaults } from '../../../params/descriptor.ts';
import bench from './bench.ts';
import { codeInformation } from './code-information.ts';
import type { Codes } from './encode.ts';
import { clusters } from './instances.ts';
import type { ModelGrid } from './problem.ts';
import { withinClasses } from './solvers/conditional-information.ts';

const measure = (codes: Codes, form: 'exact' | 'jensen' = 'exact', to = codes.count) =>
  finish(codeInformation(codes, 0, to, mulberry32(3), form));

/** Codes with given means on a line, the same spread everywhere. */
const onLine = (means: readonly number[], deviation: number): Codes => ({
  count: means.length,
  code: 1,
  mean: Float64Array.from(means),
  deviation: new Float64Array(means.length).fill(deviation),
});

describe('The information of codes', () => {
  it('is zero when all inputs have the same code', () => {
    expect(measure(onLine([1, 1, 1, 1], 0.5))).toBeCloseTo(0, 12);
    expect(measure(onLine([1, 1, 1, 1], 0.5), 'jensen')).toBeCloseTo(0, 12);
  });

  it('is log n when the codes are far apart, and never more', () => {
    const far = onLine([0, 100, 200, 300, 400], 0.1);
    expect(measure(far)).toBeCloseTo(Math.log(5), 12);
    expect(measure(onLine([0, 1, 2, 3, 4], 0.7))).toBeLessThan(Math.log(5));
  });

  it('is at most its Jensen bound, which has a closed form for equal spreads', () => {
    const codes = onLine([0, 0.5, 1, 2, 4, 7], 1);
    expect(measure(codes, 'jensen')).toBeGreaterThanOrEqual(measure(codes));
    // (1/n²) Σ (m_i − m_j)²/2 = variance of the means, in expectation over the draws: standard error √(2v/(8n)) or so.
    const m = [...codes.mean];
    const centre = m.reduce((a, b) => a + b) / m.length;
    const variance = m.reduce((sum, v) => sum + (v - centre) ** 2, 0) / m.length;
    expect(Math.abs(measure(codes, 'jensen') - variance)).toBeLessThan(5 * Math.sqrt(variance / (8 * m.length)));
  });

  it('of two balanced classes splits into the class and the rest', () => {
    // Classes 1,000 apart, points 0.8 apart inside: I(X;Z) = log 2 + I(X;Z|Y).
    const codes = onLine([0, 0.8, 1.6, 1000, 1000.8, 1001.6], 1);
    const inside = finish(withinClasses(codes, 2, mulberry32(3)));
    expect(inside).toBeLessThan(measure(codes));
    expect(measure(codes) - inside).toBeCloseTo(Math.log(2), 6);
  });
});

describe('The grid', () => {
  const run = (name: keyof typeof bench.methods, models = 6) => {
    const problem = clusters.make({ perClass: 10, clusterSpread: 1.2 }, { seed: 1, assets: {}, data: null });
    const method = bench.methods[name];
    const context = { random: philoxStream(1, 1), noise: philoxStream(1, 2), count: () => {}, backend: 'cpu' } as const;
    const values = { ...defaults(method.params), models, widest: 16, epochs: 60 } as never;
    let last: ModelGrid | undefined;
    for (const grid of method.solve(problem, values, context) as Iterable<ModelGrid | undefined>) last = grid ?? last;
    return { problem, models: last!.models };
  };

  it('is the same for every measure, so that they rank the same models', () => {
    const [a, b] = [run('conditionalInformation'), run('parameterCount')];
    a.models.forEach((model, k) => {
      expect(model.network.mean.weights).toEqual(b.models[k]!.network.mean.weights);
    });
  });

  it('has three widths by three decays, and a second round from other weights', () => {
    const { models } = run('parameterCount', 10);
    expect(models.map(({ width }) => width)).toEqual([2, 2, 2, 4, 4, 4, 16, 16, 16, 2]);
    expect(models.slice(0, 3).map(({ decay }) => decay)).toEqual([0, 0.01, 0.1]);
    expect(models[9]!.network.mean.weights).not.toEqual(models[0]!.network.mean.weights);
    // 2(3w + (w + 1) w/2) + 5 (w/2 + 1), w = 16.
    expect(models[6]!.measure).toBe(2 * (48 + 17 * 8) + 5 * 9);
  });

  it('shrinks its weights under decay', () => {
    const { models } = run('parameterCount');
    const norm = (k: number) => Math.hypot(...models[k]!.network.mean.weights[0]!);
    expect(norm(5)).toBeLessThan(norm(3));
  });
});
