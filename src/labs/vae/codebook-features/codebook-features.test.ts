import { describe, expect, it } from 'vitest';
import { mulberry32, normals } from '../../../math/random.ts';
import { replaceByCodes } from './bottleneck.ts';
import { automaton } from './instances.ts';
import { metrics } from './metrics.ts';
import type { Reader } from './problem.ts';
import { trainReader } from './training.ts';

const make = (seed = 1) => automaton.make({ states: '16' }, { seed, assets: {}, data: null });
const run = (seed = 1) => ({
  random: mulberry32(seed),
  noise: mulberry32(seed + 100),
  count: () => undefined,
  backend: 'cpu' as const,
});
function trained(steps: number, book: { codes: number; kept: number; reconstruction: number } | null): Reader {
  let step = 0;
  for (const reader of trainReader(make(), { width: 8, rate: 3e-3, book }, run())) if (++step === steps) return reader;
  throw new Error('unreachable');
}

describe('The automaton', () => {
  it('has four different successors of every state, and two digits that name it', () => {
    const { states, base, successors, inputs } = make();
    for (let s = 0; s < states; s++) {
      expect(new Set(successors.subarray(4 * s, 4 * s + 4)).size).toBe(4);
      expect(inputs.subarray(s * 2 * base, (s + 1) * 2 * base).reduce((sum, value) => sum + value, 0)).toBe(2);
    }
  });
});

describe('The codebook', () => {
  it('gives the same output whatever comes in when all codewords are kept', () => {
    const words = normals(mulberry32(1), 4 * 3);
    const out = new Float64Array(2 * 3);
    replaceByCodes({ count: 4, kept: 4, words }, 2, 3, normals(mulberry32(2), 6), new Int32Array(8), out);
    for (let i = 0; i < 3; i++) expect(out[i]).toBeCloseTo(out[3 + i]!, 12);
  });

  it('chooses by direction, not by length, and bears a codeword of length 0', () => {
    const words = Float64Array.of(0, 0, 0.1, 0, 0, 50);
    const chosen = new Int32Array(1);
    const out = new Float64Array(2);
    replaceByCodes({ count: 3, kept: 1, words }, 1, 2, Float64Array.of(2, 1), chosen, out);
    expect([chosen[0], ...out]).toEqual([1, 0.1, 0]);
  });

  it('lets codewords that nobody chooses rest', () => {
    const book = { codes: 64, kept: 1, reconstruction: 1 };
    let first: Float64Array | null = null;
    for (const { codebook } of trainReader(make(), { width: 8, rate: 3e-3, book }, run())) {
      const words = codebook!.words;
      if (first === null) {
        first = words.slice();
        continue;
      }
      const before = first;
      const resting = Array.from({ length: 64 }, (_, c) => c).filter((c) =>
        words.subarray(c * 8, c * 8 + 8).every((value, i) => value === before[c * 8 + i]),
      );
      expect(resting.length).toBeGreaterThan(10);
      expect(resting.length).toBeLessThan(64);
      break;
    }
  });
});

describe('Training', () => {
  it('finds where the automaton may go', () => {
    const problem = make();
    expect(metrics.validMass!.measure(problem, trained(60, null))).toBeGreaterThan(0.95);
    // Nothing can be better than an even guess among four.
    expect(metrics.crossEntropy!.measure(problem, trained(60, null))).toBeGreaterThan(Math.log(4));
  });

  it('has no codewords to speak of without a codebook', () => {
    expect(metrics.codesUsed!.measure(make(), trained(1, null))).toBeNaN();
  });
});
