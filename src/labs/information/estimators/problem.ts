import { instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';

/**
 * Mutual information of X and Y from samples, which arrive in growing numbers: step s sees the first n_s of them.
 *
 *   I(X; Y) = E log p(x, y) / (p(x) p(y))
 *
 * In code        In the papers
 * n              N           samples
 * x, dx          X, d_X      n × dx, row-major
 * y              Y           n × dy real numbers, or one class a sample
 * truth          I           what the estimate should be, bits; NaN where nobody knows
 * information    Î           the estimate, bits
 */
export interface Samples {
  readonly n: number;
  readonly dx: number;
  readonly x: Float64Array;
  readonly y: RealTarget | ClassTarget;
  /** Bits; NaN when it is not known. */
  readonly truth: number;
  /** How the truth is known, in words. */
  readonly truthSource: string;
  /** Numbers of samples seen at the steps, increasing, the last one is n. */
  readonly sizes: readonly number[];
  /** When rows of x (and of a real y) are images. */
  readonly image: { readonly width: number; readonly height: number } | null;
  readonly notes: readonly string[];
}

export interface RealTarget {
  readonly kind: 'real';
  readonly dy: number;
  /** n × dy, row-major. */
  readonly values: Float64Array;
}

export interface ClassTarget {
  readonly kind: 'classes';
  readonly count: number;
  /** Classes 0..count − 1. */
  readonly labels: Int32Array;
  /** What the reader or the data set calls them. */
  readonly names: readonly string[];
}

/** What lies inside an estimate, for pictures; arrays are fresh at every step. */
export type Inside =
  /** Bin edges of the coordinates of x, and of y unless it has classes. */
  | { readonly kind: 'bins'; readonly edgesX: Float64Array; readonly edgesY: Float64Array | null }
  /** Noise variances put on x and y. */
  | { readonly kind: 'kernels'; readonly varianceX: number; readonly varianceY: number }
  /** Distance of each sample to its k-th neighbour. */
  | { readonly kind: 'distances'; readonly radii: Float64Array; readonly k: number }
  /** Codes that stand for x and y, n × dx and n × dy. */
  | {
      readonly kind: 'codes';
      readonly dx: number;
      readonly x: Float64Array;
      readonly dy: number;
      readonly y: Float64Array | null;
    }
  /** Eigenvalues of the diffusion operator of `rows` samples, largest first. */
  | { readonly kind: 'spectrum'; readonly eigenvalues: Float64Array; readonly time: number; readonly rows: number };

/** One estimate; information and standardError are NaN while there are too few samples of a class. */
export interface Estimated {
  /** Bits. */
  readonly information: number;
  /** Bits; NaN where the method has none. */
  readonly standardError: number;
  readonly inside: Inside;
  /** Largest weight of a weighted nearest-neighbour entropy; NaN for other methods. */
  readonly largestWeight?: number;
}

/** Valid until the next pull. */
export interface Estimate extends Estimated {
  readonly n: number;
  /** Which functional the number is, in words. */
  readonly quantity: string;
  /** The steps so far. */
  readonly sizes: Float64Array;
  readonly estimates: Float64Array;
  readonly errors: Float64Array;
  readonly settle?: undefined;
}

export const SHANNON = 'mutual information, bits';

export const method = typedMethod<Samples, Estimate>();
export const instance = typedInstance<Samples>();
