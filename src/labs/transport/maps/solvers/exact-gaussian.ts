import { ProblemError } from '../../../../engine/bench.ts';
import { brenierMatrix } from '../../../../math/bures.ts';
import { covarianceOf } from '../../../../math/whitening.ts';
import { choice } from '../../../../params/descriptor.ts';
import { applyAffine } from '../apply-affine.ts';
import { type Moments, method } from '../problem.ts';

/**
 * The optimal map between two Gaussians in closed form, from their moments.
 *
 * Source   Gelbrich 1990; Peyré & Cuturi 2019, remark 2.31.
 * Solves   the transport of N(m₁, A) to N(m₂, B) under the squared distance: T(x) = m₂ + M (x − m₁), M A M = B.
 * Cost     a few eigenvalues of 2 × 2 matrices.
 * Rate     one step.
 * Needs    positive definite covariances; the squared distance.
 * Fails    on what is no Gaussian: mean and covariance of the image are right, its shape is that of the source.
 * Departs  nowhere.
 */
export const exactGaussian = method({
  label: 'Gaussian map',
  source: 'Gelbrich 1990',
  precision: 'float64',
  params: {
    moments: choice({
      label: 'Moments',
      options: ['sample', 'exact'],
      default: 'sample',
      help: 'Of the two samples, or the exact ones where they are known.',
    }),
  },
  solve({ cost, source, target, moments: known }, { moments }) {
    if (cost !== 'squaredEuclidean')
      throw new ProblemError(
        'The Gaussian map is optimal for the squared distance; for the distance itself no closed form is known.',
      );
    const exact = moments === 'exact' ? known : null;
    const from = exact?.source ?? sampleMoments(source, 'source');
    const to = exact?.target ?? sampleMoments(target, 'target');
    const M = brenierMatrix(from.covariance, to.covariance, 2);
    const shift = Float64Array.of(
      to.mean[0]! - M[0]! * from.mean[0]! - M[1]! * from.mean[1]!,
      to.mean[1]! - M[2]! * from.mean[0]! - M[3]! * from.mean[1]!,
    );
    const apply = (points: Float64Array) => applyAffine({ M, shift }, points);
    return [{ image: apply(source), apply }];
  },
});

function sampleMoments(points: Float64Array, name: string): Moments {
  const { mean, covariance } = covarianceOf(points, points.length / 2, 2);
  const [xx, xy, yy] = [covariance[0]!, covariance[1]!, covariance[3]!];
  if (!(xx * yy - xy * xy > 1e-12 * (xx + yy) ** 2))
    throw new ProblemError(
      `The ${name} points lie on one line, and the Gaussian map needs a covariance that is positive definite.`,
    );
  return { mean, covariance };
}
