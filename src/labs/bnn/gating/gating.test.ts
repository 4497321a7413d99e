import { describe, expect, it } from 'vitest';
import { massMask, topMask } from './activation-mass.ts';

const maskOf = (values: number[], mass: number) => {
  const mask = new Uint8Array(values.length);
  massMask(values, mass, mask);
  return [...mask];
};

describe('The units that carry the mass', () => {
  it('are all that fire for a mass of 1', () => {
    expect(maskOf([0.3, 0, -2, 0.1, 0], 1)).toEqual([1, 0, 1, 1, 0]);
  });

  it('include the largest even where it alone is more than the mass', () => {
    expect(maskOf([0.1, 9, 0.2], 0.5)).toEqual([0, 1, 0]);
  });

  it('are all units where nothing fires', () => {
    expect(maskOf([0, 0, 0], 0.8)).toEqual([1, 1, 1]);
  });

  it('grow with the mass', () => {
    const values = [5, 4, 3, 2, 1];
    const counts = [0.2, 0.4, 0.6, 0.8, 1].map((mass) => maskOf(values, mass).reduce((a, b) => a + b, 0));
    expect(counts).toEqual([1, 1, 2, 3, 5]);
  });

  it('need a mass in (0, 1]', () => {
    expect(() => maskOf([1], 0)).toThrow('(0, 1]');
    expect(() => maskOf([1], 1.1)).toThrow('(0, 1]');
  });
});

it('A fixed number of units are the largest, of equal ones the first', () => {
  const mask = new Uint8Array(4);
  topMask([1, -3, 3, 0], 2, mask);
  expect([...mask]).toEqual([0, 1, 1, 0]);
  topMask([1, 1, 1, 1], 3, mask);
  expect([...mask]).toEqual([1, 1, 1, 0]);
});
