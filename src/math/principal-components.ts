import { BREATH, type Breathing } from './breaths.ts';
import { mulberry32, normals } from './random.ts';
import { symmetricEigen } from './symmetric-eigen.ts';
import { covarianceOf } from './whitening.ts';

export interface PrincipalComponents {
  readonly mean: Float64Array;
  /** Variances along the directions, largest first; (n − 1). */
  readonly values: Float64Array;
  /** count × d, one orthonormal direction a row; the largest entry of each is positive. */
  readonly directions: Float64Array;
  readonly count: number;
}

/** Up to here the covariance is diagonalised whole. */
const WHOLE = 48;
/** Directions beyond those asked for that the block iteration carries along: they make it converge. */
const EXTRA = 6;
/** Components of less variance than this, relative to the largest, are rounding. */
const LEAST = 1e-10;

/**
 * The `count` directions of largest variance of points (n × d, row-major), fewer where the data have fewer with a variance
 * above 1e-10 of the largest. Up to 48 dimensions by Jacobi, beyond by block power iteration with Rayleigh-Ritz from a fixed
 * start (Golub & Van Loan, section 8.2), to 1e-10 of the variances. In breaths. Throws a RangeError for fewer than 2 points.
 */
export function* principalComponents(
  points: ArrayLike<number>,
  n: number,
  d: number,
  count: number,
): Breathing<PrincipalComponents> {
  if (n < 2) throw new RangeError(`points has ${n} rows; at least 2 are needed`);
  if (d <= WHOLE) {
    const { covariance, mean } = covarianceOf(points, n, d);
    const { values, vectors } = symmetricEigen(covariance, d);
    const rows = new Float64Array(d * d);
    for (let e = 0; e < d; e++) for (let c = 0; c < d; c++) rows[e * d + c] = vectors[c * d + e]!;
    return largestFirst(mean, values, rows, d, count);
  }
  const { mean, centred } = centre(points, n, d);
  const block = Math.min(d, count + EXTRA);
  let V: Float64Array = normals(mulberry32(1), block * d);
  let before = new Float64Array(block);
  for (let round = 0; ; round++) {
    orthonormalise(V, block, d);
    const W = yield* applyCovariance(centred, n, d, V, block);
    // Rayleigh-Ritz: V C Vᵀ in the block, then its eigenvectors turn the block.
    const small = new Float64Array(block * block);
    for (let a = 0; a < block; a++) for (let b = 0; b < block; b++) small[a * block + b] = dot(V, a * d, W, b * d, d);
    for (let a = 0; a < block; a++)
      for (let b = 0; b < a; b++)
        small[a * block + b] = small[b * block + a] = (small[a * block + b]! + small[b * block + a]!) / 2;
    const { values, vectors } = symmetricEigen(small, block);
    const sorted = values.slice().sort().reverse();
    let moved = 0;
    for (let e = 0; e < Math.min(count, block); e++) moved = Math.max(moved, Math.abs(sorted[e]! - before[e]!));
    if (moved <= 1e-10 * sorted[0]! || round === 400)
      return largestFirst(mean, values, turned(vectors, V, block, d), d, count);
    before = sorted;
    V = turned(vectors, W, block, d);
  }
}

function centre(points: ArrayLike<number>, n: number, d: number): { mean: Float64Array; centred: Float64Array } {
  const mean = new Float64Array(d);
  for (let i = 0; i < n; i++) for (let c = 0; c < d; c++) mean[c] = mean[c]! + points[i * d + c]! / n;
  const centred = new Float64Array(n * d);
  for (let i = 0; i < n; i++) for (let c = 0; c < d; c++) centred[i * d + c] = points[i * d + c]! - mean[c]!;
  return { mean, centred };
}

/** Coordinates along the directions: n × count. */
export function projected(
  points: ArrayLike<number>,
  n: number,
  { mean, directions, count }: PrincipalComponents,
): Float64Array {
  const d = mean.length;
  const out = new Float64Array(n * count);
  for (let i = 0; i < n; i++) {
    for (let e = 0; e < count; e++) {
      let sum = 0;
      for (let c = 0; c < d; c++) sum += (points[i * d + c]! - mean[c]!) * directions[e * d + c]!;
      out[i * count + e] = sum;
    }
  }
  return out;
}

function largestFirst(
  mean: Float64Array,
  values: Float64Array,
  rows: Float64Array,
  d: number,
  count: number,
): PrincipalComponents {
  const order = Array.from(values.keys()).sort((a, b) => values[b]! - values[a]! || a - b);
  const cut = LEAST * values[order[0]!]!;
  const kept = order.slice(0, count).filter((e) => values[e]! > cut);
  const directions = new Float64Array(kept.length * d);
  kept.forEach((e, k) => {
    let most = 0;
    for (let c = 0; c < d; c++) if (Math.abs(rows[e * d + c]!) > Math.abs(rows[e * d + most]!)) most = c;
    const sign = rows[e * d + most]! < 0 ? -1 : 1;
    for (let c = 0; c < d; c++) directions[k * d + c] = sign * rows[e * d + c]!;
  });
  return { mean, values: Float64Array.from(kept, (e) => values[e]!), directions, count: kept.length };
}

function* applyCovariance(
  X: Float64Array,
  n: number,
  d: number,
  V: Float64Array,
  block: number,
): Breathing<Float64Array> {
  const W = new Float64Array(block * d);
  const rows = Math.max(1, Math.ceil(BREATH / (2 * block * d)));
  for (let from = 0; from < n; from += rows) {
    addRows(X, d, V, block, from, Math.min(n, from + rows), 1 / (n - 1), W);
    yield undefined;
  }
  return W;
}

/** Adds the part of rows from..to to V Xᵀ X. Outside the generator, which would go on in slow code after every breath. */
function addRows(
  X: Float64Array,
  d: number,
  V: Float64Array,
  block: number,
  from: number,
  to: number,
  scale: number,
  W: Float64Array,
): void {
  for (let i = from; i < to; i++) {
    const row = i * d;
    for (let b = 0; b < block; b++) {
      const start = b * d;
      const along = scale * dot(X, row, V, start, d);
      for (let c = 0; c < d; c++) W[start + c] = W[start + c]! + along * X[row + c]!;
    }
  }
}

function turned(vectors: Float64Array, V: Float64Array, block: number, d: number): Float64Array {
  const out = new Float64Array(block * d);
  for (let e = 0; e < block; e++)
    for (let b = 0; b < block; b++) {
      const share = vectors[b * block + e]!;
      for (let c = 0; c < d; c++) out[e * d + c] = out[e * d + c]! + share * V[b * d + c]!;
    }
  return out;
}

/** Gram-Schmidt, twice, row after row; a row that depends on those before it becomes a fixed fresh one. */
function orthonormalise(V: Float64Array, block: number, d: number): void {
  for (let b = 0; b < block; b++) {
    for (let attempt = 0; ; attempt++) {
      const before = Math.sqrt(dot(V, b * d, V, b * d, d));
      for (let pass = 0; pass < 2; pass++)
        for (let a = 0; a < b; a++) {
          const along = dot(V, a * d, V, b * d, d);
          for (let c = 0; c < d; c++) V[b * d + c] = V[b * d + c]! - along * V[a * d + c]!;
        }
      const norm = Math.sqrt(dot(V, b * d, V, b * d, d));
      if (norm > 1e-12 * before && norm > 0) {
        for (let c = 0; c < d; c++) V[b * d + c] = V[b * d + c]! / norm;
        break;
      }
      V.set(normals(mulberry32(2 + b + 100 * attempt), d), b * d);
    }
  }
}

function dot(a: Float64Array, from: number, b: Float64Array, start: number, d: number): number {
  let sum = 0;
  for (let c = 0; c < d; c++) sum += a[from + c]! * b[start + c]!;
  return sum;
}
