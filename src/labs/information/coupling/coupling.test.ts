import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../engine/bench.ts';
import { greedyMasses } from '../../../math/greedy-coupling.ts';
import { mulberry32 } from '../../../math/random.ts';
import bench from './bench.ts';
import { entropy, majorisationBound, measureChain } from './measure-chain.ts';
import type { Chain, Marginals } from './problem.ts';
import { partitionEntropies, rateCurve } from './rate-curve.ts';

type MethodId = keyof typeof bench.methods;
const methods = Object.keys(bench.methods) as MethodId[];
const { metrics } = bench;
const source = { seed: 3, assets: {}, data: null };
const random = bench.instances.randomPairs.make({ trials: 60, fewest: 2, most: 12 }, source);

function* play(problem: Marginals, method: MethodId, rate = 1): Generator<Chain> {
  const run = { random: mulberry32(0), noise: mulberry32(0), count: () => undefined, backend: 'cpu' } as const;
  for (const chain of bench.methods[method].solve(problem, { rate }, run) as Iterable<Chain | undefined>)
    if (chain) yield chain;
}
const end = (problem: Marginals, method: MethodId, rate = 1): Chain => [...play(problem, method, rate)].at(-1)!;
const pair = (p: readonly number[], q: readonly number[] = p): Marginals => ({
  pairs: [{ p: Float64Array.from(p), q: Float64Array.from(q), rate: null }],
  notes: [],
});
const law = [0.7, 0.2, 0.1];

describe('a chain', () => {
  it.each(methods)('keeps both marginals to 1e-12 at every step: %s', (method) => {
    for (const problem of [random, pair([0.4, 0.3, 0.2, 0.1], [0.55, 0.25, 0.2])])
      for (const chain of play(problem, method))
        expect(metrics.marginalError.measure(problem, chain)).toBeLessThan(1e-12);
  });

  it.each(methods)('passes on no more than its code holds, and no more than its rate: %s', (method) => {
    for (const chain of play(random, method)) {
      const { informationXY, informationXT, informationTY, entropyT } = measureChain(chain);
      expect(informationXY).toBeLessThan(Math.min(informationXT, informationTY) + 1e-12);
      if (chain.rate !== null) expect(entropyT).toBeLessThan(chain.rate + 1e-12);
    }
  });

  it.each(methods)('loses no more than the paper’s inequality I(X;Y) ≥ I(X;T) + I(T;Y) − R allows: %s', (method) => {
    for (const chain of play(random, method)) {
      const { informationXY, informationXT, informationTY, entropyT } = measureChain(chain);
      expect(informationXY).toBeGreaterThan(informationXT + informationTY - entropyT - 1e-12);
    }
  });
});

describe('greedy coupling', () => {
  it('uses at most n + m − 1 cells, and stays within 0.53 bit of the lower bound', () => {
    for (const chain of play(random, 'greedyCoupling')) {
      const { p, q } = chain.couple;
      expect(metrics.cells.measure(random, chain)).toBeLessThanOrEqual(p.length + q.length - 1);
      expect(metrics.excess.measure(random, chain)).toBeGreaterThan(-1e-12);
      expect(metrics.excess.measure(random, chain)).toBeLessThan(0.53);
    }
  });

  it('of a law with itself is the identity, with the entropy of the law', () => {
    const chain = end(pair(law), 'greedyCoupling');
    expect(measureChain(chain).couplingEntropy).toBeCloseTo(entropy(Float64Array.from(law)), 14);
    expect(chain.places.every(({ t, y }) => t === y)).toBe(true);
    expect(measureChain(chain).accuracy).toBeCloseTo(1, 14);
  });

  it('starts as the independent coupling, and a permutation of the letters permutes the coupling alone', () => {
    const [p, q] = [
      [0.41, 0.33, 0.17, 0.09],
      [0.62, 0.27, 0.11],
    ];
    const turned = end(pair([...p].reverse(), q), 'greedyCoupling');
    expect(measureChain(turned).informationXY).toBeCloseTo(
      measureChain(end(pair(p, q), 'greedyCoupling')).informationXY,
      13,
    );
  });

  it('of a point mass leaves nothing to know', () => {
    expect(measureChain(end(pair([1], law), 'greedyCoupling')).informationXY).toBeCloseTo(0, 14);
  });

  it('takes any number of marginals, and refuses none', () => {
    const placed = [...greedyMasses([law, law, law].map((p) => Float64Array.from(p)))];
    expect(placed.map(({ mass }) => mass)).toEqual(law);
    expect(() => greedyMasses([]).next()).toThrow('marginals');
    expect(() => greedyMasses([new Float64Array(0)]).next()).toThrow('marginals');
  });
});

describe('independent coupling', () => {
  it('has the sum of both entropies and no information', () => {
    const { couplingEntropy, informationXY } = measureChain(end(pair(law, [0.5, 0.5]), 'independentCoupling'));
    expect(couplingEntropy).toBeCloseTo(entropy(Float64Array.from(law)) + 1, 13);
    expect(informationXY).toBeCloseTo(0, 13);
  });
});

describe('the encoders', () => {
  it('the greedy one stays within h(p₂) of the rate', () => {
    for (const chain of play(random, 'entropyBoundedBottleneck'))
      expect(metrics.slack.measure(random, chain)).toBeGreaterThanOrEqual(0);
  });

  it('ends for (0.7, 0.2, 0.1) as on the card', () => {
    for (const [rate, kept] of [
      [1.2, 1.15677964945],
      [1.1, 0.881290899231],
      [0.85, 0.721928094887],
      [0.6, 0],
    ] as const)
      expect(measureChain(end(pair(law), 'entropyBoundedBottleneck', rate)).informationXT).toBeCloseTo(kept, 10);
  });

  it('leave X as it is when the rate is no bound', () => {
    for (const method of ['entropyBoundedBottleneck', 'huffmanBottleneck'] as const) {
      const chain = end(pair(law), method, 2);
      expect([method, chain.letters]).toEqual([method, 3]);
      expect(measureChain(chain).informationXY).toBeCloseTo(entropy(Float64Array.from(law)), 13);
    }
  });

  it('at rate 0 say nothing', () => {
    for (const method of ['entropyBoundedBottleneck', 'huffmanBottleneck', 'uniformQuantiser'] as const)
      expect(measureChain(end(pair(law), method, 0)).informationXT).toBeCloseTo(0, 14);
  });

  it('no code beats the best partition, and the drawn curves are what the methods do', () => {
    const p = random.pairs.find(({ p }) => p.length === 6)!.p;
    const curve = rateCurve(p)!;
    for (const k of [10, 40, 70, 95]) {
      const rate = curve.rates[k]! + 1e-7;
      const kept = (method: MethodId) => measureChain(end(pair(Array.from(p)), method, rate)).informationXT;
      expect(curve.greedy[k]).toBeCloseTo(kept('entropyBoundedBottleneck'), 6);
      expect(curve.huffman[k]).toBeCloseTo(kept('huffmanBottleneck'), 6);
      expect(curve.greedy[k]).toBeLessThanOrEqual(curve.best![k]! + 1e-6);
    }
  });

  it('tries all partitions: Bell numbers', () => {
    for (const [n, bell] of [
      [1, 1],
      [3, 5],
      [5, 52],
      [8, 4140],
    ] as const)
      expect(partitionEntropies(new Float64Array(n).fill(1 / n))).toHaveLength(bell);
  });
});

describe('the lower bound', () => {
  it('is the larger entropy when one law majorises the other, and more when neither does', () => {
    const [a, b] = [Float64Array.of(0.7, 0.3), Float64Array.of(0.5, 0.25, 0.25)];
    expect(majorisationBound(a, b)).toBeCloseTo(entropy(b), 14);
    const [c, d] = [Float64Array.of(0.6, 0.2, 0.2), Float64Array.of(0.5, 0.45, 0.05)];
    expect(majorisationBound(c, d)).toBeGreaterThan(Math.max(entropy(c), entropy(d)));
  });
});

describe('the reader’s own laws', () => {
  it.each([
    [{ p: [0.5, 0.6], q: [1] }, 'p sums to 1.1'],
    [{ p: [1], q: [1.5, -0.5] }, 'q, entry 2, is -0.5'],
    [{ p: [Number.NaN, 1], q: [1] }, 'p, entry 1, is NaN'],
    [{ p: [], q: [1] }, 'p has 0 masses'],
    [{ p: [1] }, 'q is missing'],
    [[1, 2], 'The data is a list'],
    [{ p: ['1'], q: [1] }, 'p, entry 1, is "1"'],
  ])('%j is refused', (data, says) => {
    expect(() => bench.readData(data)).toThrow(ProblemError);
    expect(() => bench.readData(data)).toThrow(says);
  });

  it('are taken with letters of no mass', () => {
    const data = bench.readData({ p: [0.5, 0, 0.5], q: [0.25, 0.75] });
    const chain = end(bench.instances.user.make({}, { ...source, data }), 'entropyBoundedBottleneck', 1);
    expect(measureChain(chain).informationXT).toBeCloseTo(1, 14);
    expect(measureChain(chain).marginalError).toBeLessThan(1e-14);
  });
});
