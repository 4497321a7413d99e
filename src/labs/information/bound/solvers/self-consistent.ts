import { sweepEncoder } from '../../../../math/bottleneck-curve.ts';
import { anneal, annealing } from '../anneal.ts';
import { method } from '../problem.ts';

/**
 * The self-consistent equations of the information bottleneck, iterated at each β from the encoder of the next larger
 * one (reverse annealing):
 *
 *   p(t|x) ∝ p(t) exp(−β KL(p(y|x) ‖ p(y|t))),   p(t) = Σ p(x) p(t|x),   p(y|t) = Σ p(y|x) p(x|t)
 *
 * Each sweep lowers I(X;T) − β I(T;Y) or leaves it; the fixed point may be a local minimum.
 *
 * Tishby, Pereira & Bialek 1999, "The information bottleneck method", equation 31 and theorem 5.
 */
export const selfConsistent = method({
  label: 'Self-consistent',
  source: 'Tishby, Pereira & Bialek 1999, arXiv physics/0004057',
  precision: 'float64',
  params: annealing,
  solve(problem, params, run) {
    const { rows, cols } = problem.channel;
    return anneal(problem, params, (encoder, beta, next) => {
      run.count('exponential', rows * rows);
      run.count('multiply-add', 2 * rows * rows * cols);
      return sweepEncoder(problem.channel, encoder, rows, beta, next);
    });
  },
});
