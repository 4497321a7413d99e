import { liveValues } from '../../../../params/live-values.ts';
import { estimate, estimationParams } from '../estimate.ts';
import { normalSite, normalSiteParam } from '../normal-site.ts';
import { method } from '../problem.ts';
import { measureValuedFlip } from '../sites.ts';

/**
 * Source   Heidergott & Vázquez-Abad 2008
 * Solves   ∇E[f(b)] = E[f'(b)] + p' (f(1) − f(0))
 * Cost     two runs of the rest a flip and gradient
 * Rate     error as 1/√n; none at all where only flips are left to chance
 * Needs    flips; other sites keep a strategy of their own
 * Fails    not by itself: the variance that stays is that of the rest
 * Departs  normal sites are reparameterised or scored, as is chosen
 */
export const measureValued = method({
  label: 'Measure-valued',
  source: 'Heidergott & Vázquez-Abad 2008',
  precision: 'float64',
  params: { ...estimationParams, normalSite: normalSiteParam },
  solve: (program, given, run) => {
    const strategy = given.normalSite;
    return estimate(
      program,
      liveValues(given, ['learningRate'], { draws: given.draws, particles: 1 }),
      (noise) => ({ sites: { normal: normalSite(strategy, noise), flip: measureValuedFlip(noise) } }),
      run,
    );
  },
});
