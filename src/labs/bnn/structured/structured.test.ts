import { describe, expect, it } from 'vitest';
import { mulberry32, normals } from '../../../math/random.ts';
import { maskNm, softened, stepwiseFrames } from './nm-pattern.ts';
import { progressiveGradientFlow } from './solvers/progressive-gradient-flow.ts';

const layout = { inputs: 16, outputs: 5 };
const W = normals(mulberry32(4), 80);
const maskOf = (N: number, M: number) => {
  const mask = new Uint8Array(80);
  maskNm(W, layout, N, M, mask);
  return mask;
};

describe('An N:M mask', () => {
  it.each([
    [2, 4],
    [1, 8],
    [3, 16],
  ])('keeps exactly %i of every %i, the largest', (N, M) => {
    const mask = maskOf(N, M);
    for (let out = 0; out < 5; out++)
      for (let from = 0; from < 16; from += M) {
        const run = Array.from({ length: M }, (_, i) => (from + i) * 5 + out);
        const kept = run.filter((at) => mask[at] === 1);
        expect(kept.length).toBe(N);
        const least = Math.min(...kept.map((at) => Math.abs(W[at]!)));
        for (const at of run) if (mask[at] === 0) expect(Math.abs(W[at]!)).toBeLessThanOrEqual(least);
      }
  });

  it('prunes the earlier of equal weights, and nothing for N = M', () => {
    const mask = new Uint8Array(4);
    maskNm(new Float64Array(4).fill(1), { inputs: 4, outputs: 1 }, 2, 4, mask);
    expect([...mask]).toEqual([0, 0, 1, 1]);
    expect(maskOf(4, 4).every((one) => one === 1)).toBe(true);
  });

  it('is refused where runs do not fit', () => {
    expect(() => maskOf(1, 5)).toThrow('do not divide');
    expect(() => maskOf(3, 2)).toThrow('N must be from 1 to M');
  });

  it('leaves all for b = 1 and cuts for b = 0', () => {
    const out = new Float64Array(80);
    softened(W, maskOf(1, 8), 1, out);
    expect([...out]).toEqual([...W]);
    softened(W, maskOf(1, 8), 0, out);
    expect(out.filter((value) => value !== 0).length).toBe(10);
  });
});

it('Stages end at the pattern asked for, each with fewer weights', () => {
  for (const [N, M] of [
    [1, 16],
    [2, 4],
    [1, 2],
    [3, 8],
    [2, 2],
  ] as const) {
    const frames = stepwiseFrames(N, M);
    expect(frames.at(-1)).toEqual([N, M]);
    frames.slice(1).forEach(([kept], i) => {
      expect(kept).toBeLessThan(frames[i]![0]);
    });
  }
});

it('Patterns that do not fit the network are refused with a sentence', () => {
  const problem = { sizes: [64, 100, 100, 10] } as never;
  const run = {} as never;
  const params = { scheme: 'stepwise', N: 1, M: '16', residue: 0.01, dense: 0.1 } as never;
  expect(() => progressiveGradientFlow.solve(problem, params, run)).toThrow('100 incoming weights');
  expect(() => progressiveGradientFlow.solve(problem, { ...(params as object), N: 4, M: '2' } as never, run)).toThrow(
    'N must be at most M',
  );
});
