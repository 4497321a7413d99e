import { liveValues } from '../../../../params/live-values.ts';
import { estimate, estimationParams } from '../estimate.ts';
import { normalSite, normalSiteParam } from '../normal-site.ts';
import { method } from '../problem.ts';
import { enumeratedFlip } from '../sites.ts';

/**
 * Source   Becker et al. 2024, PLDI
 * Solves   ∇E[f(b)] = Σ_v q'(v) f(v) + q(v) f'(v)
 * Cost     both ways of every flip: 2^flips runs of the rest a gradient
 * Rate     error as 1/√n; none at all where only flips are left to chance
 * Needs    flips; other sites keep a strategy of their own
 * Fails    with many flips in a row, as the cost doubles with each
 * Departs  normal sites are reparameterised or scored, as is chosen
 */
export const enumerated = method({
  label: 'Enumerated',
  source: 'Becker et al. 2024, PLDI',
  precision: 'float64',
  params: { ...estimationParams, normalSite: normalSiteParam },
  solve: (program, given, run) => {
    const strategy = given.normalSite;
    return estimate(
      program,
      liveValues(given, ['learningRate'], { draws: given.draws, particles: 1 }),
      (noise) => ({ sites: { normal: normalSite(strategy, noise), flip: enumeratedFlip } }),
      run,
    );
  },
});
