import { describe, expect, it } from 'vitest';
import { createSorter } from './bucket-sort.ts';
import { mulberry32, normals } from './random.ts';

const random = mulberry32(3);
const cases: Readonly<Record<string, Float64Array>> = {
  nothing: new Float64Array(0),
  'one number': Float64Array.of(2),
  normals: normals(random, 1000),
  'three values': Float64Array.from({ length: 500 }, () => Math.floor(3 * random())),
  'a crowd and an outlier': Float64Array.from({ length: 300 }, (_, i) => (i === 7 ? 1e12 : random())),
  'powers of ten': Float64Array.from({ length: 300 }, () => 10 ** (40 * (random() - 0.5))),
  'all the same': new Float64Array(100).fill(-1),
  'numbers almost too small to divide': Float64Array.from({ length: 100 }, () => Math.floor(9 * random()) * 5e-324),
  'signed zeros': Float64Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? 0 : -0)),
};

describe('Bucket sort', () => {
  it.each(Object.entries(cases))('sorts %s, and says where each stood', (_, given) => {
    const sorter = createSorter(1000);
    const expected = [...given].sort((a, b) => a - b);
    const alone = given.slice();
    sorter.sort(alone);
    expect([...alone].every((value, i) => value === expected[i])).toBe(true);
    const values = given.slice();
    const order = new Int32Array(given.length);
    sorter.sort(values, order);
    expect([...values].every((value, i) => value === given[order[i]!])).toBe(true);
    expect([...values].every((value, i) => value === expected[i])).toBe(true);
    expect([...order].sort((a, b) => a - b)).toEqual([...given.keys()]);
  });

  it('ends when a number is missing', () => {
    const values = normals(random, 100);
    values[40] = Number.NaN;
    createSorter(100).sort(values);
    expect(values.filter(Number.isNaN).length).toBe(1);
  });
});
