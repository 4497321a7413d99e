import { describe, expect, it } from 'vitest';
import { mulberry32, normals } from '../../../math/random.ts';
import { gaussianPosterior } from './gaussian-posterior.ts';
import { block } from './instances.ts';
import { alternatingFactors, singularFactors } from './kronecker-factors.ts';
import { costOf } from './metrics.ts';
import { alternatingKroneckerSbl } from './solvers/alternating-kronecker-sbl.ts';
import { classicSbl } from './solvers/classic-sbl.ts';
import { singularKroneckerSbl } from './solvers/singular-kronecker-sbl.ts';

const run = { random: () => 0, noise: () => 0, count: () => undefined, backend: 'cpu' } as const;
const source = { seed: 3, assets: {}, data: null };
const problem = block.make({ N: 6, M: 4, K: 2, decibels: 20, trials: 1 }, source);
const moments = normals(mulberry32(5), 30).map(Math.abs);

describe('The factors of the second moments', () => {
  it('solve both stationarity equations, by alternating minimisation', () => {
    const { first, second } = alternatingFactors(moments, 5, 6, 1e-14);
    first.forEach((value, i) => {
      const mean = second.reduce((sum, other, j) => sum + moments[i * 6 + j]! / other, 0) / 6;
      expect(mean).toBeCloseTo(value, 9);
    });
    second.forEach((value, j) => {
      const mean = first.reduce((sum, other, i) => sum + moments[i * 6 + j]! / other, 0) / 5;
      expect(mean).toBeCloseTo(value, 9);
    });
    expect(Math.hypot(...first)).toBeCloseTo(1, 12);
  });

  it('agree where the moments have rank one', () => {
    const [u, v] = [
      [0.3, 1.2, 0.7],
      [2, 0.1, 0.5, 1],
    ];
    const exact = Float64Array.from(u.flatMap((a) => v.map((b) => a * b)));
    const [a, s] = [alternatingFactors(exact, 3, 4, 1e-14), singularFactors(exact, 3, 4, 1e-14)];
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 4; j++) {
        expect(a.first[i]! * a.second[j]!).toBeCloseTo(u[i]! * v[j]!, 10);
        expect(s.first[i]! * s.second[j]!).toBeCloseTo(u[i]! * v[j]!, 10);
      }
  });

  it('leave zero rows and columns at zero', () => {
    const holes = moments.map((value, k) => (k < 6 || k % 6 === 2 ? 0 : value));
    for (const { first, second } of [alternatingFactors(holes, 5, 6), singularFactors(holes, 5, 6)]) {
      expect([first[0], second[2]]).toEqual([0, 0]);
      expect([...first, ...second].every(Number.isFinite)).toBe(true);
    }
  });
});

describe('The evidence', () => {
  it('costs the same by two eliminations', () => {
    const { A, y, noise } = problem.trials[0]!;
    const gamma = normals(mulberry32(9), 36).map(Math.abs);
    expect(gaussianPosterior(A, y, gamma, noise).cost).toBeCloseTo(costOf(problem.trials[0]!, gamma), 9);
  });

  it.each([
    ['classic', classicSbl],
    ['alternating', alternatingKroneckerSbl],
  ] as const)('never costs more after an iteration of %s learning without pruning', (_, { solve }) => {
    let before = Number.POSITIVE_INFINITY;
    let steps = 0;
    for (const recovery of solve(problem, { prune: 0, tolerance: 1e-6 }, run) as Iterable<
      { trials: readonly { gamma: Float64Array | null }[] } | undefined
    >) {
      if (!recovery) continue;
      const cost = costOf(problem.trials[0]!, recovery.trials[0]!.gamma!);
      expect(cost).toBeLessThan(before + 1e-7);
      before = cost;
      if (++steps === 60) break;
    }
    expect(steps).toBe(60);
  });

  it('is refused without noise, and for sizes that do not agree', () => {
    expect(() => gaussianPosterior(new Float64Array(4), new Float64Array(2), new Float64Array(2), 0)).toThrow(
      'above 0',
    );
    expect(() => gaussianPosterior(new Float64Array(3), new Float64Array(2), new Float64Array(2), 1)).toThrow('need 4');
  });
});

it('Measurements that are all zero give an estimate of zero', () => {
  const silent = { ...problem, trials: problem.trials.map((trial) => ({ ...trial, y: trial.y.map(() => 0) })) };
  for (const { solve } of [singularKroneckerSbl, alternatingKroneckerSbl, classicSbl]) {
    let last: readonly number[] = [];
    let steps = 0;
    for (const recovery of solve(silent, { prune: 0.01, tolerance: 1e-4 }, run) as Iterable<
      { trials: readonly { mean: Float64Array }[] } | undefined
    >)
      if (recovery) {
        last = Array.from(recovery.trials[0]!.mean);
        if (++steps === 20) break;
      }
    expect(last.map(Math.abs).every((value) => value === 0)).toBe(true);
  }
});
