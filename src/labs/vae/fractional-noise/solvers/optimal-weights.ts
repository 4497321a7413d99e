import { fittedWeights, geometricRates } from '../../../../math/ou-superposition.ts';
import { method } from '../problem.ts';
import { batch, samplePaths } from '../sample-paths.ts';

/**
 * Weights with the least mean squared distance from fractional Brownian motion over the interval, in closed form.
 *
 * Source   Daems, Opper, Crevecoeur & Birdal 2024, arXiv 2310.12975, section 3.
 * Solves   min over ω of ∫₀ᵀ E(Σ ω_k Y_k − B_t)² dt, that is A ω = b; then samples paths of the sum.
 * Cost     O(K³) once; O(n² + n K²) a path.
 * Rate     the sampled covariance approaches that of the sum as 1/√paths.
 * Needs    distinct positive rates.
 * Fails    for rough noise with few terms: nothing is faster than γ_max. With eight terms or more up to a rate of 20,
 *          A is singular to rounding, and the distance is up to half as large again as the least (measured by QR).
 * Departs  in nothing.
 */
export const optimalWeights = method({
  label: 'Optimal weights',
  source: 'Daems et al. 2024, arXiv 2310.12975',
  precision: 'float64',
  params: { batch },
  *solve(problem, { batch: size }, run) {
    const rates = geometricRates(problem.terms, problem.fastest);
    yield* samplePaths(problem, rates, fittedWeights(rates, problem.hurst, problem.horizon), size, run);
  },
});
