import { ProblemError } from '../../../engine/bench.ts';
import { mulberry32, normals } from '../../../math/random.ts';
import { choice, integer, number } from '../../../params/descriptor.ts';
import { dropoutContraction, gaussianTotalVariation } from './contraction.ts';
import { instance, type LinearLayer } from './problem.ts';

/** Pivots below this share of the largest are rounding. */
const RANK_TOLERANCE = 1e-10;

/** An orthonormal basis of the rows of a matrix by Gram-Schmidt, twice over (Golub & Van Loan, section 5.2). */
export function rowSpace(map: Float64Array, rows: number, d: number): { basis: Float64Array; rank: number } {
  const basis: Float64Array[] = [];
  let largest = 0;
  for (let r = 0; r < rows; r++) {
    const row = map.slice(r * d, (r + 1) * d);
    const before = Math.hypot(...row);
    largest = Math.max(largest, before);
    for (let pass = 0; pass < 2; pass++) {
      for (const one of basis) {
        let dot = 0;
        for (let k = 0; k < d; k++) dot += one[k]! * row[k]!;
        for (let k = 0; k < d; k++) row[k] = row[k]! - dot * one[k]!;
      }
    }
    const length = Math.hypot(...row);
    if (length > RANK_TOLERANCE * largest && basis.length < d) basis.push(row.map((value) => value / length));
  }
  const flat = new Float64Array(basis.length * d);
  basis.forEach((row, r) => {
    flat.set(row, r * d);
  });
  return { basis: flat, rank: basis.length };
}

const WIDTHS = ['32-16-8-4-2', '64-32-16-8', '6-3-1', '16-16-16', '4-16-4'] as const;
const GAINS = ['1-1-1-1-1', '2-0.3-3', '0.5-0.5-0.5', '2-1-0.5-0.25-2'] as const;

export const gaussianClasses = instance({
  label: 'Two Gaussian classes',
  help: 'A linear network on two Gaussian classes, for which both divergences are known in closed form.',
  params: {
    d: integer({ label: 'Input dimension', symbol: 'd', min: 2, max: 64, default: 32, scale: 'log' }),
    n: integer({ label: 'Training examples', symbol: 'n', min: 2, max: 500, default: 50, scale: 'log' }),
    sigma: number({ label: 'Class spread', symbol: 'σ', min: 0.1, max: 5, default: 0.8, scale: 'log' }),
    separation: number({ label: 'Length of the mean', symbol: '|μ|', min: 0, max: 5, default: 1 }),
    widths: choice({ label: 'Layer widths', options: WIDTHS, default: '32-16-8-4-2' }),
    gains: choice({
      label: 'Layer gains',
      options: GAINS,
      default: '1-1-1-1-1',
      help: 'Each layer is a random map scaled to this gain; a missing gain is 1.',
    }),
    dropout: number({
      label: 'Dropout',
      symbol: 'δ',
      min: 0,
      max: 0.95,
      default: 0,
      help: 'Chance that an input of a layer is dropped.',
    }),
    noise: number({
      label: 'Gaussian noise',
      symbol: 'ε',
      min: 0,
      max: 5,
      default: 0,
      help: 'Noise after a layer bounded to [−1, 1].',
    }),
  },
  make({ d, n, sigma, separation, widths, gains, dropout, noise }, { seed }) {
    if (n < 2)
      throw new ProblemError(
        `n = ${n} is too few: with one example a training feature has no spread; accepted is 2 or more.`,
      );
    const random = mulberry32(seed);
    const direction = normals(random, d);
    const length = Math.hypot(...direction) || 1;
    const mean = direction.map((value) => (separation * value) / length);
    const gain = gains.split('-').map(Number);
    const layers: LinearLayer[] = [];
    let before: Float64Array<ArrayBufferLike> = identity(d);
    let input = d;
    let contraction = 1;
    widths.split('-').forEach((text, l) => {
      const width = Number(text);
      // Variance 1/inputs keeps the size of a feature; the gain then scales it.
      const weights = normals(random, width * input).map((value) => ((gain[l] ?? 1) * value) / Math.sqrt(input));
      const map = product(weights, before, width, input, d);
      contraction *= dropoutContraction(dropout, input) * gaussianTotalVariation(noise, width);
      const { basis, rank } = rowSpace(map, width, d);
      const squaredNorm = map.reduce((sum, value) => sum + value * value, 0);
      layers.push({ width, map, rank, basis, squaredNorm, contraction });
      before = map;
      input = width;
    });
    return { d, n, sigma, mean, layers };
  },
});

function identity(d: number): Float64Array {
  const out = new Float64Array(d * d);
  for (let k = 0; k < d; k++) out[k * d + k] = 1;
  return out;
}

/** A (rows × inner) times B (inner × cols), row-major. */
function product(A: Float64Array, B: Float64Array, rows: number, inner: number, cols: number): Float64Array {
  const out = new Float64Array(rows * cols);
  for (let r = 0; r < rows; r++)
    for (let k = 0; k < inner; k++)
      for (let c = 0; c < cols; c++) out[r * cols + c] = out[r * cols + c]! + A[r * inner + k]! * B[k * cols + c]!;
  return out;
}
