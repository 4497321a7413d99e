import { number } from '../../../../params/descriptor.ts';
import { kernelPull, largestExponent } from '../kernel-pull.ts';
import { method } from '../problem.ts';

/** What both flows take. */
export const params = {
  sigma: number({ label: 'Kernel width', symbol: 'σ', min: 0.2, max: 5, scale: 'log', default: 1 }),
  rate: number({
    label: 'Step',
    symbol: 'r/n',
    help: 'step length over the number of points, since each point’s slope is a share of 1/n',
    min: 0.02,
    max: 1,
    scale: 'log',
    default: 0.5,
  }),
};

/**
 * Gradient descent of the points on the Cauchy-Schwarz divergence from the target.
 *
 * Source   Yu et al. 2024, equation 6 and their two-Gaussian example.
 * Solves   min D_CS(B; A) = log κ̄(B,B) + log κ̄(A,A) − 2 log κ̄(B,A) in the points of B.
 * Cost     O(n²) kernels a step.
 * Fails    with steps of about 2n: the points overshoot the modes and leave.
 */
export const cauchySchwarz = method({
  label: 'Cauchy-Schwarz divergence',
  source: 'Yu et al. 2024, equation 6',
  precision: 'float64',
  params,
  *solve({ n, target, start }, given, run) {
    const points = start.slice();
    const own = new Float64Array(2 * n);
    const cross = new Float64Array(2 * n);
    for (;;) {
      const { sigma, rate } = given;
      own.fill(0);
      cross.fill(0);
      // ∂D/∂b = 2/σ² (pull of A / Σ κ(B,A) − pull of B / Σ κ(B,B)), relative to the largest κ(B,A): it may underflow.
      const shift = largestExponent(points, target, sigma);
      const all = kernelPull(points, points, sigma, 0, own);
      if (n > 200) yield undefined;
      const both = kernelPull(points, target, sigma, shift, cross);
      run.count('kernels', 2 * n * n);
      const step = (2 * rate * n) / (sigma * sigma);
      for (let k = 0; k < 2 * n; k++) points[k] = points[k]! - step * (cross[k]! / both - own[k]! / all);
      yield { points, sigma };
    }
  },
});
