import { geometricRates, hatWeights } from '../../../../math/ou-superposition.ts';
import { method } from '../problem.ts';
import { batch, samplePaths } from '../sample-paths.ts';

/**
 * Weights by quadrature: rough fractional Brownian motion is a mixture of processes Y_γ of all rates with a known
 * density; Y_γ is interpolated between the rates, and the density is integrated against the hat functions.
 *
 * Source   Carmona & Coutin 1998, the mixture; the baseline of Daems et al. 2024, arXiv 2310.12975.
 * Solves   ω_k = ∫ hat_k(γ) γ^(−H−½) dγ / (Γ(H+½) Γ(½−H)), on the same rates; then samples paths of the sum.
 * Cost     O(K) once; O(n² + n K²) a path.
 * Rate     the sampled covariance approaches that of the sum as 1/√paths.
 * Needs    H < ½, and two rates or more: with one, the weight is 0.
 * Fails    by what lies outside the rates: it is cut off, and nothing makes up for it.
 */
export const hatQuadrature = method({
  label: 'Hat quadrature',
  source: 'Carmona & Coutin 1998',
  precision: 'float64',
  params: { batch },
  *solve(problem, { batch: size }, run) {
    const rates = geometricRates(problem.terms, problem.fastest);
    yield* samplePaths(problem, rates, hatWeights(rates, problem.hurst), size, run);
  },
});
