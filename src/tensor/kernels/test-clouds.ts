import { mulberry32, normals } from '../../math/random.ts';
import type { SoftminProblem } from './softmin-problem.ts';

/** Two seeded normal clouds away from the origin with uneven weights; for tests and the benchmark. */
export function testClouds(n: number, m: number, d: number, rest: Partial<SoftminProblem> = {}): SoftminProblem {
  const random = mulberry32(n * 1000 + m + d);
  const weights = (count: number) => {
    const raw = Float64Array.from({ length: count }, () => 0.2 + random());
    const sum = raw.reduce((total, value) => total + value, 0);
    return raw.map((value) => value / sum);
  };
  const x = normals(random, n * d).map((value) => 3 + 0.3 * value);
  const y = normals(random, m * d).map((value) => 3.5 + 0.3 * value);
  return { n, m, d, x, y, a: weights(n), b: weights(m), ground: 'squaredEuclidean', factor: 1, eps: 0.05, ...rest };
}
