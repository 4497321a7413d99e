import { binIndices, linearEdges } from '../../../../math/bin-edges.ts';
import type { Breathing } from '../../../../math/breaths.ts';
import {
  type DiffusionOperator,
  diffusionInformation,
  diffusionSpectrum,
  randomSubsets,
  subset,
} from '../../../../math/diffusion-spectrum.ts';
import { kMeans } from '../../../../math/k-means.ts';
import type { Random } from '../../../../math/random.ts';
import { choice, integer, number } from '../../../../params/descriptor.ts';
import { growing } from '../growing.ts';
import { method, type RealTarget } from '../problem.ts';

/** Samples of which the spectrum is drawn. */
const DRAWN = 150;

function pick(points: Float64Array, d: number, rows: Int32Array): Float64Array {
  const out = new Float64Array(rows.length * d);
  rows.forEach((row, i) => {
    for (let c = 0; c < d; c++) out[i * d + c] = points[row * d + c]!;
  });
  return out;
}

/** Classes of a real reference: bins of equal width in one dimension, k-means beyond. */
function grouped({ dy, values }: RealTarget, rows: Int32Array, groups: number, random: Random): Int32Array {
  const chosen = pick(values, dy, rows);
  const count = Math.min(groups, rows.length);
  if (dy > 1) return kMeans(chosen, rows.length, dy, count, random);
  const [low, high] = [chosen.reduce((a, b) => Math.min(a, b)), chosen.reduce((a, b) => Math.max(a, b))];
  const edges = linearEdges(low, high, count + 1);
  return binIndices(chosen, edges.subarray(1, count));
}

/**
 * Diffusion spectral mutual information of x about y (Liao et al. 2024): how much the spectral entropy of all points exceeds
 * that of the points of one class, at equal numbers of points. Bits of its own. A real y is grouped first. Of more samples
 * than `rows` a random choice is taken at every step.
 */
export const diffusionSpectral = method({
  label: 'Diffusion spectral',
  source: 'Liao et al. 2024',
  precision: 'float64',
  params: {
    diffusionWidth: number({ label: 'Kernel width', symbol: 'σ', min: 0.1, max: 30, scale: 'log', default: 1 }),
    diffusionTime: integer({ label: 'Diffusion time', symbol: 't', min: 1, max: 10, default: 1 }),
    operator: choice({
      label: 'Operator',
      options: ['released', 'anisotropic'],
      default: 'released',
      optionLabels: { released: 'of the released code', anisotropic: 'of the paper, α = 1/2' },
    }),
    subsets: integer({ label: 'Random subsets', symbol: 'R', help: 'for each class', min: 2, max: 20, default: 5 }),
    groups: integer({ label: 'Groups of a real y', min: 2, max: 20, default: 10 }),
    rows: integer({
      label: 'Most rows',
      help: 'an eigenvalue problem has at most this size',
      min: 60,
      max: 1000,
      scale: 'log',
      default: 400,
    }),
  },
  solve(problem, { diffusionWidth, diffusionTime, operator, subsets, groups, rows: most }, run) {
    const { dx, x, y } = problem;
    const diffusion: DiffusionOperator =
      operator === 'released' ? { kind: 'symmetric' } : { kind: 'anisotropic', alpha: 0.5 };
    const options = { sigma: diffusionWidth, t: diffusionTime, operator: diffusion };
    return growing(problem, 'diffusion spectral mutual information, bits of its own', function* (n): Breathing<{
      information: number;
      standardError: number;
      inside: { kind: 'spectrum'; eigenvalues: Float64Array; time: number; rows: number };
    }> {
      const rows = subset(run.random, n, Math.min(n, most));
      const size = rows.length;
      const points = pick(x, dx, rows);
      const labels = y.kind === 'classes' ? rows.map((row) => y.labels[row]!) : grouped(y, rows, groups, run.random);
      const classes = y.kind === 'classes' ? y.count : groups;
      run.count('eigenvalue', size ** 2);
      const found = yield* diffusionInformation(points, size, dx, labels, classes, {
        ...options,
        subsets: randomSubsets(run.random, size, subsets),
      });
      const drawn = Math.min(DRAWN, size);
      const eigenvalues = yield* diffusionSpectrum(
        points.subarray(0, drawn * dx),
        drawn,
        dx,
        diffusionWidth,
        diffusion,
      );
      return { ...found, inside: { kind: 'spectrum', eigenvalues, time: diffusionTime, rows: drawn } };
    });
  },
});
