import { integer } from '../../../../params/descriptor.ts';
import { estimate, estimationParams } from '../estimate.ts';
import { method } from '../problem.ts';
import { noFlip, reparameterised } from '../sites.ts';

/**
 * Source   Burda, Grosse & Salakhutdinov 2016, arXiv 1509.00519; Rainforth et al. 2018, arXiv 1802.04537
 * Solves   L_K = E[log mean_k w_k] ≤ log p(x), w_k = p(x, z_k)/q(z_k), gradient Σ_k w̃_k ∇log w_k with w̃ = w/Σ w
 * Cost     K runs of the program a gradient
 * Rate     log p(x) − L_K falls as 1/K
 * Needs    log weights, and sites that can be reparameterised
 * Fails    the gradient's mean falls as 1/K and its deviation as 1/√K only: q learns from ever more noise
 * Departs  nothing
 */
export const iwae = method({
  label: 'IWAE',
  source: 'Burda et al. 2016, arXiv 1509.00519',
  precision: 'float64',
  params: {
    ...estimationParams,
    particles: integer({ label: 'Particles', symbol: 'K', min: 1, max: 64, default: 5, scale: 'log' }),
  },
  solve: (program, given, run) =>
    estimate(program, given, (noise) => ({ sites: { normal: reparameterised(noise), flip: noFlip } }), run),
});
