import { addDivergence, type Draws, equalShares, type Rule } from '../estimate.ts';
import { method } from '../problem.ts';
import { learn, trainingParams } from '../training.ts';

/** z = μ + σε: the gradient goes through the draw, ∂/∂μ = ∂/∂z and ∂/∂ log σ² = ½σε ∂/∂z. */
export const pathwise: Rule = {
  share: equalShares,
  latentGradient(draws, gMean, gLogVar) {
    gMean.fill(0);
    gLogVar.fill(0);
    addPath(draws, gMean, gLogVar);
    addDivergence(draws, gMean, gLogVar);
  },
};

/** Adds the gradient that reaches μ and log σ² through z. */
function addPath({ rows, samples, latents, logVar, eps, pull }: Draws, gMean: Float64Array, gLogVar: Float64Array) {
  for (let i = 0; i < rows; i++)
    for (let l = 0; l < latents; l++) {
      const at = i * latents + l;
      const half = 0.5 * Math.exp(logVar[at]! / 2);
      for (let k = i * samples; k < (i + 1) * samples; k++) {
        gMean[at] = gMean[at]! + pull[k * latents + l]!;
        gLogVar[at] = gLogVar[at]! + half * eps[k * latents + l]! * pull[k * latents + l]!;
      }
    }
}

/**
 * The gradient of the ELBO along the draws themselves.
 *
 * Source   Kingma & Welling 2014, arXiv 1312.6114; as one strategy among others Becker, Lew et al. 2024, arXiv 2406.15742.
 * Solves   E_q[log p(x|z)] − KL(q(z|x) ‖ p(z)) → max over both networks; the expectation by K draws, the KL in closed form.
 * Cost     K passes of the decoder and one of the encoder a point, forwards and back.
 * Rate     Its variance falls as 1/K.
 * Needs    A density that can be differentiated by z, and draws that can be written as a function of μ and σ.
 * Fails    For discrete latent variables there is no path to go along.
 * Departs  Nothing.
 */
export const reparameterised = method({
  label: 'Reparameterised',
  source: 'Kingma & Welling 2014, arXiv 1312.6114',
  precision: 'float64',
  params: trainingParams,
  solve: (problem, params, run) => learn(problem, params, 'reparameterised', pathwise, run),
});
