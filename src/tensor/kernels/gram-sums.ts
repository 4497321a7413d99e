import { distancesKey } from './pair-distances.wgsl.ts';
import { quads } from './quads.ts';
import { columnsOf, type Ground, stretchOf } from './softmin-problem.ts';

/** Kernels k_ij = exp(−factor · ground(x_i, y_j)) between two clouds, n × d and m × d row-major; v is m × width. */
export interface GramProblem {
  readonly n: number;
  readonly m: number;
  readonly d: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly ground: Ground;
  readonly factor: number;
  readonly v: Float64Array;
  readonly width: number;
}

export interface GramSums {
  /** Σ_j k_ij, n numbers. */
  readonly rows: Float64Array;
  /** Σ_j k_ij², n numbers. */
  readonly squares: Float64Array;
  /** K v, n × width. */
  readonly products: Float64Array;
}

/** Columns of v that one pass carries in registers. */
const MOST_VECTORS = 4;

/** Work of one pass: per pair 3d for the distance, 5 for the two sums, two for each column of v, one exponential. */
export function gramSumsCost(n: number, m: number, d: number, width: number) {
  const pairs = n * m;
  return {
    flops: pairs * (3 * d + 5 + 2 * width),
    exponentials: pairs,
    bytes: 4 * (n * (d + 2 + width) + m * (d + 1 + width)),
  };
}

/**
 * Sums over a Gram matrix in WGSL on the open device, float32, without an n × m array. Σ_ij k_ij is what a Cauchy-Schwarz
 * divergence needs of each pair of clouds, K v and Σ k_ij² what a diffusion operator's products and its second moment
 * need; the product of two Gaussian kernels is the kernel of the coordinates side by side. Where all kernels of a row may
 * underflow (distances of thirteen widths and more), the logarithms of `rowAverages` do not.
 */
export async function gramSums(problem: GramProblem): Promise<GramSums> {
  const { n, m, d, ground, factor, v, width } = problem;
  const [{ reduceRows }, { gramSumsShader }] = await Promise.all([
    import('./row-reduction.ts'),
    import('./gram-sums.wgsl.ts'),
  ]);
  const points = columnsOf(problem, stretchOf({ ground, factor, eps: 1 }, Math.LOG2E));
  const columns = new Float64Array(m * width);
  for (let j = 0; j < m; j++) for (let k = 0; k < width; k++) columns[k * m + j] = v[j * width + k]!;
  const shared = [quads(points.x, n, d, 0), quads(points.y, m, d, 0), quads(new Float64Array(m).fill(1), m, 1, 0)];
  const run = 4 * Math.ceil(n / 4);
  const rows = new Float64Array(n);
  const squares = new Float64Array(n);
  const products = new Float64Array(n * width);
  for (let from = 0; from === 0 || from < width; from += MOST_VECTORS) {
    const vectors = Math.min(MOST_VECTORS, width - from);
    // A binding has at least one quad.
    const weights = vectors > 0 ? quads(columns.subarray(from * m), m, vectors, 0) : new Float32Array(4);
    const numbers = await reduceRows({
      key: `gram sums with ${vectors}, ${distancesKey(d, ground)}`,
      code: gramSumsShader(d, ground, vectors),
      rows: n,
      columns: m,
      d,
      inputs: [...shared, weights],
      width: vectors + 2,
    });
    for (let i = 0; i < n; i++) {
      rows[i] = numbers[i]!;
      squares[i] = numbers[run + i]!;
      for (let k = 0; k < vectors; k++) products[i * width + from + k] = numbers[(k + 2) * run + i]!;
    }
  }
  return { rows, squares, products };
}

/** The float64 twin, straight from the definition. */
export function gramSumsTwin({ n, m, d, x, y, ground, factor, v, width }: GramProblem): GramSums {
  const rows = new Float64Array(n);
  const squares = new Float64Array(n);
  const products = new Float64Array(n * width);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      let sum = 0;
      for (let k = 0; k < d; k++) {
        const t = x[i * d + k]! - y[j * d + k]!;
        sum += ground === 'cityblock' ? Math.abs(t) : t * t;
      }
      const kernel = Math.exp(-factor * (ground === 'euclidean' ? Math.sqrt(sum) : sum));
      rows[i] = rows[i]! + kernel;
      squares[i] = squares[i]! + kernel * kernel;
      for (let k = 0; k < width; k++) products[i * width + k] = products[i * width + k]! + kernel * v[j * width + k]!;
    }
  }
  return { rows, squares, products };
}
