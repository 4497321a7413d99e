import { method } from '../problem.ts';
import { batch, samplePaths } from '../sample-paths.ts';

/**
 * Brownian motion in place of fractional Brownian motion, driven by the same noise: what is used where memory is ignored.
 *
 * Source   Wiener 1923.
 * Solves   B̂ = W; a process of rate 0 and weight 1.
 * Cost     O(n²) a path.
 * Rate     the sampled covariance approaches min(s, t) as 1/√paths.
 * Needs    nothing.
 * Fails    away from H = ½: the covariance is another.
 */
export const brownian = method({
  label: 'Brownian motion',
  source: 'Wiener 1923',
  precision: 'float64',
  params: { batch },
  *solve(problem, { batch: size }, run) {
    yield* samplePaths(problem, Float64Array.of(0), Float64Array.of(1), size, run);
  },
});
