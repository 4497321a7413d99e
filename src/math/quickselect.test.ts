import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kthLargest, kthLargestOf } from './quickselect.ts';

const end = <T>(steps: Generator<undefined, T>): T => {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value as T;
  }
};

describe('quickselect', () => {
  it('equals sorting, ties included', () => {
    const values = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(values, fc.nat(), (list, seed) => {
        const k = (seed % list.length) + 1;
        const expected = [...list].sort((a, b) => b - a)[k - 1];
        expect(kthLargest(Float64Array.from(list), k)).toBe(expected);
        if (k < list.length) expect(end(kthLargestOf(Float64Array.from(list), k))).toBe(expected);
      }),
    );
  });

  it('is linear on a constant array and on sorted ones', () => {
    const n = 1_000_000;
    expect(kthLargest(new Float64Array(n), n / 2)).toBe(0);
    expect(
      kthLargest(
        Float64Array.from({ length: n }, (_, k) => k),
        10,
      ),
    ).toBe(n - 10);
    expect(
      end(
        kthLargestOf(
          Float64Array.from({ length: n }, (_, k) => k),
          10,
        ),
      ),
    ).toBe(n - 10);
  });

  it('counts everything among the k largest when k reaches the length, and has nothing to say of no values', () => {
    expect(end(kthLargestOf(Float64Array.of(1, 2), 2))).toBe(-Infinity);
    expect(kthLargest(new Float64Array(0), 1)).toBeNaN();
  });
});
