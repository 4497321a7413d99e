import { logSumExp } from './log-sum-exp.ts';

/**
 * What log weights log p(x, z_k)/q(z_k | x) say of log p(x): their mean (the ELBO), log of their mean weight (the bound of
 * Burda et al. 2016, at least the ELBO), the normalised weights and their effective number 1/Σ w².
 */
export function importanceBound(logWeights: Float64Array): {
  elbo: number;
  bound: number;
  weights: Float64Array;
  effective: number;
} {
  const total = logSumExp(logWeights);
  const weights = logWeights.map((one) => Math.exp(one - total));
  return {
    elbo: logWeights.reduce((sum, one) => sum + one, 0) / logWeights.length,
    bound: total - Math.log(logWeights.length),
    weights,
    effective: 1 / weights.reduce((sum, one) => sum + one * one, 0),
  };
}
