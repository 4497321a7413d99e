import { kernelPull } from '../kernel-pull.ts';
import { method } from '../problem.ts';
import { params } from './cauchy-schwarz.ts';

/**
 * The baseline: gradient descent on the squared maximum mean discrepancy with the same kernel.
 *
 * Source   Gretton et al. 2012, equation 5 (biased); as a flow Arbel et al. 2019.
 * Solves   min κ̄(B,B) + κ̄(A,A) − 2 κ̄(B,A) in the points of B.
 * Fails    by slowness where the target is several widths away: the slope is as small as the kernel there, and no
 *          logarithm makes up for it.
 */
export const meanDiscrepancy = method({
  label: 'Mean discrepancy',
  source: 'Gretton et al. 2012, equation 5',
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
      kernelPull(points, points, sigma, 0, own);
      if (n > 200) yield undefined;
      kernelPull(points, target, sigma, 0, cross);
      run.count('kernels', 2 * n * n);
      // ∂/∂b = 2/(n² σ²) (pull of A − pull of B)
      const step = (2 * rate * n) / (n * n * sigma * sigma);
      for (let k = 0; k < 2 * n; k++) points[k] = points[k]! - step * (cross[k]! - own[k]!);
      yield { points, sigma };
    }
  },
});
