import { addDivergence, type Draws, equalShares, type Rule } from '../estimate.ts';
import { method } from '../problem.ts';
import { learn, trainingParams } from '../training.ts';

/** (b − f) ∇ log q(z|x) with f = log p(x|z): ∂ log q/∂μ = ε/σ, ∂ log q/∂ log σ² = ½(ε² − 1). */
export const scoreRule = (baselineOf: (draws: Draws, row: number, draw: number) => number): Rule => ({
  share: equalShares,
  latentGradient(draws, gMean, gLogVar) {
    const { rows, samples, latents, logVar, eps, logLikelihood } = draws;
    gMean.fill(0);
    gLogVar.fill(0);
    for (let i = 0; i < rows; i++)
      for (let k = i * samples; k < (i + 1) * samples; k++) {
        const weight = (baselineOf(draws, i, k) - logLikelihood[k]!) / samples;
        for (let l = 0; l < latents; l++) {
          const at = i * latents + l;
          const e = eps[k * latents + l]!;
          gMean[at] = gMean[at]! + (weight * e) / Math.exp(logVar[at]! / 2);
          gLogVar[at] = gLogVar[at]! + 0.5 * weight * (e * e - 1);
        }
      }
    addDivergence(draws, gMean, gLogVar);
  },
});

export const score: Rule = scoreRule(() => 0);

/**
 * The gradient of the ELBO without looking into the decoder: draws that came out well are made likelier (REINFORCE).
 *
 * Source   Williams 1992; as a strategy of a random choice Becker, Lew et al. 2024, arXiv 2406.15742.
 * Solves   E_q[log p(x|z)] − KL(q(z|x) ‖ p(z)) → max, the encoder's part by E_q[log p(x|z) ∇ log q(z|x)].
 * Cost     As the reparameterised gradient, which it does not need for the encoder.
 * Rate     Its variance grows with the square of log p(x|z), and falls as 1/K.
 * Needs    Nothing but values of log p(x|z): z may be discrete.
 * Fails    In learning, often: the noise buries the signal.
 * Departs  Nothing; the KL is in closed form, as in the other methods.
 */
export const scoreFunction = method({
  label: 'Score function',
  source: 'Williams 1992, Machine Learning 8',
  precision: 'float64',
  params: trainingParams,
  solve: (problem, params, run) => learn(problem, params, 'scoreFunction', score, run),
});
