import loadHighs from 'highs';
import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../../../math/random.ts';
import bench from './bench.ts';
import { matrixProblem, pointProblem } from './make-problem.ts';
import { exactOptimum } from './metrics.ts';
import type { Coupling, Transport } from './problem.ts';

const { metrics } = bench;

/** Runs the network simplex to its end, showing every iterate. */
function play(problem: Transport, see: (iterate: Coupling) => void = () => undefined) {
  const run = { random: mulberry32(0), noise: mulberry32(0), count: () => undefined, backend: 'cpu' } as const;
  let last: Coupling | null = null;
  for (const iterate of bench.methods.exact.solve(problem, {}, run) as Iterable<Coupling>) see((last = iterate));
  return { last: last! };
}

function weights(n: number, seed: number): Float64Array {
  const random = mulberry32(seed);
  const w = Float64Array.from({ length: n }, () => 0.2 + random());
  const total = w.reduce((sum, v) => sum + v, 0);
  return w.map((v) => v / total);
}

const uniform = (n: number) => new Float64Array(n).fill(1 / n);
const C = Float64Array.from({ length: 9 * 13 }, mulberry32(12));
const small = matrixProblem({ C, a: weights(9, 5), b: weights(13, 6), scale: 'none' });

describe('exact transport', () => {
  it('agrees with the linear programme solved by HiGHS, with unequal weights', async () => {
    const highs = await loadHighs();
    for (const seed of [1, 2, 3, 4]) {
      const [rows, columns] = [5 + 3 * seed, 4 + 5 * seed];
      const problem = matrixProblem({
        C: Float64Array.from({ length: rows * columns }, mulberry32(seed)),
        a: weights(rows, 40 + seed),
        b: weights(columns, 50 + seed),
        scale: 'none',
      });
      const name = (k: number) => `x${k}`;
      const sum = (keys: number[]) => keys.map(name).join(' + ');
      const text = [
        'Minimize',
        ` obj: ${Array.from(problem.C, (c, k) => `${c} ${name(k)}`).join(' + ')}`,
        'Subject To',
        ...Array.from(
          problem.a,
          (w, i) => ` r${i}: ${sum(Array.from({ length: columns }, (_, j) => i * columns + j))} = ${w}`,
        ),
        // One equation follows from the others; leaving it out keeps rounding from making the programme infeasible.
        ...Array.from(
          problem.b.subarray(1),
          (w, j) => ` c${j + 1}: ${sum(Array.from({ length: rows }, (_, i) => i * columns + j + 1))} = ${w}`,
        ),
        'End',
      ].join('\n');
      const optimum = highs.solve(text).ObjectiveValue;
      const { last } = play(problem);
      expect(Math.abs(metrics.transportCost.measure(problem, last) - optimum)).toBeLessThan(1e-9);
      expect(Math.abs(exactOptimum(problem) - optimum)).toBeLessThan(1e-9);
      expect(Math.abs(metrics.dualityGap.measure(problem, last))).toBeLessThan(1e-12);
      expect(Math.abs(metrics.gapToExact.measure(problem, last))).toBeLessThan(1e-12);
    }
  });

  it('is feasible at every pivot and ends by itself', () => {
    play(small, (iterate) => {
      expect(metrics.marginalError.measure(small, iterate)).toBeLessThan(1e-14);
      expect(metrics.gapToExact.measure(small, iterate)).toBeGreaterThan(-1e-14);
    });
  });

  it('of a translation is the translation: |t|² for the squared distance, whatever the points', () => {
    const x = Float64Array.from({ length: 40 }, mulberry32(31));
    const y = x.map((v, k) => v + (k % 2 === 0 ? 0.3 : -0.4));
    const problem = pointProblem({
      x,
      y,
      dimension: 2,
      a: uniform(20),
      b: uniform(20),
      ground: 'squaredEuclidean',
      scale: 'none',
      shape: { kind: 'points' },
    });
    const { last } = play(problem);
    expect(metrics.transportCost.measure(problem, last)).toBeCloseTo(0.25, 12);
  });
});
