import { liveValues } from '../../../../params/live-values.ts';
import { dynamicParams, targetOf } from '../gate-params.ts';
import { method } from '../problem.ts';
import { trainGates } from '../train-gates.ts';

/**
 * Dynamic pruning by predicted masks: what a layer itself would put out teaches a predictor which units to compute, an input at
 * a time.
 *
 * Source   Elkerdawy, Elhoushi, Zhang & Ray 2022, arXiv 2110.08232: fire together, wire together; decoupled training.
 * Solves   min of the cross-entropy of the gated network + that of the gates against the units that carry the mass r.
 * Cost     a dense step, and a predictor of first × second hidden units.
 * Rate     that of Adam.
 * Needs    0 < r ≤ 1.
 * Fails    by closing units the task needs where r is small.
 * Departs  on one dense layer in place of filters, so nothing is pooled and the predictor is as large as the layer; the unit of
 *          largest share is always kept, which the paper's rule drops where it alone exceeds r.
 */
export const decoupledGates = method({
  label: 'Gates, decoupled',
  source: 'Elkerdawy, Elhoushi, Zhang & Ray 2022, arXiv 2110.08232',
  precision: 'float64',
  params: dynamicParams,
  solve: (problem, params, run) =>
    trainGates(
      problem,
      params,
      liveValues(params, ['gateRate', 'dynamicEpochs'], { target: () => targetOf(params), joint: false }),
      run,
    ),
});
