import { describe, expect, it } from 'vitest';
import { createMlp, parametersOf } from '../../../math/mlp.ts';
import { mulberry32, normals } from '../../../math/random.ts';
import { createBridgeGradient, featuresOf } from './bridge-gradient.ts';
import { controlledPaths, JUDGED, momentsByTime } from './controlled-paths.ts';
import { exactPosterior } from './exact-posterior.ts';
import { observation } from './instances.ts';
import { metrics } from './metrics.ts';
import type { Bridge, ControlledBridge } from './problem.ts';
import { exactControl } from './solvers/exact-control.ts';
import { learnedControl } from './solvers/learned-control.ts';

const defaults = { hurst: 0.7, terms: 5, fastest: 20, n: 64, pull: 1, observed: 1.5, sd: 0.3 };
const make = (changed: Partial<typeof defaults> = {}): Bridge =>
  observation.make({ ...defaults, ...changed }, { seed: 1, assets: {}, data: null });
const run = (seed = 3) => {
  const random = mulberry32(seed);
  return { random, noise: random, count: () => undefined, backend: 'cpu' } as const;
};
function last(solving: unknown): ControlledBridge {
  let found: ControlledBridge | null = null;
  for (const one of solving as Iterable<ControlledBridge>) found = one;
  return found!;
}
const idle: ControlledBridge = { seed: 5, control: (_, __, rows, out) => out.fill(0, 0, rows) };
const of = (name: string, problem: Bridge, iterate: ControlledBridge) => metrics[name]!.measure(problem, iterate);

describe('The exact posterior', () => {
  it('is that of Brownian motion where there is no memory and no pull', () => {
    const steps = 50;
    const still = { rates: Float64Array.of(0), weights: Float64Array.of(1), steps, dt: 1 / steps, pull: 0 };
    const { mean, variance, control, logEvidence } = exactPosterior({ ...still, observed: 2, sd: 0.5 });
    for (let i = 0; i < steps; i++) {
      const t = (i + 1) / steps;
      expect(mean[i]).toBeCloseTo((2 * t) / 1.25, 12);
      expect(variance[i]).toBeCloseTo(t - t ** 2 / 1.25, 12);
      expect(control[i]).toBeCloseTo(2 / 1.25, 12);
    }
    expect(logEvidence).toBeCloseTo(-0.5 * (Math.log(2 * Math.PI * 1.25) + 4 / 1.25), 12);
  });

  it('has the prior variance of sampled paths', () => {
    const problem = make();
    const pooled = new Float64Array(problem.steps);
    for (let seed = 1; seed <= 8; seed++) {
      const { sd } = momentsByTime(controlledPaths(problem, { ...idle, seed }).x.subarray(JUDGED));
      sd.forEach((value, i) => {
        pooled[i]! += value ** 2 / 8;
      });
    }
    pooled.forEach((value, i) => {
      // Four standard errors of a variance from 8 × 128 pairs.
      expect(Math.abs(value / problem.exact.priorVariance[i]! - 1)).toBeLessThan(4 * Math.sqrt(2 / 1024));
    });
  });
});

describe('The exact control', () => {
  it('gives the exact posterior mean, and more of the evidence the finer the steps', () => {
    const gaps = [16, 64, 256].map((n) => {
      const problem = make({ n, fastest: 6 });
      const exact = last(exactControl.solve(problem, {}, run()));
      expect(of('meanError', problem, exact)).toBeLessThan(1e-12);
      return of('gap', problem, exact) + 3 * of('standardError', problem, exact);
    });
    expect(gaps[2]).toBeLessThan(0.05);
    expect(gaps[2]).toBeLessThan(gaps[0]!);
  });

  it('is the mean of the noise given the observation', () => {
    const problem = make();
    const exact = last(exactControl.solve(problem, {}, run()));
    const { mean } = momentsByTime(controlledPaths(problem, exact).u);
    mean.forEach((value, i) => {
      expect(Math.abs(value - problem.exact.control[i]!)).toBeLessThan(1e-10);
    });
  });

  it('weighs all paths alike up to the steps: log weights hardly differ from the evidence', () => {
    const problem = make({ n: 256 });
    const exact = last(exactControl.solve(problem, {}, run()));
    expect(of('standardError', problem, exact) * Math.sqrt(JUDGED / 2)).toBeLessThan(0.15);
  });
});

describe('The bound', () => {
  it('of no control is the expected log likelihood of the prior, in closed form', () => {
    const problem = make();
    const spread = problem.exact.priorVariance.at(-1)!;
    const expected = -0.5 * (Math.log(2 * Math.PI * 0.09) + (1.5 ** 2 + spread) / 0.09);
    expect(Math.abs(of('elbo', problem, idle) - expected)).toBeLessThan(4 * of('standardError', problem, idle));
    expect(of('kl', problem, idle)).toBe(0);
  });

  it.each([0.2, 0.5, 0.8])('is not above the evidence, whatever the control (H = %f)', (hurst) => {
    const problem = make({ hurst });
    const random = mulberry32(8);
    for (let trial = 0; trial < 8; trial++) {
      const [a, b, c] = normals(random, 3);
      const some: ControlledBridge = {
        seed: trial,
        control: (step, states, rows, out) => {
          for (let p = 0; p < rows; p++) out[p] = a! + b! * states[p * 6]! + c! * step * problem.dt;
        },
      };
      expect(of('gap', problem, some)).toBeGreaterThan(-3 * of('standardError', problem, some));
    }
  });
});

describe('The pathwise gradient', () => {
  it.each([true, false])('agrees with finite differences (shown what is missing: %s)', (missing) => {
    const problem = make({ n: 16, terms: 3, fastest: 6 });
    const random = mulberry32(4);
    const mlp = createMlp([featuresOf(problem), 5, 1], 'tanh', random);
    const { measure, gradients } = createBridgeGradient(problem, mlp, 4, missing);
    const noise = normals(random, 16 * 4);
    measure(noise);
    const found = parametersOf(gradients).map((one) => one.slice());
    parametersOf(mlp).forEach((values, l) => {
      for (let k = 0; k < values.length; k++) {
        const h = 1e-5;
        const kept = values[k]!;
        values[k] = kept + h;
        const up = measure(noise);
        values[k] = kept - h;
        const down = measure(noise);
        values[k] = kept;
        expect(Math.abs((up - down) / (2 * h) - found[l]![k]!)).toBeLessThan(
          1e-7 * Math.max(1, Math.abs(found[l]![k]!)),
        );
      }
    });
  });

  it('measures the bound that the metric measures', () => {
    const problem = make({ n: 32, fastest: 10 });
    const mlp = createMlp([featuresOf(problem), 4, 1], 'tanh', mulberry32(1));
    for (const one of parametersOf(mlp)) one.fill(0);
    const { measure } = createBridgeGradient(problem, mlp, JUDGED, true);
    // The paths of the metric: pairs of opposite normals, step after step.
    const random = mulberry32(idle.seed);
    const noise = new Float64Array(32 * JUDGED);
    for (let i = 0; i < 32; i++)
      normals(random, JUDGED / 2).forEach((value, k) => {
        noise[i * JUDGED + 2 * k] = value;
        noise[i * JUDGED + 2 * k + 1] = -value;
      });
    expect(-measure(noise)).toBeCloseTo(of('elbo', problem, idle), 10);
  });
});

describe('The learned control', () => {
  it('comes nearer to the evidence than no control', () => {
    const problem = make({ n: 32, fastest: 10 });
    const params = { iterations: 60, paths: 32, width: 16, rate: 0.02, missing: true };
    const learned = last(learnedControl.solve(problem, params, run()));
    expect(of('gap', problem, learned)).toBeLessThan(0.1 * of('gap', problem, idle));
  });
});

describe('Steps that are too long', () => {
  it('are refused with a sentence', () => {
    expect(() => make({ n: 16, fastest: 20 })).toThrow(
      /^16 Euler steps are too few for a rate of 20: .+ below 0\.5\.$/,
    );
  });
});
