import { describe, expect, it } from 'vitest';
import file from '../../../../tests/reference/transport.json' with { type: 'json' };
import { ProblemError } from '../../../engine/bench.ts';
import { finish } from '../../../math/breaths.ts';
import { mulberry32 } from '../../../math/random.ts';
import { defaults, type ParamValues } from '../../../params/descriptor.ts';
import bench from './bench.ts';
import { expectedPrices } from './expected-prices.ts';
import { geometricSizes, imbalancedClusters, router, user } from './instances.ts';
import { columnMasses, dualValue, labelsOf, objectiveOf, rowMasses } from './measure.ts';
import { metrics, optimumOf } from './metrics.ts';
import type { Assigned, Assignment } from './problem.ts';
import { reference } from './reference.ts';
import { route } from './route.ts';

const source = { seed: 1, assets: {}, data: null };
// biome-ignore lint/suspicious/noExplicitAny: parameters of any instance or method
const filled = (of: { params: any }, params: ParamValues): any => ({ ...defaults(of.params), ...params });
const clusters = (params: ParamValues = {}): Assignment =>
  imbalancedClusters.make(filled(imbalancedClusters, { largest: 30, ...params }), source);
const routed = (params: ParamValues = {}): Assignment =>
  router.make(filled(router, { tokens: 64, experts: 8, ...params }), source);

/** The iterate after some steps, or the last one where a solver ends earlier. */
function iterateAfter(
  problem: Assignment,
  name: keyof typeof bench.methods,
  params: ParamValues,
  steps: number,
): Assigned {
  const one = bench.methods[name];
  const run = { random: mulberry32(1), noise: mulberry32(2), count: () => undefined, backend: 'cpu' } as const;
  let last: Assigned | undefined;
  let step = 0;
  for (const assigned of one.solve(problem, filled(one, params), run) as Iterable<Assigned | undefined>) {
    if (!assigned) continue;
    last = assigned;
    if (++step === steps) break;
  }
  return last!;
}
const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);

describe('Reference values', () => {
  for (const entry of file.entries.filter(({ kind }) => kind in reference)) {
    it(`computes ${entry.name}`, () => {
      const got = JSON.parse(JSON.stringify(reference[entry.kind]!(entry.inputs)));
      const compare = (a: unknown, b: unknown): void => {
        if (typeof b === 'number') expect(Math.abs((a as number) - b)).toBeLessThanOrEqual(1e-8);
        else for (const [key, one] of Object.entries(b as object)) compare((a as Record<string, unknown>)[key], one);
      };
      compare(got, entry.expected);
    });
  }
});

describe('Transport to clusters', () => {
  const problem = clusters();

  it('has the sizes it is asked for', () => {
    expect(geometricSizes(8, 80, 10)).toEqual([80, 58, 41, 30, 21, 15, 11, 8]);
    expect(geometricSizes(8, 200, 20).reduce((sum, size) => sum + size, 0)).toBe(555);
  });

  it('fills all columns evenly by Sinkhorn', () => {
    const { plan } = iterateAfter(problem, 'uniformSinkhorn', {}, 600);
    for (const mass of columnMasses(plan, problem.m)) expect(mass).toBeCloseTo(1 / problem.m, 5);
    for (const mass of rowMasses(plan, problem.m)) expect(mass).toBeCloseTo(1 / problem.n, 12);
  });

  it('is SP²OT without a reward what P²OT is', () => {
    const semantic = iterateAfter(problem, 'semanticPartial', { lambda: 0 }, 1);
    const partial = iterateAfter(problem, 'progressivePartial', {}, 800);
    partial.plan.forEach((q, at) => {
      expect(q).toBeCloseTo(semantic.plan[at]!, 9);
    });
  });

  it('ends the ramp with all the mass', () => {
    const early = iterateAfter(problem, 'progressivePartial', { schedule: 'ramp', rampSteps: 20 }, 1);
    const late = iterateAfter(problem, 'progressivePartial', { schedule: 'ramp', rampSteps: 20 }, 999);
    expect(total(early.plan)).toBeCloseTo(0.1 + 0.9 * Math.exp(-5 * 0.95 ** 2), 8);
    expect(total(late.plan)).toBeCloseTo(1, 12);
    expect(metrics.residual!.measure(problem, late)).toBeLessThan(1e-8);
  });

  it('has a linearised reward that is the slope of the objective (finite differences)', () => {
    // One step from the even plan Q⁰ solves with C − λ(S + Sᵀ)Q⁰, the gradient of ⟨Q, C⟩ − λ⟨S, QQᵀ⟩ there.
    const flat = { rho: 0.3, rhoAsked: 0.3, gamma: Infinity, eps: 0, lambda: 60 };
    const plan = new Float64Array(problem.n * problem.m).fill(0.3 / (problem.n * problem.m));
    const at = (shift: number, where: number) => {
      const moved = plan.slice();
      moved[where] = moved[where]! + shift;
      const none = { kept: null, prices: null, potential: null, before: null, routing: null, trail: null };
      return objectiveOf(problem, { ...none, gain: problem.gain, plan: moved, terms: flat });
    };
    const step = iterateAfter(problem, 'semanticPartial', { semanticEps: 0.1, semanticGamma: 1 }, 1);
    for (const i of [0, 17, 50]) {
      // log Q_ik − log Q_il = (g_k − g_l − (slope_k − slope_l))/ε
      const slope = (k: number) => (at(1e-4, i * problem.m + k) - at(-1e-4, i * problem.m + k)) / 2e-4;
      const g = step.potential!;
      const left = Math.log(step.plan[i * problem.m]! / step.plan[i * problem.m + 1]!);
      expect(left).toBeCloseTo((g[0]! - g[1]! - slope(0) + slope(1)) / 0.1, 6);
    }
  });

  it('takes the partial transport of C − λ₁(S + Sᵀ)Q as its step, for a similarity that is not symmetric', () => {
    const [n, m, lambda, rho] = [12, 3, 40, 0.4];
    const random = mulberry32(9);
    const scores = Array.from({ length: n }, () => Array.from({ length: m }, () => 2 * random()));
    const S = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 0 : random())));
    const stated = (gain: number[][]) =>
      user.make({ reading: 'scores', each: 1 }, { ...source, data: { scores: gain, similarity: S } });
    const whole = stated(scores);
    const options = { semanticRho: rho, semanticEps: 0.2, semanticGamma: 0.5, lambda };
    const { before, plan, kept, terms } = iterateAfter(whole, 'semanticPartial', options, 2);
    const Q = before!.plan;
    const lowered = scores.map((row, i) =>
      row.map((gain, k) => S.reduce((sum, other, j) => sum + lambda * (S[i]![j]! + other[i]!) * Q[j * m + k]!, gain)),
    );
    const plain = iterateAfter(stated(lowered), 'progressivePartial', { rho, eps: 0.2, gamma: 0.5 }, 3000);
    plan.forEach((mass, at) => {
      expect(Math.abs(mass - plain.plan[at]!)).toBeLessThan(1e-9);
    });
    let agreement = 0;
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++)
        for (let k = 0; k < m; k++) agreement += S[i]![j]! * plan[i * m + k]! * plan[j * m + k]!;
    const bare = { ...plain, plan, kept, terms: { ...terms!, lambda: 0 } };
    expect(objectiveOf(whole, { ...bare, terms })).toBeCloseTo(objectiveOf(whole, bare) - lambda * agreement, 12);
  });

  it('never raises the objective of SP²OT where the similarity is positive semi-definite', () => {
    // A Gaussian kernel with its diagonal; λ₁ is large enough for neighbours alone to let it rise.
    const { plane, gain, n, m } = problem;
    const scores = Array.from({ length: n }, (_, i) => Array.from(gain.subarray(i * m, (i + 1) * m)));
    const similarity = Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (_, j) =>
        Math.exp(-((plane![2 * i]! - plane![2 * j]!) ** 2) - (plane![2 * i + 1]! - plane![2 * j + 1]!) ** 2),
      ),
    );
    const whole = user.make({ reading: 'logits', each: 1 }, { ...source, data: { scores, similarity } });
    for (let step = 1; step <= 8; step++) {
      const fall = metrics.decrease!.measure(whole, iterateAfter(whole, 'semanticPartial', {}, step));
      expect(fall).toBeGreaterThan(-1e-9);
    }
  });
});

describe('Routing to experts', () => {
  const problem = routed();

  it('sends every token to K experts, lower ones first in ties', () => {
    const chosen = new Int32Array(4);
    const load = new Float64Array(3);
    const sum = route(Float64Array.of(1, 1, 1, 0, 2, 0), 3, 2, new Float64Array(3), chosen, load);
    expect([...chosen, ...load, sum]).toEqual([0, 1, 0, 1, 2, 2, 0, 4]);
    const { routing } = iterateAfter(problem, 'lossFreeBalancing', { rate: 0.05 }, 30);
    expect(total(routing!.recent.at(-1)!)).toBe(problem.n * problem.choices);
  });

  it.each([
    ['sign', 'constant'],
    ['sign', 'root'],
    ['linear', 'constant'],
    ['linear', 'harmonic'],
    ['linear', 'root'],
  ] as const)('moves prices by the rule: %s, %s', (direction, decay) => {
    const [u, { n, m, choices, gain }] = [0.3, problem];
    const target = (n * choices) / m;
    const prices = new Array<number>(m).fill(0);
    for (let step = 1; step <= 4; step++) {
      const load = new Array<number>(m).fill(0);
      for (let i = 0; i < n; i++) {
        const order = prices
          .map((p, k) => [gain[i * m + k]! + p, k] as const)
          .sort((a, b) => b[0] - a[0] || a[1] - b[1]);
        for (const [, k] of order.slice(0, choices)) load[k]!++;
      }
      const size = { constant: u, harmonic: u / step, root: u / Math.sqrt(step) }[decay];
      prices.forEach((p, k) => {
        const lacks = target - load[k]!;
        prices[k] = p + size * (direction === 'sign' ? Math.sign(lacks) : lacks / target);
      });
    }
    // Prices are moved after a step has been shown.
    const after = iterateAfter(problem, 'lossFreeBalancing', { direction, decay, rate: u }, 5).prices!;
    prices.forEach((p, k) => {
      expect(after[k]).toBeCloseTo(p, 12);
    });
  });

  it('does not move where every expert is chosen', () => {
    const all = routed({ choices: 8 });
    const { routing, prices } = iterateAfter(all, 'lossFreeBalancing', { rate: 0.5 }, 10);
    expect([...routing!.recent.at(-1)!]).toEqual(Array(8).fill(64));
    expect([...prices!]).toEqual(Array(8).fill(0));
  });

  it('routes the same with a constant on all prices', () => {
    const prices = Float64Array.from({ length: 8 }, (_, k) => Math.sin(k));
    const [one, two] = [new Int32Array(128), new Int32Array(128)];
    route(problem.gain, 8, 2, prices, one, new Float64Array(8));
    route(
      problem.gain,
      8,
      2,
      prices.map((p) => p + 0.7),
      two,
      new Float64Array(8),
    );
    expect(two).toEqual(one);
    expect(
      dualValue(
        problem,
        prices.map((p) => p + 0.7),
      ),
    ).toBeCloseTo(dualValue(problem, prices), 9);
  });

  it('agrees: exact, u/n and Sinkhorn with small ε have one optimum', () => {
    const best = optimumOf(problem) / (problem.n * problem.choices);
    const score = (assigned: Assigned) => metrics.score!.measure(problem, assigned);
    expect(score(iterateAfter(problem, 'exact', {}, 1e6))).toBeCloseTo(best, 12);
    expect(metrics.dualityGap!.measure(problem, iterateAfter(problem, 'exact', {}, 1e6))).toBeCloseTo(0, 9);
    const biased = iterateAfter(
      problem,
      'lossFreeBalancing',
      { direction: 'linear', rate: 0.5, decay: 'harmonic' },
      2000,
    );
    expect(metrics.maxVio!.measure(problem, biased)).toBeLessThan(1e-12);
    expect(score(biased)).toBeCloseTo(best, 6);
    const smooth = iterateAfter(problem, 'uniformSinkhorn', { uniformEps: 0.005 }, 500);
    expect(score(smooth)).toBeLessThanOrEqual(best + 1e-9);
    expect(score(smooth)).toBeGreaterThan(best - 0.005);
    expect(Math.max(...smooth.plan)).toBeLessThanOrEqual(1 / (problem.n * problem.choices) + 1e-15);
  });

  it('knows the prices that are best for fresh batches', () => {
    const skew = Float64Array.of(1.5, 0.5, -0.5, -1.5);
    const prices = finish(expectedPrices(skew, 2));
    const many = router.make(filled(router, { tokens: 4096, experts: 4, choices: 2 }), source);
    const load = new Float64Array(4);
    route(many.gain, 4, 2, prices, new Int32Array(8192), load);
    for (const one of load) expect(Math.abs(one / 2048 - 1)).toBeLessThan(0.05);
    // The gradient of the dual is the load: no other prices do better on average.
    expect(dualValue(many, prices)).toBeLessThan(
      dualValue(
        many,
        prices.map((p) => 0.7 * p),
      ),
    );
  });

  it('pays little regret for fresh rows of a given table', () => {
    const { routing } = iterateAfter(
      { ...problem, skew: null },
      'lossFreeBalancing',
      { batches: 'fresh', direction: 'linear', rate: 2, decay: 'harmonic' },
      300,
    );
    expect(routing!.paid).toBeGreaterThan(routing!.bestPaid);
  });
});

describe("The reader's own scores", () => {
  const read = (data: unknown, each = 1) => user.make({ reading: 'logits', each }, { ...source, data });

  it('are log-probabilities where they are logits', () => {
    const problem = read({
      scores: [
        [0, 1, 2],
        [3, 3, 3],
      ],
      labels: [2, 0],
    });
    expect(Math.exp(problem.gain[0]!) + Math.exp(problem.gain[1]!) + Math.exp(problem.gain[2]!)).toBeCloseTo(1, 14);
    expect([...labelsOf(problem.gain.map(Math.exp), 3)]).toEqual([2, 0]);
  });

  it('are refused with a sentence that names what is wrong', () => {
    const refused: [unknown, RegExp, number?][] = [
      [null, /The data is null; accepted is/],
      [{}, /scores is missing/],
      [
        {
          scores: [
            [1, 2],
            [1, Number.NaN],
          ],
        },
        /row 2, column 2 is NaN/,
      ],
      [{ scores: [[1, 2], [1]] }, /row 2 has 1 numbers; row 1 has 2/],
      [
        {
          scores: [
            [1, 2],
            [1, 1e9],
          ],
        },
        /row 2, column 2 is 1000000000; a number between/,
      ],
      [{ scores: [[1], [2]] }, /1 columns; 2 to 64/],
      [
        {
          scores: [
            [1, 2],
            [1, 2],
          ],
        },
        /asks for 3 of 2 columns/,
        3,
      ],
      [
        {
          scores: [
            [1, 2],
            [1, 2],
          ],
          labels: [0, 2],
        },
        /entry 2, is 2; a column from 0 to 1/,
      ],
      [
        {
          scores: [
            [1, 2],
            [1, 2],
          ],
          similarity: [[1, 2]],
        },
        /similarity has 1 rows for 2 rows/,
      ],
      [
        {
          scores: [
            [1, 2],
            [1, 2],
          ],
          similarity: [[1, 2], [1]],
        },
        /a row of 1 for 2 rows/,
      ],
      [
        {
          scores: [
            [1, 2],
            [1, 2],
          ],
          similarity: [
            [1, -2],
            [1, 2],
          ],
        },
        /row 1, column 2 is -2/,
      ],
    ];
    for (const [data, words, each] of refused) {
      expect(() => read(data, each)).toThrow(ProblemError);
      expect(() => read(data, each)).toThrow(words);
    }
    expect(() => routed({ experts: 4, choices: 5 })).toThrow(/asks for 5 of 4 experts/);
    expect(() => bench.check(routed(), 'progressivePartial')).toThrow(/take 2 columns each/);
    expect(() => bench.check(routed({ choices: 1 }), 'semanticPartial')).toThrow(
      /needs to know which rows are similar/,
    );
  });
});
