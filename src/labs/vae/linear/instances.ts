import { decodeDigits8 } from '../../../data/digits8.ts';
import { finish } from '../../../math/breaths.ts';
import { product, productTransposed } from '../../../math/matrix-product.ts';
import { principalComponents, projected } from '../../../math/principal-components.ts';
import { mulberry32 } from '../../../math/random.ts';
import { randomOrthogonal } from '../../../math/random-orthogonal.ts';
import { covarianceOf } from '../../../math/whitening.ts';
import { number } from '../../../params/descriptor.ts';
import { inverseRoot, residualEigenvalues } from './closed-form.ts';
import { instance } from './problem.ts';

const THETA = [3, 2.2, 1.6, 1.1, 0.7, 0.3];
const VARIANCES = [9, 6, 4, 2.5, 1.5, 0.8];
/** Principal components of the digits, and classes but the last, which the others give away. */
const KEPT = 16;
const CLASSES = 9;

/** P diag(θ) Qᵀ, row-major. */
function fromSingular(P: Float64Array, theta: Float64Array, Q: Float64Array): Float64Array {
  const size = theta.length;
  const out = new Float64Array(size * size);
  productTransposed(
    P.map((value, k) => value * theta[k % size]!),
    Q,
    size,
    size,
    size,
    out,
  );
  return out;
}

export const spectrum = instance({
  label: 'A spectrum',
  help: 'Linear-Gaussian data with six chosen singular values, 3.0, 2.2, 1.6, 1.1, 0.7, 0.3, in random bases; no condition.',
  params: {
    largest: number({ label: 'Largest singular value', symbol: 'θ₁', min: 0.3, max: 6, default: 3, scale: 'log' }),
    decay: number({
      label: 'Decay',
      min: 0,
      max: 3,
      default: 1,
      help: 'The power of the others relative to the largest: 0 makes all equal.',
    }),
  },
  make({ largest, decay }, { seed }) {
    const random = mulberry32(seed);
    const theta = Float64Array.from(THETA, (value) => largest * (value / THETA[0]!) ** decay);
    const size = theta.length;
    const Z = fromSingular(randomOrthogonal(random, size), theta, randomOrthogonal(random, size));
    return { size, theta, Z, condition: null, notes: [] };
  },
});

export const conditioned = instance({
  label: 'An output and its condition',
  help: 'Six-dimensional output with variances 9, 6, 4, 2.5, 1.5, 0.8 and a condition correlated with every direction of it alike.',
  params: { rho: number({ label: 'Correlation with the condition', symbol: 'ρ', min: 0, max: 0.99, default: 0.8 }) },
  make({ rho }, { seed }) {
    const random = mulberry32(seed);
    const variances = Float64Array.from(VARIANCES);
    const theta = variances.map(Math.sqrt);
    const size = theta.length;
    const P = randomOrthogonal(random, size);
    const Z = fromSingular(P, theta, randomOrthogonal(random, size));
    // C_yx = ρ C_y^(1/2) O with any orthogonal O: between whitened numbers, ρ everywhere.
    const cross = fromSingular(
      P,
      theta.map((value) => rho * value),
      randomOrthogonal(random, size),
    );
    const residual = variances.map((value) => (1 - rho * rho) * value);
    return { size, theta, Z, condition: { size, cross, residual, rho, variances }, notes: [] };
  },
});

export const digits = instance({
  label: 'Handwritten digits',
  help: '1,797 digits of 8 × 8 pixels (UCI) along their 16 principal directions; the condition is the class of the digit.',
  assets: ['digits8.bin'],
  params: {},
  make(_, { assets }) {
    const { count, pixels, labels, side } = decodeDigits8(assets['digits8.bin']!);
    const components = finish(
      principalComponents(
        Float64Array.from(pixels, (value) => value / 16),
        count,
        side * side,
        KEPT,
      ),
    );
    const y = projected(
      Float64Array.from(pixels, (value) => value / 16),
      count,
      components,
    );
    const size = components.count;
    const classes = new Float64Array(count * CLASSES);
    labels.forEach((label, i) => {
      if (label < CLASSES) classes[i * CLASSES + label] = 1;
    });
    const joint = new Float64Array(count * (CLASSES + size));
    for (let i = 0; i < count; i++) {
      joint.set(classes.subarray(i * CLASSES, (i + 1) * CLASSES), i * (CLASSES + size));
      joint.set(y.subarray(i * size, (i + 1) * size), i * (CLASSES + size) + CLASSES);
    }
    const wide = CLASSES + size;
    const { covariance } = covarianceOf(joint, count, wide);
    const block = (top: number, left: number, rows: number, columns: number) =>
      Float64Array.from(
        { length: rows * columns },
        (_, k) => covariance[(top + Math.floor(k / columns)) * wide + left + (k % columns)]!,
      );
    const conditions = block(0, 0, CLASSES, CLASSES);
    const outputs = block(CLASSES, CLASSES, size, size);
    const cross = block(CLASSES, 0, size, CLASSES);
    const whitened = new Float64Array(size * CLASSES);
    product(cross, inverseRoot(conditions, CLASSES), size, CLASSES, CLASSES, whitened);
    const variances = components.values.slice(0, size);
    const theta = variances.map(Math.sqrt);
    const Z = new Float64Array(size * size);
    theta.forEach((value, k) => {
      Z[k * size + k] = value;
    });
    const residual = residualEigenvalues(outputs, cross, conditions, size, CLASSES);
    return {
      size,
      theta,
      Z,
      condition: { size: CLASSES, cross: whitened, residual, rho: null, variances },
      notes: ['The condition is the class; nine indicators, whitened, say it.'],
    };
  },
});
