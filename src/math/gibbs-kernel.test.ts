import { expect, it } from 'vitest';
import { blocks } from './blocks.ts';
import { gibbsKernel } from './gibbs-kernel.ts';

it('the kernel has no entry between 0 and 1e-150', () => {
  const C = Float64Array.of(0, 1, 100, 400);
  const K = new Float64Array(4);
  const f = Float64Array.of(0, 0);
  expect(gibbsKernel(C, 2, f, f, 1, K, 0, 2)).toBe(3);
  expect(Array.from(K)).toEqual([1, Math.exp(-1), Math.exp(-100), 0]);
});

it('blocks cover all lines once, in order, and a line is never split', () => {
  for (const [lines, entries] of [
    [1, 1],
    [2048, 2048],
    [16384, 16384],
    [3, 1e7],
  ] as const) {
    const ranges = blocks(lines, entries);
    expect(ranges[0]![0]).toBe(0);
    expect(ranges[ranges.length - 1]![1]).toBe(lines);
    ranges.forEach(([from, to], k) => {
      expect(to).toBeGreaterThan(from);
      if (k > 0) expect(from).toBe(ranges[k - 1]![1]);
    });
  }
  expect(blocks(0, 5)).toEqual([]);
});
