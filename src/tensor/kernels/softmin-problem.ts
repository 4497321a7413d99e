export type Ground = 'squaredEuclidean' | 'euclidean' | 'cityblock';

/** Two weighted point clouds, n × d and m × d row-major, and the cost C_ij = factor · ground(x_i, y_j). */
export interface SoftminProblem {
  readonly n: number;
  readonly m: number;
  readonly d: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Weights, strictly positive. */
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly ground: Ground;
  readonly factor: number;
  readonly eps: number;
}

/**
 * The fused half-step of Sinkhorn on points, alternated:
 *
 *   f_i ← ε (log a_i − LSE_j (g_j − C_ij)/ε),   then g_j ← ε (log b_j − LSE_i (f_i − C_ij)/ε),   from g = 0
 *
 * in float32, with costs computed from the points and no n × m matrix. Whoever opens a loop disposes it.
 */
export interface SoftminLoop {
  /** One full iteration, f then g, in parts short enough to stop between; a part that is a promise is to be awaited. */
  parts(): Iterable<undefined | Promise<void>>;
  /** One full iteration without a pause. */
  step(): Promise<void>;
  /**
   * Waits for the complete iterations so far (also when one was stopped inside); fresh arrays in the cost's unit,
   * scaled in float64 from float32 numbers.
   */
  read(): Promise<{ f: Float64Array; g: Float64Array }>;
  dispose(): void;
}

/**
 * The clouds by coordinate (d runs of n and of m numbers), moved to their common mean and multiplied by `stretch`.
 * In float64, so that the rounding to float32 that follows is of small numbers.
 */
export function columnsOf(
  { n, m, d, x, y }: Pick<SoftminProblem, 'n' | 'm' | 'd' | 'x' | 'y'>,
  stretch: number,
): { x: Float64Array; y: Float64Array } {
  const out = { x: new Float64Array(n * d), y: new Float64Array(m * d) };
  for (let k = 0; k < d; k++) {
    let mean = 0;
    for (let i = 0; i < n; i++) mean += x[i * d + k]! / (n + m);
    for (let j = 0; j < m; j++) mean += y[j * d + k]! / (n + m);
    for (let i = 0; i < n; i++) out.x[k * n + i] = (x[i * d + k]! - mean) * stretch;
    for (let j = 0; j < m; j++) out.y[k * m + j] = (y[j * d + k]! - mean) * stretch;
  }
  return out;
}

/** The stretch of the points under which `ground` itself is C/ε in the given base of logarithms (natural: 1). */
export function stretchOf(
  { ground, factor, eps }: Pick<SoftminProblem, 'ground' | 'factor' | 'eps'>,
  perNat: number,
): number {
  const unit = (factor * perNat) / eps;
  return ground === 'squaredEuclidean' ? Math.sqrt(unit) : unit;
}
