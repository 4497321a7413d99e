import { exp } from './exp.ts';
import code from './kernel-sums.as.ts?native';
import { type Opened, openKernels } from './open-kernels.ts';

/*
 * Sums of Gaussian kernels over pairs of points that are nowhere stored. Points lie coordinate by coordinate: number c of point i
 * at points[c · stride + i]; kernels read up to seven numbers beyond the last point, and write as many beyond n in
 * `scratch`. NaN in a point comes out as NaN.
 */

/** Below exp(−46) = 1e-20 a term does not change a sum that is at least 1 in float64, and counts as 0. */
const NEGLIGIBLE = -46;
/** Entries under exp(−700) = 1e-304 of a matrix count as 0: subnormal numbers slow the processor. */
const LOWEST = -700;

/** A kernel from its exponent; NaN stays. */
const seen = (s: number, least: number): number => (s <= least ? 0 : s >= least ? exp(s) : s);

const apart = (points: Float64Array, stride: number, d: number, i: number, j: number): number => {
  let square = 0;
  for (let c = 0; c < d; c++) {
    const difference = points[c * stride + i]! - points[c * stride + j]!;
    square += difference * difference;
  }
  return square;
};

/**
 * For the pairs j < i, from ≤ i < to: f = exp(factor · |x_i − x_j|²) and f⁴ are added to both points' sums, to `far` and `near` of
 * `others` for j < begin[i] and to those of `own` from there on. 3d + 10 operations and an exponential a pair, 64 bytes.
 */
function addKernels(
  points: Float64Array,
  begin: Int32Array,
  nearOwn: Float64Array,
  farOwn: Float64Array,
  nearOthers: Float64Array,
  farOthers: Float64Array,
  _scratch: Float64Array,
  stride: number,
  d: number,
  factor: number,
  from: number,
  to: number,
): void {
  const segment = (i: number, start: number, end: number, near: Float64Array, far: Float64Array) => {
    const nears = new Float64Array(4);
    const fars = new Float64Array(4);
    for (let j = start; j < end; j++) {
      const f = seen(apart(points, stride, d, i, j) * factor, NEGLIGIBLE);
      const e = f * f * (f * f);
      const k = (j - start) & 3;
      nears[k] = nears[k]! + e;
      fars[k] = fars[k]! + f;
      near[j] = near[j]! + e;
      far[j] = far[j]! + f;
    }
    near[i] = near[i]! + fourOf(nears);
    far[i] = far[i]! + fourOf(fars);
  };
  for (let i = from; i < to; i++) {
    segment(i, 0, begin[i]!, nearOthers, farOthers);
    segment(i, begin[i]!, i, nearOwn, farOwn);
  }
}

const fourOf = (sums: Float64Array): number => sums[0]! + sums[1]! + (sums[2]! + sums[3]!);

/**
 * For the pairs j < i, from ≤ i < to, of points with coordinates x (dx) and y (dy): exp(factorX · |x_i − x_j|²), the same of y, and their
 * product are added to both points' sums. 3(dx + dy) + 11 operations and two exponentials a pair, 96 bytes.
 */
function addProducts(
  x: Float64Array,
  y: Float64Array,
  sumX: Float64Array,
  sumY: Float64Array,
  sumBoth: Float64Array,
  _scratchX: Float64Array,
  _scratchY: Float64Array,
  stride: number,
  dx: number,
  dy: number,
  factorX: number,
  factorY: number,
  from: number,
  to: number,
): void {
  const [xs, ys, boths] = [new Float64Array(4), new Float64Array(4), new Float64Array(4)];
  for (let i = from; i < to; i++) {
    for (const sums of [xs, ys, boths]) sums.fill(0);
    for (let j = 0; j < i; j++) {
      const kernelX = seen(apart(x, stride, dx, i, j) * factorX, NEGLIGIBLE);
      const kernelY = seen(apart(y, stride, dy, i, j) * factorY, NEGLIGIBLE);
      const both = kernelX * kernelY;
      const k = j & 3;
      xs[k] = xs[k]! + kernelX;
      ys[k] = ys[k]! + kernelY;
      boths[k] = boths[k]! + both;
      sumX[j] = sumX[j]! + kernelX;
      sumY[j] = sumY[j]! + kernelY;
      sumBoth[j] = sumBoth[j]! + both;
    }
    sumX[i] = sumX[i]! + fourOf(xs);
    sumY[i] = sumY[i]! + fourOf(ys);
    sumBoth[i] = sumBoth[i]! + fourOf(boths);
  }
}

/**
 * gram[i · m + j] = exp(factor · |a_i − b_j|²) for from ≤ i < to and j < m; a is row-major (n × d), b coordinate by coordinate.
 * 3d operations, an exponential and 8 bytes an entry.
 */
function gramRows(
  a: Float64Array,
  b: Float64Array,
  gram: Float64Array,
  stride: number,
  m: number,
  d: number,
  factor: number,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) {
    for (let j = 0; j < m; j++) {
      let square = 0;
      for (let c = 0; c < d; c++) {
        const difference = a[i * d + c]! - b[c * stride + j]!;
        square += difference * difference;
      }
      gram[i * m + j] = seen(square * factor, LOWEST);
    }
  }
}

export const kernelSums = { addKernels, addProducts, gramRows };

/** Numbers from one coordinate of n points to the next: an odd number of cache lines, or all would fall on few places of the cache. */
export const strideOf = (n: number): number => 8 * (Math.ceil(n / 8) | 1);
/** Numbers that d coordinates take. */
export const roomOf = (n: number, d: number): number => d * strideOf(n) + 8;

type Floats = Readonly<Record<'points' | 'other' | 'first' | 'second' | 'third' | 'fourth' | 'fifth', number>>;

/** The sums over pairs of n points: of d coordinates, and of a second set where it has any. Sums have room for eight more. */
export const openKernelSums = (
  n: number,
  d: number,
  other = 0,
): Opened<typeof kernelSums, Floats, { readonly begin: number }> => {
  const sums = { first: n + 8, second: n + 8, third: n + 8, fourth: n + 8, fifth: n + 8 };
  return openKernels(
    code,
    kernelSums,
    { points: roomOf(n, d), other: other > 0 ? roomOf(n, other) : 0, ...sums },
    { begin: n },
  );
};

/** Gram matrices: a (n × d), b (`roomOf` its coordinates) and n × m entries with room for three more. */
export const openGram = (rooms: Readonly<Record<'a' | 'b' | 'gram', number>>) => openKernels(code, kernelSums, rooms);

/** Points (n × d, row-major) coordinate by coordinate. */
export function byCoordinate(points: ArrayLike<number>, n: number, d: number, to: Float64Array): void {
  const stride = strideOf(n);
  for (let i = 0; i < n; i++) for (let c = 0; c < d; c++) to[c * stride + i] = points[i * d + c]!;
}
