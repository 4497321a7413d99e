import { ProblemError } from '../../../engine/bench.ts';
import { mulberry32, normals } from '../../../math/random.ts';
import { integer, number } from '../../../params/descriptor.ts';
import { type CovarianceBatch, instance } from './problem.ts';
import { readMatrices } from './user-data.ts';

const n = integer({ label: 'Matrices', symbol: 'N', min: 2, max: 200, default: 60, scale: 'log' });
const draws = (preset: number) =>
  integer({
    label: 'Draws behind each matrix',
    help: 'each is the sample covariance of so many Gaussian vectors; the fewer, the more they differ',
    min: 2,
    max: 400,
    default: preset,
    scale: 'log',
  });

/** Eigenvalues from 1 to 1/κ, evenly in the logarithm. */
const spectrumOf = (d: number, kappa: number): Float64Array =>
  Float64Array.from({ length: d }, (_, k) => kappa ** (-k / Math.max(1, d - 1)));

/** Sample covariances of `draws` vectors R Λ^½ z. */
function sampleCovariances(
  spectrum: Float64Array,
  n: number,
  draws: number,
  seed: number,
  rotation: readonly number[] | null,
): Float64Array[] {
  const d = spectrum.length;
  if (draws < d)
    throw new ProblemError(
      `${draws} draws cannot make a positive definite ${d} × ${d} matrix; at least ${d} are needed.`,
    );
  const random = mulberry32(seed);
  const deviations = spectrum.map(Math.sqrt);
  return Array.from({ length: n }, () => {
    const z = normals(random, draws * d);
    const X = new Float64Array(d * d);
    for (let r = 0; r < draws; r++) {
      const row = z.subarray(r * d, (r + 1) * d);
      for (let k = 0; k < d; k++) row[k] = row[k]! * deviations[k]!;
      if (rotation) {
        const [x, y] = [row[0]!, row[1]!];
        row[0] = rotation[0]! * x - rotation[1]! * y;
        row[1] = rotation[1]! * x + rotation[0]! * y;
      }
      for (let i = 0; i < d; i++)
        for (let j = 0; j < d; j++) X[i * d + j] = X[i * d + j]! + (row[i]! * row[j]!) / draws;
    }
    return X;
  });
}

const ellipses = instance({
  label: 'Ellipses',
  help: 'Two-dimensional covariances around one tilted ellipse, drawn as ellipses.',
  params: {
    n,
    kappa: number({
      label: 'Condition number',
      symbol: 'κ',
      help: 'of the covariance behind the batch',
      min: 1,
      max: 1e4,
      default: 10,
      scale: 'log',
    }),
    angle: number({ label: 'Tilt', unit: '°', min: -90, max: 90, default: 30 }),
    draws: draws(8),
  },
  make({ n, kappa, angle, draws }, { seed }): CovarianceBatch {
    const spectrum = spectrumOf(2, kappa);
    const turn = (angle * Math.PI) / 180;
    const matrices = sampleCovariances(spectrum, n, draws, seed, [Math.cos(turn), Math.sin(turn)]);
    return { kind: 'ellipses', d: 2, matrices, spectrum };
  },
});

const spectrum = instance({
  label: 'Ill-conditioned covariances',
  help: 'Sample covariances of Gaussian vectors whose variances fall evenly, in the logarithm, from 1 to 1/κ.',
  params: {
    n,
    dimension: integer({ label: 'Dimension', symbol: 'd', min: 2, max: 10, default: 8 }),
    kappa: number({
      label: 'Condition number',
      symbol: 'κ',
      help: 'of the covariance behind the batch',
      min: 10,
      max: 1e6,
      default: 1000,
      scale: 'log',
    }),
    draws: draws(20),
  },
  make({ n, dimension, kappa, draws }, { seed }): CovarianceBatch {
    const spectrum = spectrumOf(dimension, kappa);
    return { kind: 'spectrum', d: dimension, matrices: sampleCovariances(spectrum, n, draws, seed, null), spectrum };
  },
});

const user = instance({
  label: 'Your own matrices',
  help: 'Covariance matrices read from a file: symmetric and positive definite.',
  needsData: true,
  params: {},
  make: (_, { data }): CovarianceBatch => ({ kind: 'user', ...readMatrices(data), spectrum: null }),
});

export const instances = { ellipses, spectrum, user };
