import { describe, expect, it } from 'vitest';
import { mulberry32, normals } from '../../../math/random.ts';
import { aligned, random } from './instances.ts';
import { iterateMarginals, residualOf } from './iterate-marginals.ts';
import { hollowCouplings, monotonicity, shrinkColumns } from './monotone-couplings.ts';
import type { BoltzmannMachine, Weights } from './problem.ts';

const source = { assets: {}, data: null };
const idle = { random: () => 0, noise: () => 0, count: () => undefined, backend: 'cpu' } as const;
const make = (seed: number): BoltzmannMachine =>
  random.make({ groups: 5, states: 3, scale: 3, margin: 0.1 }, { seed, ...source });

function end(machine: BoltzmannMachine, weights: Weights, alpha: number, steps: number): readonly Float64Array[] {
  let step = 0;
  for (const { x } of iterateMarginals(machine, weights, { alpha }, idle)) if (++step === steps) return x;
  return [];
}

describe('Monotone couplings', () => {
  it.each([1, 2, 3])('are symmetric, hollow within a variable, and keep the margin (seed %i)', (seed) => {
    const { size, states, couplings, eigenvalues } = make(seed);
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) {
        const value = couplings.monotone[i * size + j]!;
        expect(Math.abs(value - couplings.monotone[j * size + i]!)).toBeLessThan(1e-12);
        if (Math.floor(i / states) === Math.floor(j / states)) expect(value).toBe(0);
      }
    expect(eigenvalues.monotone.at(-1)!).toBeGreaterThan(0.1 - 1e-12);
    expect(eigenvalues.free.at(-1)!).toBeLessThan(-10);
  });

  it('leave columns alone that are short enough', () => {
    const A = normals(mulberry32(1), 36).map((value) => 0.01 * value);
    expect(hollowCouplings(shrinkColumns(A, 6, 2, 0.1), 6, 2)).toEqual(hollowCouplings(A, 6, 2));
  });

  it('reach the margin exactly where all variables agree on one direction', () => {
    const { eigenvalues } = aligned.make({ groups: 10, states: 2, spread: 0, margin: 0.1 }, { seed: 1, ...source });
    expect(eigenvalues.monotone.at(-1)!).toBeCloseTo(0.1, 9);
    // I − blkdiag + ÂᵀÂ: m + (groups) (1 − m) in the common direction.
    expect(eigenvalues.monotone[0]!).toBeCloseTo(0.1 + 10 * 0.9, 9);
    expect(monotonicity(new Float64Array(16), 4)).toEqual(Float64Array.of(1, 1, 1, 1));
  });
});

describe('Monotone mean field', () => {
  it.each([1, 0.5, 0.125])('ends at one point from five starts for α = %f', (alpha) => {
    const machine = make(4);
    const [first, ...others] = end(machine, 'monotone', alpha, 600);
    expect(residualOf(machine, 'monotone', first!)).toBeLessThan(1e-12);
    for (const x of others)
      x.forEach((value, i) => {
        expect(Math.abs(value - first![i]!)).toBeLessThan(1e-11);
      });
  });

  it('has the same solution for every step size', () => {
    const machine = make(5);
    const [plain] = end(machine, 'monotone', 1, 300);
    end(machine, 'monotone', 0.2, 600)[0]!.forEach((value, i) => {
      expect(Math.abs(value - plain![i]!)).toBeLessThan(1e-11);
    });
  });

  it('keeps every variable on its simplex', () => {
    const machine = make(6);
    for (const x of end(machine, 'free', 0.3, 7))
      for (let g = 0; g < machine.size; g += machine.states) {
        const own = x.subarray(g, g + machine.states);
        expect(own.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
        expect(own.every((value) => value >= 0)).toBe(true);
      }
  });
});
