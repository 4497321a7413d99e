import { describe, expect, it } from 'vitest';
import file from '../../../../tests/reference/transport.json' with { type: 'json' };
import { describe as describeBench, ProblemError, type RunContext } from '../../../engine/bench.ts';
import { openRun } from '../../../engine/open-run.ts';
import { defaultSpec } from '../../../engine/run-spec.ts';
import { mulberry32, normals, philoxStream, STREAMS } from '../../../math/random.ts';
import { defaults, type ParamSet, type ParamValues } from '../../../params/descriptor.ts';
import bench from './bench.ts';
import { conditionalMoments, conditionalWeights, drift, logPotential, sampleConditional } from './conditional-plan.ts';
import { createLearntMixture } from './learnt-mixture.ts';
import { createPotentialGradient } from './potential-gradient.ts';
import type { Bridge, BridgeProblem, MixturePotential } from './problem.ts';
import { reference } from './reference.ts';

const run = (seed = 1): RunContext => ({
  random: philoxStream(seed, STREAMS.initialisation),
  noise: philoxStream(seed, STREAMS.noise),
  count: () => undefined,
  backend: 'cpu',
});

function problemOf(id: keyof typeof bench.instances, values: ParamValues = {}, data: unknown = null): BridgeProblem {
  const { params, make } = bench.instances[id];
  return make({ ...defaults(params as ParamSet), ...values } as never, { seed: 1, assets: {}, data });
}

function bridgeOf(
  problem: BridgeProblem,
  id: keyof typeof bench.methods,
  steps: number,
  values: ParamValues = {},
): Bridge {
  const { params, solve } = bench.methods[id];
  let last: Bridge | undefined;
  let step = 0;
  for (const one of solve(problem, { ...defaults(params as ParamSet), ...values } as never, run()) as Iterable<
    Bridge | undefined
  >) {
    if (!one) continue;
    last = one;
    if (++step === steps) break;
  }
  return last!;
}

const measure = (name: string, problem: BridgeProblem, bridge: Bridge) => bench.metrics[name]!.measure(problem, bridge);

/** Three components whose covariances are not diagonal. */
const potential: MixturePotential = {
  eps: 0.4,
  logAlpha: Float64Array.of(0.2, -0.5, 0.1),
  r: Float64Array.of(0.3, -1, 1.1, 0.4, -0.7, 0.9),
  S: Float64Array.of(0.6, 0.2, 0.5, 0.3, -0.1, 0.4, 0.9, 0.1, 0.2),
};
const bridge: Bridge = { potential, independent: false };
const room = new Float64Array(3);

describe('transport/bridges agrees with the reference file', () => {
  const leaves = (value: unknown): number[] =>
    Array.isArray(value) || ArrayBuffer.isView(value) ? Array.from(value as number[]).flatMap(leaves) : [Number(value)];
  const entries = file.entries.filter(({ kind }) => kind in reference);
  it.each(entries.map((entry) => [entry.name, entry] as const))('%s', (_, { kind, inputs, expected }) => {
    const got = reference[kind]!(inputs);
    for (const [key, value] of Object.entries(expected)) {
      const [one, other] = [leaves(got[key]), leaves(value)];
      expect(one.length).toBe(other.length);
      for (const [k, number] of other.entries()) expect(Math.abs(one[k]! - number)).toBeLessThan(1e-7);
    }
  });
});

describe('What follows from the potential', () => {
  /** ∫ over the plane by the midpoint rule. */
  const integral = (of: (x: number, y: number) => number) => {
    let sum = 0;
    const h = 0.05;
    for (let x = -8; x < 8; x += h) for (let y = -8; y < 8; y += h) sum += of(x + h / 2, y + h / 2);
    return sum * h * h;
  };

  it('has log c by quadrature, and the moments of π(y|x)', () => {
    const [x, y] = [0.5, -0.3];
    const density = (u: number, w: number) =>
      Math.exp((x * u + y * w) / potential.eps + logPotential(potential, u, w, room));
    const c = integral(density);
    expect(conditionalWeights(potential, x, y, room)).toBeCloseTo(Math.log(c), 8);
    const out = new Float64Array(5);
    conditionalMoments(bridge, x, y, room, out);
    const mean = [integral((u, w) => u * density(u, w)) / c, integral((u, w) => w * density(u, w)) / c];
    expect(out[0]!).toBeCloseTo(mean[0]!, 8);
    expect(out[1]!).toBeCloseTo(mean[1]!, 8);
    expect(out[3]!).toBeCloseTo(integral((u, w) => (u - mean[0]!) * (w - mean[1]!) * density(u, w)) / c, 8);
  });

  it.each([0, 0.3, 0.8])('has the drift (E[X₁ | X_t = x] − x)/(1 − t) at t = %d, by quadrature', (t) => {
    const { eps } = potential;
    const [x, y] = [0.4, 0.2];
    // X₁ given X_t: v(y) exp(½|y|²/ε) times the Brownian density from x.
    const density = (u: number, w: number) =>
      Math.exp(
        logPotential(potential, u, w, room) +
          (u * u + w * w) / (2 * eps) -
          ((u - x) ** 2 + (w - y) ** 2) / (2 * eps * (1 - t)) +
          (x * x + y * y) / (2 * eps * (1 - t)),
      );
    const c = integral(density);
    const out = new Float64Array(2);
    drift(potential, x, y, t, room, out);
    expect(out[0]!).toBeCloseTo((integral((u, w) => u * density(u, w)) / c - x) / (1 - t), 7);
    expect(out[1]!).toBeCloseTo((integral((u, w) => w * density(u, w)) / c - y) / (1 - t), 7);
  });

  it('starts with the drift E[y|x] − x', () => {
    const [out, moments] = [new Float64Array(2), new Float64Array(5)];
    drift(potential, 0.7, -0.2, 0, room, out);
    conditionalMoments(bridge, 0.7, -0.2, room, moments);
    expect(out[0]!).toBeCloseTo(moments[0]! - 0.7, 12);
    expect(out[1]!).toBeCloseTo(moments[1]! + 0.2, 12);
  });

  it('samples the moments of the conditional plan', () => {
    const random = mulberry32(3);
    const z = normals(random, 40_000);
    const out = new Float64Array(2);
    const sums = new Float64Array(5);
    for (let i = 0; i < 20_000; i++) {
      sampleConditional(bridge, 0.5, -0.3, random(), [z[2 * i]!, z[2 * i + 1]!], room, out, 0);
      const [x, y] = [out[0]!, out[1]!];
      [x, y, x * x, x * y, y * y].forEach((value, k) => {
        sums[k] = sums[k]! + value / 20_000;
      });
    }
    const moments = new Float64Array(5);
    conditionalMoments(bridge, 0.5, -0.3, room, moments);
    expect(sums[0]!).toBeCloseTo(moments[0]!, 1);
    expect(sums[2]! - sums[0]! ** 2).toBeCloseTo(moments[2]!, 1);
    expect(sums[3]! - sums[0]! * sums[1]!).toBeCloseTo(moments[3]!, 1);
  });
});

describe('The loss', () => {
  const x = normals(mulberry32(1), 20);
  const y = normals(mulberry32(2), 20);
  const { evaluate, gradient } = createPotentialGradient(3);

  it('has the gradient of finite differences', () => {
    evaluate(potential, x, y);
    const h = 1e-5;
    for (const part of ['logAlpha', 'r', 'S'] as const) {
      const exact = gradient[part].slice();
      exact.forEach((slope, k) => {
        const at = (by: number) => {
          const moved = potential[part].slice();
          moved[k] = moved[k]! + by;
          return createPotentialGradient(3).evaluate({ ...potential, [part]: moved }, x, y);
        };
        // The entry off the diagonal stands twice in the matrix.
        const twice = part === 'S' && k % 3 === 1 ? 2 : 1;
        expect(twice * slope).toBeCloseTo((at(h) - at(-h)) / (2 * h), 6);
      });
    }
  });

  it.each([false, true])('is carried to what is learnt as finite differences say, full covariances: %s', (full) => {
    const v = { ...potential, logAlpha: potential.logAlpha.slice(), r: potential.r.slice(), S: new Float64Array(9) };
    const { parameters, gradients, carry, write } = createLearntMixture(v, gradient, full, 0.3);
    // Three covariances of different sizes along x and y.
    const s = parameters[2]!;
    s.forEach((value, k) => {
      s[k] = value + 0.4 * Math.sin(3 * k + 1);
    });
    write();
    evaluate(v, x, y);
    carry();
    const carried = gradients.map((one) => one.slice());
    const h = 1e-5;
    for (const [part, values] of parameters.entries())
      for (const [k, value] of values.entries()) {
        const at = (by: number) => {
          values[k] = value + by;
          write();
          return evaluate(v, x, y);
        };
        const slope = (at(h) - at(-h)) / (2 * h);
        values[k] = value;
        expect(carried[part]![k]!).toBeCloseTo(slope, 6);
      }
  });

  it('does not see a common factor of the weights', () => {
    const scaled = { ...potential, logAlpha: potential.logAlpha.map((value) => value + 3) };
    expect(evaluate(scaled, x, y)).toBeCloseTo(evaluate(potential, x, y), 12);
    const sum = gradient.logAlpha.reduce((total, value) => total + value, 0);
    expect(sum).toBeCloseTo(0, 12);
  });
});

describe('The methods', () => {
  const gaussians = problemOf('gaussians');

  it('agree on Gaussians: the closed form is the truth, and one full component finds it', () => {
    const exact = bridgeOf(gaussians, 'gaussianBridge', 1, { moments: 'exact' });
    expect(measure('cbwUvp', gaussians, exact)).toBeLessThan(1e-10);
    expect(Math.abs(measure('klGap', gaussians, exact))).toBeLessThan(1e-12);
    const learnt = bridgeOf(gaussians, 'lightBridge', 1200, {
      components: 1,
      covariance: 'full',
      batch: 256,
      rate: 0.02,
      dropAt: 800,
    });
    expect(measure('cbwUvp', gaussians, learnt)).toBeLessThan(0.2);
  });

  it('agree in their discrete form: Sinkhorn between samples nears the planted plan as the samples grow', () => {
    const errors = [60, 250].map((n) => {
      const problem = problemOf('planted', { eps: 1, n });
      return measure('cbwUvp', problem, bridgeOf(problem, 'sinkhorn', 50));
    });
    expect(errors[1]!).toBeLessThan(0.5 * errors[0]!);
    expect(errors[1]!).toBeLessThan(8);
  });

  it('leave the independent plan far behind, as in the card: some 350 and 220 per cent', () => {
    for (const [eps, low, high] of [
      [0.1, 340, 375],
      [1, 205, 230],
    ] as const) {
      const problem = problemOf('planted', { eps });
      const error = measure('cbwUvp', problem, bridgeOf(problem, 'independent', 1));
      expect([eps, error > low && error < high]).toEqual([eps, true]);
    }
  });

  it('give Sinkhorn a plan with the marginals asked for', () => {
    const problem = problemOf('clouds', { n: 50 });
    expect(measure('marginalError', problem, bridgeOf(problem, 'sinkhorn', 300))).toBeLessThan(1e-8);
  });

  it('start components at different points of the reader’s', () => {
    const points = Array.from({ length: 6 }, (_, i) => [i, i * i]);
    const problem = problemOf('user', {}, { source: { points }, target: { points } });
    const { r } = bridgeOf(problem, 'lightBridge', 1, { components: 6, rate: 1e-4 }).potential;
    const starts = Array.from({ length: 6 }, (_, k) => Math.round(r[2 * k]!)).sort();
    expect(starts).toEqual([0, 1, 2, 3, 4, 5]);
  });
});

describe('What cannot be used', () => {
  const three = [
    [0, 0],
    [1, 0],
    [0, 1],
  ];
  const clouds = (source: unknown, target: unknown) => ({ source: { points: source }, target: { points: target } });
  it.each([
    ['a noise of 0', () => problemOf('clouds', { eps: 0 }), /ε is 0/],
    ['negative noise', () => problemOf('planted', { eps: -1 }), /ε is -1/],
    [
      'a covariance that is none',
      () => problemOf('gaussians', { targetXY: 3 }),
      /target covariance .* not positive definite/,
    ],
    [
      'coordinates that are no numbers',
      () => problemOf('user', {}, clouds([[0, 'a']], three)),
      /row 1, column 2 is "a"/,
    ],
    [
      'more components than points',
      () => bridgeOf(problemOf('user', {}, clouds(three, three)), 'lightBridge', 1, { components: 5 }),
      /5 components .* there are 3/,
    ],
    ['no component', () => bridgeOf(problemOf('clouds'), 'lightBridge', 1, { components: 0 }), /at least 1/],
    [
      'a Gaussian on a line',
      () => {
        const line = [
          [0, 0],
          [1, 1],
          [2, 2],
        ];
        return bridgeOf(problemOf('user', {}, clouds(three, line)), 'gaussianBridge', 1);
      },
      /target points lie on one line/,
    ],
  ])('%s is refused in one sentence', (_, make, sentence) => {
    expect(make).toThrow(ProblemError);
    expect(make).toThrow(sentence);
  });
});

describe('A run', () => {
  it('ends as diverged when the loss is no longer a number', async () => {
    const { lightBridge } = bench.methods;
    const broken = {
      ...lightBridge,
      *solve(...given: Parameters<typeof lightBridge.solve>) {
        let step = 0;
        for (const one of lightBridge.solve(...given) as Iterable<Bridge>) {
          const logAlpha = one.potential.logAlpha.map((value) => (step >= 2 ? Number.NaN : value));
          step++;
          yield { ...one, potential: { ...one.potential, logAlpha } };
        }
      },
    };
    const faulty = { ...bench, methods: { ...bench.methods, lightBridge: broken }, metricStride: () => 1 };
    const spec = { ...defaultSpec(describeBench(faulty), 'lightBridge'), maxSteps: 10 };
    const open = openRun(
      faulty,
      { ...spec, instanceParams: { ...spec.instanceParams, n: 16 } },
      { assets: {}, backend: 'cpu', now: () => 0 },
    );
    await open.advance({ budgetMs: 1e9, maxSteps: 10, snapshots: [], measureLast: true });
    expect([open.outcome, open.step]).toEqual(['diverged', 3]);
  });
});
