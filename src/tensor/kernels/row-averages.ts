import { distancesKey } from './pair-distances.wgsl.ts';
import { quads } from './quads.ts';
import { columnsOf, type Ground, stretchOf } from './softmin-problem.ts';

/**
 * Scores of every row point for every column point and what is averaged with their softmax:
 *
 *   s_ij = h_j − factor · ground(x_i, y_j),   p_ij = exp(s_ij) / Σ_j exp(s_ij)
 */
export interface AverageProblem {
  readonly n: number;
  readonly m: number;
  readonly d: number;
  /** n × d and m × d, row-major. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly ground: Ground;
  readonly factor: number;
  /** m numbers. */
  readonly h: Float64Array;
  /** m × width, row-major; any real numbers. */
  readonly values: Float64Array;
  readonly width: number;
}

export interface Averages {
  /** log Σ_j exp(s_ij), n numbers, nats. */
  readonly logSum: Float64Array;
  /** Σ_j p_ij factor · ground(x_i, y_j), n numbers. */
  readonly cost: Float64Array;
  /** Σ_j p_ij v_j, n × width. */
  readonly average: Float64Array;
}

/** Most values of a column that one pass carries: with more the registers of small GPUs run out. */
const MOST_VECTORS = 4;

/** Work of one pass: as `rowSoftminCost` for one half-step, and a multiply-add for the cost and each value. */
export function rowAveragesCost(n: number, m: number, d: number, width: number) {
  const pairs = n * m;
  return {
    flops: pairs * (3 * d + 6 + 2 * width),
    exponentials: pairs * 1.25,
    bytes: 4 * (n * (d + 2 + width) + m * (d + 1 + width)),
  };
}

/**
 * Row log-sum-exp with vector accumulators in WGSL on the open device, float32, from the points without an n × m array:
 * barycentric maps (v = y), kernel density entropies (h = 0: the log of a sum of kernels), contrastive bounds, kernel
 * regression, means shifted uphill. Points and values are moved to their means first; at most 3e-7 of the largest score is
 * lost from a sum's logarithm and as much, relative, from p.
 */
export async function rowAverages(problem: AverageProblem): Promise<Averages> {
  const { n, m, d, ground, factor, h, values, width } = problem;
  const [{ reduceRows }, { averagesShader }, { EMPTY }] = await Promise.all([
    import('./row-reduction.ts'),
    import('./row-averages.wgsl.ts'),
    import('./row-softmin.wgsl.ts'),
  ]);
  const points = columnsOf(problem, stretchOf({ ground, factor, eps: 1 }, Math.LOG2E));
  const means = new Float64Array(width);
  for (let k = 0; k < m * width; k++) means[k % width] = means[k % width]! + values[k]! / m;
  const centred = new Float64Array(m * width);
  for (let j = 0; j < m; j++) {
    for (let k = 0; k < width; k++) centred[k * m + j] = values[j * width + k]! - means[k]!;
  }
  const shared = [quads(points.x, n, d, 0), quads(points.y, m, d, 0)];
  const potential = quads(
    h.map((value) => value * Math.LOG2E),
    m,
    1,
    EMPTY,
  );
  const run = 4 * Math.ceil(n / 4);
  const logSum = new Float64Array(n);
  const cost = new Float64Array(n);
  const average = new Float64Array(n * width);
  for (let from = 0; from === 0 || from < width; from += MOST_VECTORS) {
    const vectors = Math.min(MOST_VECTORS, width - from);
    // A binding has at least one quad.
    const weights = vectors > 0 ? quads(centred.subarray(from * m), m, vectors, 0) : new Float32Array(4);
    const numbers = await reduceRows({
      key: `row averages of ${vectors}, ${distancesKey(d, ground)}`,
      code: averagesShader(d, ground, vectors),
      rows: n,
      columns: m,
      d,
      inputs: [...shared, potential, weights],
      width: vectors + 2,
    });
    for (let i = 0; i < n; i++) {
      logSum[i] = numbers[i]! * Math.LN2;
      cost[i] = numbers[run + i]! * Math.LN2;
      for (let k = 0; k < vectors; k++) {
        average[i * width + from + k] = numbers[(k + 2) * run + i]! + means[from + k]!;
      }
    }
  }
  return { logSum, cost, average };
}

/** The float64 twin, straight from the definition, one row at a time. */
export function averagesTwin({ n, m, d, x, y, ground, factor, h, values, width }: AverageProblem): Averages {
  const logSum = new Float64Array(n);
  const cost = new Float64Array(n);
  const average = new Float64Array(n * width);
  const costs = new Float64Array(m);
  for (let i = 0; i < n; i++) {
    let peak = -Infinity;
    for (let j = 0; j < m; j++) {
      let sum = 0;
      for (let k = 0; k < d; k++) {
        const t = x[i * d + k]! - y[j * d + k]!;
        sum += ground === 'cityblock' ? Math.abs(t) : t * t;
      }
      costs[j] = factor * (ground === 'euclidean' ? Math.sqrt(sum) : sum);
      peak = Math.max(peak, h[j]! - costs[j]!);
    }
    let total = 0;
    for (let j = 0; j < m; j++) {
      const p = Math.exp(h[j]! - costs[j]! - peak);
      total += p;
      cost[i] = cost[i]! + p * costs[j]!;
      for (let k = 0; k < width; k++) average[i * width + k] = average[i * width + k]! + p * values[j * width + k]!;
    }
    logSum[i] = peak + Math.log(total);
    cost[i] = cost[i]! / total;
    for (let k = 0; k < width; k++) average[i * width + k] = average[i * width + k]! / total;
  }
  return { logSum, cost, average };
}
