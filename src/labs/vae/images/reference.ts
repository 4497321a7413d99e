import { ardPrior, studentLogDensity } from '../../../math/ard-prior.ts';
import { bernoulliLoss, bernoulliSlope } from '../../../math/bernoulli-loss.ts';
import { gaussianKl } from '../../../math/gaussian-kl.ts';
import { importanceBound } from '../../../math/importance-bound.ts';
import { linearGaussianBound, linearGaussianEvidence } from '../../../math/linear-gaussian.ts';
import { cumulativePercent, relevanceOf, relevantCount } from '../../../math/relevance.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
type Inputs = any;

const flat = (rows: number[][]): Float64Array => Float64Array.from(rows.flat());

/** What our own code computes for an entry of that kind, by the names under `expected`. */
export const reference: Record<string, (inputs: Inputs) => Record<string, unknown>> = {
  kl_diag_gaussian: ({ mu, logvar, prior_mu, prior_logvar }) => ({
    kl_standard: mu.map((one: number, k: number) => gaussianKl(one, logvar[k])),
    kl_general: mu.map((one: number, k: number) => gaussianKl(one, logvar[k], prior_mu[k], prior_logvar[k])),
    grad_mu_standard: mu,
    grad_logvar_standard: logvar.map((one: number) => 0.5 * (Math.exp(one) - 1)),
  }),
  bernoulli_logits_nll: ({ logits, x }) => ({
    nll: logits.map((one: number, k: number) => bernoulliLoss(one, x[k])),
    grad: logits.map((one: number, k: number) => bernoulliSlope(one, x[k])),
  }),
  elbo_linear_gaussian: ({ W, sigma2, x, q_mu, q_logvar, betas }) => {
    const model = { weights: flat(W), axes: W[0].length, variance: sigma2 };
    const data = Float64Array.from(x);
    const { expectedLogLikelihood, kl } = linearGaussianBound(
      model,
      data,
      Float64Array.from(q_mu),
      Float64Array.from(q_logvar),
    );
    const { logEvidence, mean, covariance } = linearGaussianEvidence(model, data);
    return {
      expected_loglik: expectedLogLikelihood,
      kl,
      elbo: expectedLogLikelihood - kl,
      beta_elbo: betas.map((beta: number) => expectedLogLikelihood - beta * kl),
      log_px: logEvidence,
      gap_kl_q_posterior: logEvidence - expectedLogLikelihood + kl,
      posterior_mean: [...mean],
      posterior_cov: Array.from(mean, (_, a) => [...covariance.subarray(a * mean.length, (a + 1) * mean.length)]),
    };
  },
  iwae_log_weights: ({ log_w }) => {
    const { elbo, bound, weights, effective } = importanceBound(Float64Array.from(log_w));
    return { elbo, iwelbo: bound, normalised_weights: [...weights], ess: effective };
  },
  ard_update: ({ z, mu, logvar, jacobian, percentages, student_rows }) => {
    const axes: number = z[0].length;
    const { shape, rates, variance } = ardPrior(flat(z), axes);
    const kl: number[][] = mu.map((row: number[], i: number) =>
      row.map((one, l) => gaussianKl(one, logvar[i][l], 0, Math.log(variance[l]!))),
    );
    const relevance = relevanceOf(Float64Array.from(jacobian.flat(2)), jacobian.length, jacobian[0].length, variance);
    return {
      alpha: shape,
      beta: [...rates],
      prior_variance: [...variance],
      kl_per_axis: kl,
      kl_mean: kl.flat().reduce((sum, one) => sum + one, 0) / kl.length,
      relevance: [...relevance],
      order: Array.from(relevance.keys()).sort((a, b) => relevance[b]! - relevance[a]!),
      cumulative_percent: cumulativePercent(relevance),
      counts: percentages.map((percent: number) => relevantCount(relevance, percent)),
      student_t_logpdf: z
        .slice(0, student_rows)
        .map((row: number[]) => row.map((one, l) => studentLogDensity(one, variance[l]!, 2 * shape))),
    };
  },
};
