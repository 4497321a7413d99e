import { describe, expect, it } from 'vitest';
import {
  codesOfRows,
  entropyOfCounts,
  entropyOfMasses,
  informationOfCodes,
  informationOfJoint,
} from './discrete-information.ts';
import { mulberry32 } from './random.ts';

const letters = (n: number, count: number, seed: number) => {
  const random = mulberry32(seed);
  return Int32Array.from({ length: n }, () => Math.floor(count * random()));
};

describe('discrete information', () => {
  it('gives log₂ n bits to n equal masses and none to one', () => {
    expect(entropyOfMasses(new Float64Array(8).fill(1 / 8))).toBe(3);
    expect(entropyOfCounts([5, 5, 0, 5, 5])).toBeCloseTo(2, 14);
    expect(entropyOfCounts([0, 7])).toBe(0);
    expect(entropyOfCounts([0, 0])).toBe(0);
  });

  it('tells rows apart by all their columns, negative bins included', () => {
    const bins = Int32Array.of(-3, 9, 0, 1, -3, 9, 0, -1, 2, 1);
    const { ids, count } = codesOfRows(bins, 5, 2);
    expect(count).toBe(4);
    expect(Array.from(ids)).toEqual([0, 1, 0, 2, 3]);
    expect(codesOfRows(new Int32Array(0), 0, 3)).toEqual({ ids: new Int32Array(0), count: 0 });
  });

  it('needs no room for 30^40 cells', () => {
    const { count } = codesOfRows(letters(200 * 40, 30, 1), 200, 40);
    expect(count).toBe(200);
  });

  it('is symmetric, H(A) with itself, 0 with a constant, and at most the smaller entropy', () => {
    const a = codesOfRows(letters(500, 6, 2), 500, 1);
    const b = codesOfRows(
      letters(500, 3, 3).map((v, i) => (v + a.ids[i]!) >> 1),
      500,
      1,
    );
    const constant = codesOfRows(new Int32Array(500), 500, 1);
    const own = informationOfCodes(a, a);
    expect(informationOfCodes(a, b)).toBeCloseTo(informationOfCodes(b, a), 12);
    expect(informationOfCodes(a, b)).toBeLessThanOrEqual(Math.min(own, informationOfCodes(b, b)) + 1e-12);
    expect(informationOfCodes(a, constant)).toBe(0);
    const counts = Array.from({ length: a.count }, (_, c) => a.ids.filter((id) => id === c).length);
    expect(own).toBeCloseTo(entropyOfCounts(counts), 12);
  });

  it('of a product of marginals is 0, of a symmetric channel 1 − h', () => {
    const p = [0.2, 0.3, 0.5];
    const product = p.flatMap((v) => [0.4 * v, 0.6 * v]);
    expect(informationOfJoint(product, 3, 2).mi).toBeCloseTo(0, 14);
    const h = entropyOfMasses([0.11, 0.89]);
    expect(informationOfJoint([0.445, 0.055, 0.055, 0.445], 2, 2).mi).toBeCloseTo(1 - h, 14);
  });

  it('refuses sizes that do not fit, negative masses and no symbols', () => {
    expect(() => codesOfRows(new Int32Array(5), 2, 2)).toThrow(RangeError);
    expect(() => informationOfJoint([1], 1, 2)).toThrow(RangeError);
    expect(() => entropyOfMasses([1.1, -0.1])).toThrow(RangeError);
    const none = { ids: new Int32Array(0), count: 0 };
    expect(() => informationOfCodes(none, none)).toThrow(RangeError);
  });
});
