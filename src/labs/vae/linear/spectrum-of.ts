import { product, productTransposed } from '../../../math/matrix-product.ts';
import { singularValues } from '../../../math/singular-values.ts';
import { symmetricEigen } from '../../../math/symmetric-eigen.ts';
import type { LinearData, LinearFit, Spectrum } from './problem.ts';

/** Singular values and standard deviations of a model as it stands, sorted as the closed forms are. */
export function spectrumOf(problem: LinearData, fit: LinearFit): Spectrum {
  const { size } = problem;
  if (fit.model === 'hierarchical') {
    return {
      decoder: singularValues(fit.U2, size, size),
      encoder: singularValues(fit.V1, size, size),
      sds: new Float64Array(0),
    };
  }
  return {
    decoder: singularValues(fit.U, size, size),
    encoder: fit.model === 'vae' ? singularValues(fit.V, size, size) : meansOf(problem, fit.W),
    sds: fit.settings.sigma === null ? fit.logSd.map(Math.exp).sort() : new Float64Array(0),
  };
}

/** Square roots of the eigenvalues of W C Wᵀ, the covariance of the latent means under the joint covariance C. */
function meansOf(problem: LinearData, W: Float64Array): Float64Array {
  const { size } = problem;
  const wide = (problem.condition?.size ?? 0) + size;
  const left = new Float64Array(size * wide);
  product(W, jointCovariance(problem), size, wide, wide, left);
  const covariance = new Float64Array(size * size);
  productTransposed(left, W, size, wide, size, covariance);
  const { values } = symmetricEigen(covariance, size);
  return values
    .map((value) => Math.sqrt(Math.max(0, value)))
    .sort()
    .reverse();
}

/** Covariance of condition and output side by side; the condition's own is the identity. */
export function jointCovariance({ size, Z, condition }: LinearData): Float64Array {
  const k = condition?.size ?? 0;
  const wide = k + size;
  const C = new Float64Array(wide * wide);
  for (let a = 0; a < k; a++) C[a * wide + a] = 1;
  const own = new Float64Array(size * size);
  productTransposed(Z, Z, size, size, size, own);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) C[(k + i) * wide + k + j] = own[i * size + j]!;
    for (let a = 0; a < k; a++) {
      C[(k + i) * wide + a] = condition!.cross[i * k + a]!;
      C[a * wide + k + i] = condition!.cross[i * k + a]!;
    }
  }
  return C;
}
