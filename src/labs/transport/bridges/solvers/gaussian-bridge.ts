import { ProblemError } from '../../../../engine/bench.ts';
import { entropicGaussians } from '../../../../math/entropic-gaussians.ts';
import { covarianceOf } from '../../../../math/whitening.ts';
import { choice } from '../../../../params/descriptor.ts';
import { type Bridge, type BridgeProblem, type Ends, type Moments, method } from '../problem.ts';

/**
 * The bridge between two Gaussians in closed form, from their moments.
 *
 * Source   Janati, Muzellec, Peyré & Cuturi 2020; Bunne, Hsieh, Cuturi & Krause 2023.
 * Solves   the Schrödinger bridge between N(m₁, A) and N(m₂, B): v is one Gaussian with S = M, r = m₂ − M m₁.
 * Cost     a few eigenvalues of 2 × 2 matrices.
 * Rate     one step.
 * Needs    positive definite covariances.
 * Fails    on what is no Gaussian, of which it keeps mean and covariance.
 */
export const gaussianBridge = method({
  label: 'Gaussian bridge',
  source: 'Janati, Muzellec, Peyré & Cuturi 2020',
  precision: 'float64',
  params: {
    moments: choice({
      label: 'Moments',
      options: ['sample', 'exact'],
      default: 'sample',
      help: 'Of the two samples, or the exact ones where they are known.',
    }),
  },
  solve(problem, { moments }) {
    const of = (ends: Ends, name: string) => (moments === 'exact' && ends.moments) || sampleMoments(ends.points, name);
    return [bridgeOf(problem, of(problem.source, 'source'), of(problem.target, 'target'))];
  },
});

function bridgeOf({ eps }: BridgeProblem, first: Moments, second: Moments): Bridge {
  const { conditional: M } = entropicGaussians(first.covariance, second.covariance, 2, eps);
  const r = Float64Array.of(
    second.mean[0]! - M[0]! * first.mean[0]! - M[1]! * first.mean[1]!,
    second.mean[1]! - M[1]! * first.mean[0]! - M[3]! * first.mean[1]!,
  );
  const potential = { eps, logAlpha: new Float64Array(1), r, S: Float64Array.of(M[0]!, M[1]!, M[3]!) };
  return { potential, independent: false };
}

function sampleMoments(points: Float64Array, name: string): Moments {
  const { mean, covariance } = covarianceOf(points, points.length / 2, 2);
  const [xx, xy, yy] = [covariance[0]!, covariance[1]!, covariance[3]!];
  if (!(xx * yy - xy * xy > 1e-12 * (xx + yy) ** 2))
    throw new ProblemError(
      `The ${name} points lie on one line, and the Gaussian bridge needs a covariance that is positive definite.`,
    );
  return { mean, covariance };
}
