import { describe, expect, it } from 'vitest';
import { ProblemError, type RunContext } from '../../../engine/bench.ts';
import { mulberry32 } from '../../../math/random.ts';
import bench from './bench.ts';
import {
  constant,
  type Dual,
  exponential,
  logarithm,
  logistic,
  logNormal,
  minus,
  parameter,
  plus,
  square,
  times,
} from './dual.ts';
import { logMeanExp } from './estimate.ts';
import { metrics } from './metrics.ts';
import { coneProgram, conjugateProgram, flipProgram, mixtureProgram, squareProgram } from './models.ts';
import type { Estimate, Program } from './problem.ts';

const idle = (seed: number): RunContext => ({
  random: mulberry32(seed),
  noise: mulberry32(seed + 50),
  count: () => undefined,
  backend: 'cpu',
});

const given = { draws: 2000, learningRate: 0, normalSite: 'reparameterised', particles: 1 } as const;

function estimateOf(steps: number, program: Program, method: keyof typeof bench.methods, more: object = {}): Estimate {
  const solve = bench.methods[method].solve as (program: Program, given: object, run: RunContext) => unknown;
  let taken = 0;
  for (const estimate of solve(program, { ...given, ...more }, idle(4)) as Iterable<Estimate | undefined>)
    if (estimate && ++taken === steps) return estimate;
  throw new Error('It ended.');
}

const programs: Readonly<Record<string, Program>> = {
  square: squareProgram(0.7),
  flip: flipProgram(0.35, 1.5, 0.25),
  conjugate: conjugateProgram(2, 0.5, 1.2),
  mixture: mixtureProgram(0.4, -0.5, 0.3, 0.8),
  cone: coneProgram(5, 1.5, 0.5, 0.4),
};

it('Dual numbers carry the derivatives that differences give', () => {
  const at = [0.6, -0.4];
  const f = (values: readonly number[]): Dual => {
    const [a, b] = values.map((value, p) => parameter(value, p, 2)) as [Dual, Dual];
    const inside = plus(exponential(times(a, b)), logistic(minus(a, square(b))));
    return plus(logarithm(inside), logNormal(square(a), b, times(a, constant(0.5))));
  };
  const { tangent } = f(at);
  at.forEach((value, p) => {
    const moved = (by: number) => f(at.with(p, value + by)).value;
    expect(tangent[p]).toBeCloseTo((moved(1e-6) - moved(-1e-6)) / 2e-6, 7);
  });
});

describe.each(Object.entries(programs))('The closed form of %s', (_, program) => {
  it('has the gradient that differences give', () => {
    const { gradient } = program.exact(program.start);
    program.start.forEach((value, p) => {
      const moved = (by: number) => program.exact(program.start.with(p, value + by)).value;
      expect(gradient[p]).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 5);
    });
  });
});

const fits = Object.entries(programs).flatMap(([name, program]) =>
  Object.keys(bench.methods)
    .filter((method) => {
      try {
        bench.check(program, method);
        return true;
      } catch {
        return false;
      }
    })
    .map((method) => [name, method as keyof typeof bench.methods] as const),
);

it.each(fits)('The gradient of %s by %s is unbiased in every parameter', (name, method) => {
  const program = programs[name]!;
  const { gradients, squares, samples, values } = estimateOf(10, program, method);
  const exact = program.exact(program.start);
  program.start.forEach((_, p) => {
    const mean = gradients[p]! / samples;
    const error = Math.sqrt(Math.max(0, squares[p]! / samples - mean * mean) / samples);
    expect(Math.abs(mean - exact.gradient[p]!)).toBeLessThan(4 * error + 1e-9);
  });
  expect(values / samples).toBeCloseTo(exact.value, name === 'cone' ? -1 : 0);
});

describe('Variances', () => {
  const variance = (program: Program, method: keyof typeof bench.methods, more = {}) =>
    metrics.variance.measure(program, estimateOf(50, program, method, more));
  const one = squareProgram(1);

  it('of the square are 4, 30, and 14 with the best constant', () => {
    expect(Math.abs(variance(one, 'reparameterised') - 4)).toBeLessThan(0.15);
    expect(Math.abs(variance(one, 'scoreFunction') - 30)).toBeLessThan(2.5);
    expect(Math.abs(variance(one, 'scoreFunctionBaseline') - 14)).toBeLessThan(1.2);
  });

  it('of a flip are 0 by enumeration and measure-valued derivatives, 4.962 by its score, almost 0 with a baseline', () => {
    const { flip } = programs;
    expect(variance(flip!, 'enumerated')).toBe(0);
    expect(variance(flip!, 'measureValued')).toBe(0);
    expect(Math.abs(variance(flip!, 'scoreFunction') - 4.962225275)).toBeLessThan(0.2);
    expect(variance(flip!, 'scoreFunctionBaseline')).toBeLessThan(0.02);
  });

  it('of the normal site grow when it is scored, whatever the flip does', () => {
    const { mixture } = programs;
    for (const method of ['enumerated', 'measureValued'] as const) {
      const deviation = metrics.deviation.measure(
        mixture!,
        estimateOf(10, mixture!, method, { normalSite: 'scoreFunction' }),
      );
      expect(deviation).toBeLessThan(4);
    }
  });
});

describe('Several particles', () => {
  it('average weights: log mean exp, with the gradient weighed by them, also near −1000', () => {
    const logs = [-998.571992615, -995.490797559, -998.049513711];
    let at = 0;
    const { value, tangent } = logMeanExp(3, () => parameter(logs[at]!, at++, 3));
    const total = Math.log(logs.reduce((sum, log) => sum + Math.exp(log + 995), 0)) - 995;
    expect(value).toBeCloseTo(total - Math.log(3), 9);
    for (const [k, log] of logs.entries()) expect(tangent[k]).toBeCloseTo(Math.exp(log - total), 12);
  });

  it('raise the bound, never above the evidence', () => {
    const { conjugate } = programs;
    const bounds = [1, 4, 16].map((particles) =>
      metrics.bound.measure(conjugate!, estimateOf(5, conjugate!, 'iwae', { particles })),
    );
    expect(bounds[1]).toBeGreaterThan(bounds[0]!);
    expect(bounds[2]).toBeGreaterThan(bounds[1]!);
    expect(bounds[2]).toBeLessThan(conjugate!.logEvidence + 0.01);
  });

  it('lead to the posterior where q can be it', () => {
    const { conjugate } = programs;
    const { theta } = estimateOf(300, conjugate!, 'reparameterised', { learningRate: 0.02, draws: 200 });
    expect(theta[0]).toBeCloseTo(1, 1);
    expect(Math.exp(theta[1]!)).toBeCloseTo(Math.SQRT1_2, 1);
  });
});

describe('Known numbers', () => {
  it('of the cone: the log evidence, and the best mean-field bound by climbing the closed form', () => {
    const program = coneProgram(5, 2, 0, 0.5);
    expect(program.logEvidence).toBeCloseTo(-5.3233, 4);
    const theta = program.start.slice();
    for (let step = 0; step < 40_000; step++)
      program.exact(theta).gradient.forEach((slope, p) => {
        theta[p] = theta[p]! + 1e-3 * slope;
      });
    expect(program.exact(theta).value).toBeCloseTo(-7.462, 2);
  });

  it('of two normals and of the mixture: no bound passes the evidence', () => {
    expect(programs.conjugate!.logEvidence).toBeCloseTo(-2.265512123, 9);
    expect(programs.conjugate!.exact(Float64Array.of(1, Math.log(Math.SQRT1_2))).value).toBeCloseTo(-2.265512123, 9);
    const { exact, logEvidence } = programs.mixture!;
    for (const a of [-2, 0, 1]) expect(exact(Float64Array.of(a, 0.2, -0.2)).value).toBeLessThan(logEvidence);
  });
});

describe('What does not fit is refused in a sentence', () => {
  it('a flip that is reparameterised, at the bench and at the site', () => {
    for (const method of ['reparameterised', 'iwae']) {
      expect(() => bench.check(programs.mixture!, method)).toThrow(ProblemError);
    }
    expect(() => estimateOf(1, programs.flip!, 'reparameterised')).toThrow('A flip cannot be reparameterised');
  });

  it('particles of what has no weights', () => {
    expect(() => bench.check(programs.square!, 'iwae')).toThrow('log weights');
  });
});
