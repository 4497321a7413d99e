import { fittedWeights, geometricRates } from '../../../math/ou-superposition.ts';
import { eulerStep } from './controlled-paths.ts';
import { exactPosterior } from './exact-posterior.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
type Inputs = any;

export const reference: Record<string, (inputs: Inputs) => Record<string, unknown>> = {
  mafbm_euler_path: ({ H, K, gamma_max, T, dt, dW }) => {
    const rates = geometricRates(K, gamma_max);
    const noise = { rates, weights: fittedWeights(rates, H, T), dt, pull: 0 };
    const state = new Float64Array(K + 1);
    const path = dW.map((one: number) => {
      eulerStep(noise, state, Float64Array.of(one));
      return state[0]!;
    });
    return { path: [0, ...path] };
  },
  fou_bridge_exact: ({ H, K, gamma_max, T, n, kappa, obs, obs_sd }) => {
    const rates = geometricRates(K, gamma_max);
    const weights = fittedWeights(rates, H, T);
    const exact = exactPosterior({
      rates,
      weights,
      steps: n,
      dt: T / n,
      pull: kappa,
      observed: obs,
      sd: obs_sd,
    });
    return {
      prior_var: exact.priorVariance,
      post_mean: exact.mean,
      post_var: exact.variance,
      log_evidence: exact.logEvidence,
    };
  },
};
