import { cauchySchwarzOfKernels, type Kernel } from '../../../../math/gram-divergence.ts';
import { squaredDistance } from '../../../../math/squared-distance.ts';
import { number, toggle } from '../../../../params/descriptor.ts';
import { growing } from '../growing.ts';
import { method } from '../problem.ts';

/** Numbers divided by the standard deviation of their column; columns that do not vary stay. */
function standardised(points: Float64Array, n: number, d: number): Float64Array {
  const mean = new Float64Array(d);
  const square = new Float64Array(d);
  for (let i = 0; i < n; i++) for (let c = 0; c < d; c++) mean[c] = mean[c]! + points[i * d + c]! / n;
  for (let i = 0; i < n; i++)
    for (let c = 0; c < d; c++) square[c] = square[c]! + (points[i * d + c]! - mean[c]!) ** 2 / n;
  const scale = square.map((v) => (v > 0 ? 1 / Math.sqrt(v) : 1));
  return points.map((v, at) => v * scale[at % d]!);
}

function gaussian(points: Float64Array, d: number, sigma: number): Kernel {
  const factor = -1 / (2 * sigma * sigma);
  return (i, j) => Math.exp(factor * squaredDistance(points, i * d, points, j * d, d));
}

/**
 * Cauchy-Schwarz quadratic mutual information from Gram matrices (Yu et al. 2024), divided by ln 2: another functional than
 * Shannon's, 0 for independent variables too, so that it does not converge to I(X; Y). Classes have the kernel [y = y'].
 */
export const cauchySchwarz = method({
  label: 'Cauchy-Schwarz',
  source: 'Yu, Yu, Løkse, Jenssen & Príncipe 2024',
  precision: 'float64',
  params: {
    kernelWidth: number({ label: 'Kernel width', symbol: 'σ', min: 0.05, max: 30, scale: 'log', default: 1 }),
    standardise: toggle({
      label: 'Standardise',
      help: 'divide every coordinate by its standard deviation, so that σ means the same everywhere',
      default: true,
    }),
  },
  solve(problem, { kernelWidth, standardise }, run) {
    const { dx, x, y } = problem;
    const prepare = (points: Float64Array, n: number, d: number) => (standardise ? standardised(points, n, d) : points);
    return growing(problem, 'Cauchy-Schwarz information, nats divided by ln 2', function* (n) {
      run.count('kernel', 2 * n * n);
      const kernelX = gaussian(prepare(x.subarray(0, n * dx), n, dx), dx, kernelWidth);
      const kernelY: Kernel =
        y.kind === 'classes'
          ? (i, j) => (y.labels[i] === y.labels[j] ? 1 : 0)
          : gaussian(prepare(y.values.subarray(0, n * y.dy), n, y.dy), y.dy, kernelWidth);
      const cost = dx + (y.kind === 'real' ? y.dy : 1);
      const nats = yield* cauchySchwarzOfKernels(kernelX, kernelY, n, cost);
      const variance = kernelWidth ** 2;
      return {
        information: nats / Math.LN2,
        standardError: Number.NaN,
        inside: { kind: 'kernels', varianceX: variance, varianceY: y.kind === 'real' ? variance : 0 },
      };
    });
  },
});
