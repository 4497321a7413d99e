import { liveValues } from '../../../../params/live-values.ts';
import { estimate, estimationParams } from '../estimate.ts';
import { method } from '../problem.ts';
import { noFlip, reparameterised as pathwise } from '../sites.ts';

/**
 * Source   Kingma & Welling 2014, arXiv 1312.6114; as a site's strategy, Becker et al. 2024
 * Solves   ∇E[f(x)] = E[f'(μ + σ ε) ∇(μ + σ ε)]
 * Cost     one run of the program a gradient
 * Rate     error as 1/√n
 * Needs    f differentiable, sites whose samples move with their parameters
 * Fails    at a flip, which is refused
 * Departs  nothing
 */
export const reparameterised = method({
  label: 'Reparameterised',
  source: 'Kingma & Welling 2014, arXiv 1312.6114',
  precision: 'float64',
  params: estimationParams,
  solve: (program, given, run) =>
    estimate(
      program,
      liveValues(given, ['learningRate'], { draws: given.draws, particles: 1 }),
      (noise) => ({ sites: { normal: pathwise(noise), flip: noFlip } }),
      run,
    ),
});
