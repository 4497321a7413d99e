import { denoise } from './gaussian-denoiser.ts';
import { categoricalKl, dirichletKl, gammaKl, noiseTerm } from './variational-terms.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
type Inputs = any;

export const reference: Record<string, (inputs: Inputs) => Record<string, unknown>> = {
  scoredvi_terms: ({ alpha, beta, alpha0, beta0, dirichlet, pi, y, mean, var: variance }) => ({
    kl_gamma: gammaKl(alpha, beta, alpha0, beta0),
    kl_categorical: categoricalKl(pi, dirichlet),
    kl_dirichlet: dirichletKl(dirichlet),
    recon_term: noiseTerm(y, mean, variance, alpha, beta),
  }),
  scoredvi_gaussian_fixed_point: ({ prior_mean, prior_sd, noise_sd, y, z, s2 }) => {
    const law = {
      pixels: 1,
      mean: Float64Array.of(prior_mean),
      values: Float64Array.of(prior_sd ** 2),
      vectors: Float64Array.of(1),
    };
    const denoised = (at: number, variance: number) => {
      const out = new Float64Array(1);
      denoise(law, Float64Array.of(at), variance, out);
      return out[0]!;
    };
    return {
      posterior_mean: denoised(y, noise_sd ** 2),
      posterior_var: 1 / (1 / prior_sd ** 2 + 1 / noise_sd ** 2),
      mmse_denoiser: s2.map((variance: number) => denoised(z, variance)),
    };
  },
};
