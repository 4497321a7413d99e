import { describe, expect, it } from 'vitest';
import { mulberry32, philoxStream } from '../../../math/random.ts';
import { defaults, type ParamValues } from '../../../params/descriptor.ts';
import bench from './bench.ts';
import { mixture } from './instances.ts';
import { prefixLaw } from './prefix-law.ts';
import type { Learner } from './problem.ts';

const problem = mixture.make({ n: 400, noiseRate: 0.4 }, { seed: 1, assets: {}, data: null });

function weightsAfter(name: keyof typeof bench.methods, set: ParamValues, epochs = 2): Float64Array {
  const method = bench.methods[name];
  const context = { random: philoxStream(1, 1), noise: philoxStream(1, 2), count: () => {}, backend: 'cpu' } as const;
  const values = { ...defaults(method.params), features: 16, ...set } as never;
  for (const learner of method.solve(problem, values, context) as Iterable<Learner | undefined>)
    if (learner?.epoch === epochs) return learner.network.weights[2]!.slice();
  throw new Error('ended');
}

describe('The prefix', () => {
  it('is drawn with exp(−(k/s)²): a χ² over its histogram', () => {
    const [D, scale, draws] = [128, 24, 40_000];
    const cumulative = prefixLaw(D, scale);
    expect(cumulative.at(-1)).toBeCloseTo(1, 12);
    const counts = new Float64Array(D);
    const random = mulberry32(4);
    for (let i = 0; i < draws; i++) {
      const u = random();
      const k = cumulative.findIndex((p) => p >= u);
      counts[k]! += 1;
    }
    let square = 0;
    let cells = 0;
    for (let k = 0; k < D; k++) {
      const expected = draws * (cumulative[k]! - (k > 0 ? cumulative[k - 1]! : 0));
      if (expected < 5) continue;
      square += (counts[k]! - expected) ** 2 / expected;
      cells++;
    }
    expect(square).toBeLessThan(cells + 4 * Math.sqrt(2 * cells));
  });

  it('becomes uniform as s grows', () => {
    const cumulative = prefixLaw(50, 1e6);
    for (let k = 0; k < 50; k++) expect(cumulative[k]).toBeCloseTo((k + 1) / 50, 6);
  });
});

describe('Learning', () => {
  it('with nothing dropped is learning without dropout, up to the draws of the masks', () => {
    // One batch of all rows: the order of the rows then only reorders sums.
    const whole = { batch: 256, learningRate: 1e-3 };
    const small = mixture.make({ n: 64, noiseRate: 0 }, { seed: 2, assets: {}, data: null });
    const first = (name: 'plain' | 'dropout') => {
      const method = bench.methods[name];
      const context = {
        random: philoxStream(1, 1),
        noise: philoxStream(1, 2),
        count: () => {},
        backend: 'cpu',
      } as const;
      const values = { ...defaults(method.params), features: 16, rate: 0, ...whole } as never;
      for (const learner of method.solve(small, values, context) as Iterable<Learner | undefined>)
        if (learner) return learner.network.weights[2]!;
      throw new Error('ended');
    };
    const [a, b] = [first('plain'), first('dropout')];
    a.forEach((value, k) => {
      expect(b[k]).toBeCloseTo(value, 9);
    });
  });

  it('by prefixes of one coordinate teaches the first coordinate alone', () => {
    const W = weightsAfter('nestedDropout', { prefixScale: 2 }, 4);
    const start = weightsAfter('plain', { learningRate: 1e-4 }, 1);
    expect(W.length).toBe(start.length);
    // exp(−(k/2)²) is below 1e-7 from k = 9 on: those rows never moved from their draw.
    const moved = (k: number) => Math.abs(W[k]! - weightsAfter('nestedDropout', { prefixScale: 2 }, 1)[k]!);
    expect(moved(15 * 4)).toBe(0);
    expect(moved(0)).toBeGreaterThan(0);
  });
});

it('Labels drawn anew are wrong in three quarters of the cases', () => {
  const share = problem.wrong / problem.train.count;
  expect(share).toBeGreaterThan(0.22);
  expect(share).toBeLessThan(0.38);
});
