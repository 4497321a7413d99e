import { createSorter } from './bucket-sort.ts';

export interface Slicer {
  /**
   * W₂² of both clouds projected onto the direction that begins at `at` in theta. `residual`, n numbers from `into` on,
   * receives 2 Σ_j π_ij (θᵀx_i − θᵀy_j) of every source point: the derivative by θᵀx_i.
   */
  distance(theta: Float64Array, at: number, residual?: Float64Array, into?: number): number;
  /** Comparisons and multiply-adds that a projection stands for. */
  readonly comparisons: number;
  readonly multiplyAdds: number;
}

/**
 * One-dimensional optimal transport of projections: sort, and match in order; clouds of different sizes are matched on the
 * merged grid of their quantiles. X (n × d) and Y are read anew each time, so they may move between the calls.
 */
export function createSlicer(X: Float64Array, Y: Float64Array, d: number): Slicer {
  const [n, m] = [X.length / d, Y.length / d];
  const sorter = createSorter(Math.max(n, m));
  const [x, y] = [new Float64Array(n), new Float64Array(m)];
  const order = new Int32Array(n);

  function matched(residual: Float64Array | undefined, into: number): number {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const apart = x[i]! - y[i]!;
      sum += apart * apart;
      if (residual) residual[into + order[i]!] = (2 / n) * apart;
    }
    return sum / n;
  }

  /** Mass in units of 1/(n m), so that both ends are met exactly. */
  function merged(residual: Float64Array | undefined, into: number): number {
    residual?.fill(0, into, into + n);
    let sum = 0;
    let [i, j] = [0, 0];
    let [supply, demand] = [m, n];
    while (i < n && j < m) {
      const mass = Math.min(supply, demand);
      const apart = x[i]! - y[j]!;
      sum += mass * apart * apart;
      if (residual) {
        const place = into + order[i]!;
        residual[place] = residual[place]! + (2 * mass * apart) / (n * m);
      }
      supply -= mass;
      demand -= mass;
      if (supply === 0) {
        i++;
        supply = m;
      }
      if (demand === 0) {
        j++;
        demand = n;
      }
    }
    return sum / (n * m);
  }

  return {
    distance(theta, at, residual, into = 0) {
      project(X, d, theta, at, x);
      project(Y, d, theta, at, y);
      sorter.sort(x, residual ? order : undefined);
      sorter.sort(y);
      return n === m ? matched(residual, into) : merged(residual, into);
    },
    comparisons: Math.round(n * Math.log2(n) + m * Math.log2(m)),
    multiplyAdds: (n + m) * d + Math.max(n, m),
  };
}

function project(points: Float64Array, d: number, theta: Float64Array, at: number, out: Float64Array): void {
  if (d === 2) {
    const [a, b] = [theta[at]!, theta[at + 1]!];
    for (let i = 0; i < out.length; i++) out[i] = a * points[2 * i]! + b * points[2 * i + 1]!;
    return;
  }
  if (d === 3) {
    const [a, b, c] = [theta[at]!, theta[at + 1]!, theta[at + 2]!];
    for (let i = 0, k = 0; i < out.length; i++, k += 3)
      out[i] = a * points[k]! + b * points[k + 1]! + c * points[k + 2]!;
    return;
  }
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    for (let k = 0; k < d; k++) sum += theta[at + k]! * points[i * d + k]!;
    out[i] = sum;
  }
}

/** W₂² along each of `count` directions (count × d) between X and Y, and the elementary operations that took. */
export function slicedDistances(
  X: Float64Array,
  Y: Float64Array,
  d: number,
  theta: Float64Array,
  count: number,
): { distances: Float64Array; operations: number } {
  const slicer = createSlicer(X, Y, d);
  const distances = new Float64Array(count);
  for (let l = 0; l < count; l++) distances[l] = slicer.distance(theta, l * d);
  return { distances, operations: count * (slicer.comparisons + slicer.multiplyAdds) };
}
