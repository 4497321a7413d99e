import type { Draws, Rule } from '../estimate.ts';
import { method } from '../problem.ts';
import { learn, trainingParams } from '../training.ts';

/** log p(x|z) + log p(z) − log q(z|x) of draw k of row i, less constants that are the same for all draws. */
function logWeight({ latents, logVar, eps, z, logLikelihood }: Draws, i: number, k: number): number {
  let sum = logLikelihood[k]!;
  for (let l = 0; l < latents; l++)
    sum += 0.5 * (eps[k * latents + l]! ** 2 - z[k * latents + l]! ** 2 + logVar[i * latents + l]!);
  return sum;
}

/** Shares are the normalised importance weights: ∇ log mean w = Σ w̃ ∇ log w. */
export const importanceWeighted: Rule = {
  share(draws) {
    const { rows, samples, shares: out } = draws;
    for (let i = 0; i < rows; i++) {
      let top = Number.NEGATIVE_INFINITY;
      for (let k = i * samples; k < (i + 1) * samples; k++) {
        out[k] = logWeight(draws, i, k);
        top = Math.max(top, out[k]!);
      }
      let sum = 0;
      for (let k = i * samples; k < (i + 1) * samples; k++) {
        out[k] = Math.exp(out[k]! - top);
        sum += out[k]!;
      }
      for (let k = i * samples; k < (i + 1) * samples; k++) out[k] = out[k]! / sum;
    }
  },
  latentGradient(draws, gMean, gLogVar) {
    const { rows, samples, latents, logVar, eps, z, pull, shares } = draws;
    for (let i = 0; i < rows; i++)
      for (let l = 0; l < latents; l++) {
        const at = i * latents + l;
        const half = 0.5 * Math.exp(logVar[at]! / 2);
        let mean = 0;
        // −log q contributes ½ log σ² to every weight.
        let spread = -0.5;
        for (let k = i * samples; k < (i + 1) * samples; k++) {
          const through = pull[k * latents + l]! + shares[k]! * z[k * latents + l]!;
          mean += through;
          spread += half * eps[k * latents + l]! * through;
        }
        gMean[at] = mean;
        gLogVar[at] = spread;
      }
  },
};

/**
 * A tighter bound: the mean of K importance weights within the logarithm.
 *
 * Source   Burda, Grosse & Salakhutdinov 2016, arXiv 1509.00519; as an objective Becker, Lew et al. 2024, arXiv 2406.15742.
 * Solves   E log (1/K) Σ p(x, z_k)/q(z_k|x) → max over both networks, along reparameterised draws.
 * Cost     As the reparameterised gradient with as many draws.
 * Rate     The bound rises to log p(x) with K; the encoder's gradient loses its signal as K grows, as 1/√K.
 * Needs    A density that can be differentiated by z.
 * Fails    At large K the encoder hardly learns (Rainforth et al. 2018).
 * Departs  Nothing. At K = 1 it is the ELBO with log q(z|x) drawn, where the reparameterised method has the KL in closed form.
 */
export const iwae = method({
  label: 'Importance weighted',
  source: 'Burda et al. 2016, arXiv 1509.00519',
  precision: 'float64',
  params: trainingParams,
  solve: (problem, params, run) => learn(problem, params, 'iwae', importanceWeighted, run),
});
