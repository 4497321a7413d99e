import { describe, expect, it } from 'vitest';
import file from '../../../../tests/reference/transport.json' with { type: 'json' };
import { describe as describeBench, ProblemError, type RunContext } from '../../../engine/bench.ts';
import { openRun } from '../../../engine/open-run.ts';
import { defaultSpec } from '../../../engine/run-spec.ts';
import { backward, createGradients, createMlp, createTape, forward, parametersOf } from '../../../math/mlp.ts';
import { createOptimiser } from '../../../math/optimisers.ts';
import { mulberry32, normals, philoxStream, STREAMS } from '../../../math/random.ts';
import { defaults, type ParamSet, type ParamValues } from '../../../params/descriptor.ts';
import bench from './bench.ts';
import { createFittingTerm, type LossTerm } from './fitting-term.ts';
import { createGapTerm } from './gap-term.ts';
import { cheaperSwaps, exactGap } from './measure-map.ts';
import { COSTS, type LearntMap, type MapProblem } from './problem.ts';
import { reference } from './reference.ts';

const run = (seed = 1): RunContext => ({
  random: philoxStream(seed, STREAMS.initialisation),
  noise: philoxStream(seed, STREAMS.noise),
  count: () => undefined,
  backend: 'cpu',
});

function problemOf(id: keyof typeof bench.instances, values: ParamValues = {}, data: unknown = null): MapProblem {
  const { params, make } = bench.instances[id];
  return make({ ...defaults(params as ParamSet), ...values } as never, { seed: 1, assets: {}, data });
}

function mapOf(problem: MapProblem, id: keyof typeof bench.methods, values: ParamValues = {}, steps = 1): LearntMap {
  const { params, solve } = bench.methods[id];
  let last: LearntMap | undefined;
  let step = 0;
  const solving = solve(problem, { ...defaults(params as ParamSet), ...values } as never, run());
  for (const one of solving as Iterable<LearntMap | undefined>) {
    if (!one) continue;
    last = one;
    if (++step === steps) break;
  }
  return last!;
}

const measure = (name: string, problem: MapProblem, map: LearntMap) => bench.metrics[name]!.measure(problem, map);

const n = 20;
const X = normals(mulberry32(11), 2 * n);
const each = (points: Float64Array, at: (x: number, y: number) => readonly [number, number]) => {
  const out = new Float64Array(points.length);
  for (let k = 0; k < points.length; k += 2) out.set(at(points[k]!, points[k + 1]!), k);
  return out;
};
const turned = each(X, (x, y) => [-y, x]);

describe('transport/maps agrees with the reference file', () => {
  const leaves = (value: unknown): number[] => (Array.isArray(value) ? value.flatMap(leaves) : [Number(value)]);
  const entries = file.entries.filter(({ kind }) => kind in reference);

  it('in every kind that it computes', () => {
    expect(new Set(entries.map(({ kind }) => kind))).toEqual(new Set(Object.keys(reference)));
  });

  it.each(entries.map((entry) => [entry.name, entry] as const))('%s', (_, { kind, inputs, expected, tolerance }) => {
    const got = reference[kind]!(inputs);
    for (const [key, value] of Object.entries(expected)) {
      const [ours, theirs] = [leaves(got[key]), leaves(value)];
      expect(ours.length).toBe(theirs.length);
      theirs.forEach((number, k) => {
        expect(Math.abs(ours[k]! - number)).toBeLessThanOrEqual(tolerance.abs);
      });
    }
  });
});

describe('The Monge gap', () => {
  const optimal = {
    identity: X,
    translation: each(X, (x, y) => [x + 2, y - 1]),
    'rays from the origin': each(X, (x, y) => [3 * x, 3 * y]),
  };
  const zero = Object.entries(optimal).flatMap(([name, image]) => COSTS.map((cost) => [name, cost, image] as const));

  it.each(zero)('is zero for %s under %s', (_, cost, image) => {
    expect(exactGap(cost, X, image)).toBeCloseTo(0, 12);
  });

  it('is zero for the gradient of a convex function under the squared distance', () => {
    // ∇ of ½ xᵀ M x + Σ cosh
    const image = each(X, (x, y) => [2 * x + 0.7 * y + Math.sinh(x), 0.7 * x + y + Math.sinh(y)]);
    expect(exactGap('squaredEuclidean', X, image)).toBeCloseTo(0, 12);
  });

  it.each(COSTS)('is positive for a quarter turn and for two points exchanged, under %s', (cost) => {
    expect(exactGap(cost, X, turned)).toBeGreaterThan(0.1);
    const swapped = X.slice();
    swapped.set([X[2]!, X[3]!, X[0]!, X[1]!]);
    expect(exactGap(cost, X, swapped)).toBeGreaterThan(0.01);
    const problem = { ...problemOf('gaussians', { cost, n: 32 }), source: X };
    expect(cheaperSwaps(problem, { image: swapped, apply: (x) => x })).toBeGreaterThan(0);
    expect(cheaperSwaps(problem, { image: X, apply: (x) => x })).toBe(0);
  });

  it('is for a quarter turn twice the largest mean product that another pairing reaches', () => {
    // Six points: all 720 pairings can be looked at.
    const [x, image] = [X.slice(0, 12), turned.slice(0, 12)];
    let most = -Infinity;
    const go = (free: readonly number[], row: number, sum: number): void => {
      if (row === 6) most = Math.max(most, sum / 6);
      for (const j of free) {
        const product = x[2 * row]! * image[2 * j]! + x[2 * row + 1]! * image[2 * j + 1]!;
        go(
          free.filter((other) => other !== j),
          row + 1,
          sum + product,
        );
      }
    };
    go([0, 1, 2, 3, 4, 5], 0, 0);
    expect(exactGap('squaredEuclidean', x, image)).toBeCloseTo(2 * most, 12);
  });

  it('is that of the assignment in the limit of no blur, whatever the order of the sample', () => {
    const image = each(X, (x, y) => [y * y - x, x + 0.3 * y]);
    const exact = exactGap('euclidean', X, image);
    for (const eps of [0.1, 0.01, 0.003]) {
      const blurred = createGapTerm(X, 'euclidean', eps);
      blurred.start(image, 20_000);
      // The KL form lies at most ε log n below; the entropy form, 2 ε log n more, at least as much above.
      expect(blurred.value()).toBeLessThan(exact + 1e-6);
      expect(blurred.value()).toBeGreaterThan(exact - eps * Math.log(n));
    }
    const reversed = (points: Float64Array) => each(points, (x, y) => [y, x]).reverse();
    expect(exactGap('euclidean', reversed(X), reversed(image))).toBeCloseTo(exact, 12);
  });

  // Newton's method on the dual, to 1e-15 in the marginals, in numpy.
  it.each([
    ['sq', 1.65738254386977],
    ['l2', 0.42735020594438],
  ])('of the stored sample under %s has its fixed point where Newton finds it', (name, value) => {
    const { X: x, TX } = file.entries.find(({ kind }) => kind === 'mongeGap/samples')!.inputs as {
      X: number[][];
      TX: number[][];
    };
    const term = createGapTerm(Float64Array.from(x.flat()), name === 'sq' ? 'squaredEuclidean' : 'euclidean', 0.05);
    term.start(Float64Array.from(TX.flat()), 200_000);
    expect(Math.abs(term.value() - value)).toBeLessThan(2e-7);
  });
});

describe('The loss', () => {
  const target = normals(mulberry32(12), 30).map((value) => value + 0.5);
  const image = each(X, (x, y) => [0.4 * x - y, x + 0.2]);
  const terms: readonly (readonly [string, () => LossTerm])[] = [
    ['fit', () => createFittingTerm(target, n, 0.4)],
    ...COSTS.map((cost) => [`gap under ${cost}`, () => createGapTerm(X, cost, 0.3)] as const),
  ];

  it.each(terms)('has the gradient of its %s, by central differences', (_, make) => {
    const term = make();
    const gradient = new Float64Array(2 * n);
    const at = (points: Float64Array) => {
      term.start(points, 400);
      return term.value();
    };
    at(image);
    term.addGradient(image, 1, gradient);
    const h = 1e-4;
    for (const k of [0, 1, 7, 22, 39]) {
      const moved = (by: number) => image.map((value, l) => (l === k ? value + by : value));
      expect(gradient[k]).toBeCloseTo((at(moved(h)) - at(moved(-h))) / (2 * h), 6);
    }
  });

  it.each(terms)('has a %s that twelve warm sweeps follow', (_, make) => {
    const [warm, settled] = [make(), make()];
    warm.start(image, 240);
    let moving = image;
    for (let step = 0; step < 30; step++) {
      moving = moving.map((value, k) => value + 0.003 * Math.sin(step + k));
      warm.update(moving, 12);
    }
    settled.start(moving, 2000);
    expect(warm.value()).toBeCloseTo(settled.value(), 4);
  });
});

describe('Maps', () => {
  const gaussians = problemOf('gaussians');

  it('between Gaussians are known: the closed form of exact moments errs by nothing, of samples by little', () => {
    const exact = mapOf(gaussians, 'exactGaussian', { moments: 'exact' });
    expect(measure('l2Uvp', gaussians, exact)).toBeLessThan(1e-20);
    const sampled = mapOf(gaussians, 'exactGaussian');
    expect(measure('l2Uvp', gaussians, sampled)).toBeLessThan(10);
    for (const map of [exact, sampled]) expect(measure('exactGap', gaussians, map)).toBeCloseTo(0, 12);
  });

  it('by assignment pay the optimal cost and hit the target, and come near to the truth', () => {
    const map = mapOf(gaussians, 'assignment');
    const optimum = bench.describeProblem(gaussians).facts.optimalCost as number;
    expect(measure('displacementCost', gaussians, map)).toBeCloseTo(optimum, 10);
    expect(measure('sinkhornDivergence', gaussians, map)).toBeCloseTo(0, 8);
    expect(measure('exactGap', gaussians, map)).toBeCloseTo(0, 10);
    expect(measure('l2Uvp', gaussians, map)).toBeLessThan(20);
  });

  it('by assignment split a point between targets where the samples differ in size', () => {
    const points = (rows: readonly (readonly number[])[]) => ({ points: rows });
    const data = {
      source: points([
        [0, 0],
        [10, 0],
      ]),
      target: points([
        [0, 1],
        [10, 1],
        [0, 3],
        [10, 3],
      ]),
    };
    const { image, apply } = mapOf(problemOf('user', {}, data), 'assignment');
    expect(Array.from(image)).toEqual([0, 2, 10, 2]);
    expect(Array.from(apply(Float64Array.of(7, 7)))).toEqual([10, 2]);
  });

  it.each(['mongeGap', 'noGap'] as const)('by %s say the same of the sample, however they are asked', (id) => {
    const problem = problemOf('moonToRoll', { n: 40 });
    const { image, apply } = mapOf(problem, id, { width: 16 }, 5);
    expect(Array.from(apply(problem.source))).toEqual(Array.from(image));
  });

  it('without weight on the gap are those of the fit alone', () => {
    const problem = problemOf('moonToRoll', { n: 32 });
    const alone = mapOf(problem, 'noGap', { width: 16 }, 4);
    const weightless = mapOf(problem, 'mongeGap', { width: 16, lambda: 0 }, 4);
    expect(Array.from(weightless.image)).toEqual(Array.from(alone.image));
  });

  it('by mongeGap take the steps of Adam down the divergence and λ times the gap', () => {
    const problem = problemOf('moonToRoll', { n: 32 });
    const { source, target, cost, fitScale, gapScale } = problem;
    const lambda = 0.7;
    // Blurred so much that the sweeps of the training reach the plans.
    const blurs = { epsFit: 1, epsGap: 0.1 };
    const fit = createFittingTerm(target, 32, blurs.epsFit * fitScale);
    const gap = createGapTerm(source, cost, blurs.epsGap * gapScale);
    const net = createMlp([2, 16, 16, 16, 2], 'gelu', run().random, 'uniform');
    const [tape, gradients] = [createTape(net, 32), createGradients(net)];
    const adam = createOptimiser('adam', parametersOf(net));
    const slopeOf = (term: LossTerm, image: Float64Array) => {
      const out = new Float64Array(64);
      term.start(image, 1000);
      term.addGradient(image, 1, out);
      return out;
    };
    for (let step = 0; step < 3; step++) {
      const image = forward(net, source, 32, tape);
      const ofGap = slopeOf(gap, image);
      const push = slopeOf(fit, image).map((slope, k) => slope + lambda * ofGap[k]!);
      backward(net, source, 32, tape, push, gradients);
      adam.step(parametersOf(gradients), 1e-3);
    }
    const { image } = mapOf(problem, 'mongeGap', { width: 16, rate: 1e-3, lambda, ...blurs }, 3);
    for (const [k, value] of forward(net, source, 32, tape).entries()) expect(image[k]).toBeCloseTo(value, 6);
  });

  it('end as diverged when the network is no longer a number', async () => {
    const spec = {
      ...defaultSpec(describeBench(bench), 'mongeGap'),
      instanceParams: { ...defaults(bench.instances.gaussians.params), n: 32 },
      maxSteps: 100,
    };
    const original = bench.methods.mongeGap;
    const broken = {
      ...bench,
      methods: {
        ...bench.methods,
        mongeGap: {
          ...original,
          *solve(...given: Parameters<typeof original.solve>) {
            let step = 0;
            for (const map of original.solve(...given) as Iterable<LearntMap | undefined>) {
              if (map && ++step > 30) map.image.fill(Number.NaN);
              yield map;
            }
          },
        },
      },
    };
    const open = openRun(broken, spec, { assets: {}, backend: 'cpu', now: () => 0 });
    while (open.outcome === null) {
      await open.advance({ budgetMs: 1e9, maxSteps: 1e9, snapshots: [], measureLast: false });
    }
    expect([open.outcome, open.step]).toEqual(['diverged', 50]);
  });
});

describe('What cannot be mapped is refused', () => {
  const cloud = (points: readonly (readonly number[])[]) => ({ points });
  const two = cloud([
    [0, 0],
    [1, 1],
  ]);
  const many = cloud(Array.from({ length: 257 }, (_, k) => [k, 0]));

  it.each([
    [
      'a target of one place',
      {
        source: two,
        target: cloud([
          [1, 1],
          [1, 1],
        ]),
      },
      /target points are all the same/,
    ],
    ['one point', { source: cloud([[0, 0]]), target: two }, /2 to 256 are accepted/],
    ['too many points', { source: two, target: many }, /target has 257 points/],
    [
      'points in space',
      {
        source: cloud([
          [0, 0, 0],
          [1, 1, 1],
        ]),
        target: cloud([
          [0, 0, 0],
          [1, 1, 2],
        ]),
      },
      /3 coordinates/,
    ],
    [
      'what is no number',
      {
        source: two,
        target: cloud([
          [0, 0],
          [0, Number.NaN],
        ]),
      },
      /row 2, column 2 is NaN/,
    ],
  ])('%s', (_, data, sentence) => {
    expect(() => problemOf('user', {}, data)).toThrow(ProblemError);
    expect(() => problemOf('user', {}, data)).toThrow(sentence);
  });

  it('a closed form for the distance, or of points on one line', () => {
    expect(() => mapOf(problemOf('gaussians', { cost: 'euclidean' }), 'exactGaussian')).toThrow(
      /optimal for the squared distance/,
    );
    const line = {
      source: two,
      target: cloud([
        [0, 0],
        [0, 3],
      ]),
    };
    expect(() => mapOf(problemOf('user', {}, line), 'exactGaussian')).toThrow(/source points lie on one line/);
  });

  it('an ε that is not positive', () => {
    for (const make of [() => createFittingTerm(X, n, 0), () => createGapTerm(X, 'euclidean', -1)])
      expect(make).toThrow(/ε is (0|-1); it must be positive/);
  });

  it('an image of another size than the source', () => {
    expect(() => exactGap('euclidean', X, X.slice(2))).toThrow(/20 source points and 19 images/);
  });
});
