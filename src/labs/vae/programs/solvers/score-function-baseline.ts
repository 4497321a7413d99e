import { liveValues } from '../../../../params/live-values.ts';
import { estimate, estimationParams, type MakeSites } from '../estimate.ts';
import { method } from '../problem.ts';
import { type Baseline, scoredFlip, scoredNormal } from '../sites.ts';

/** Share of what earlier batches said that is kept while the parameters move. */
const KEPT = 0.9;

/**
 * Source   Williams 1992; Mnih & Gregor 2014, arXiv 1402.0030
 * Solves   ∇E[f(x)] = E[(f(x) − b) ∇log q(x) + ∇f(x)] for any constant b, as the score has mean 0
 * Cost     one run of the program a gradient
 * Rate     error as 1/√n; the best constant is b = E[f s²]/E[s²], s the score, one a parameter
 * Needs    b from samples other than those it is taken off, or the estimate is biased
 * Fails    where the parameters move fast: the constant is that of where they were
 * Departs  the constant is estimated from the batches before (the first from one that is not counted), where a network would depend on the observation
 */
export const scoreFunctionBaseline = method({
  label: 'Score function, baseline',
  source: 'Mnih & Gregor 2014, arXiv 1402.0030',
  precision: 'float64',
  params: estimationParams,
  solve: (program, given, run) =>
    estimate(
      program,
      liveValues(given, ['learningRate'], { draws: given.draws, particles: 1 }),
      withBaseline(given.learningRate > 0 ? KEPT : 1),
      run,
    ),
});

export const withBaseline =
  (kept: number): MakeSites =>
  (noise, parameters) => {
    const level = new Float64Array(parameters);
    const weighed = new Float64Array(parameters);
    const weights = new Float64Array(parameters);
    const baseline: Baseline = {
      level,
      observe(value, score) {
        for (let p = 0; p < score.length; p++) {
          const square = score[p]! * score[p]!;
          weighed[p] = weighed[p]! + value * square;
          weights[p] = weights[p]! + square;
        }
      },
    };
    return {
      sites: { normal: scoredNormal(noise, baseline), flip: scoredFlip(noise, baseline) },
      next() {
        for (let p = 0; p < parameters; p++) {
          level[p] = weights[p]! > 0 ? weighed[p]! / weights[p]! : 0;
          weighed[p] = kept * weighed[p]!;
          weights[p] = kept * weights[p]!;
        }
      },
    };
  };
