import { exp } from './exp.ts';
import { type Opened, openKernels } from './open-kernels.ts';
import code from './sinkhorn.as.ts?native';

/** Below exp(−46) = 1e-20 a term does not change a sum that is at least 1 in float64. */
const NEGLIGIBLE = -46;
/** Below exp(−69) = 1e-30 of the largest in its row a term counts as 0 for its column too. */
const UNSEEN = -69;
/** log 1e-150: products of smaller entries are subnormal, which slows the processor fiftyfold. */
const LOWEST = -345.38776394910684;
/** Entries over exp(700) = 1e304 become ∞. */
const HIGHEST = 700;

/**
 * max_i = max_j (g_j − C_ij) and sum_i = Σ_j exp((g_j − C_ij − max_i) · scale) for rows from ≤ i < to of a row-major C with
 * m columns. Terms under 1e-20 of the largest are left out; returns how many were not. `scores` is scratch of m numbers.
 */
function rowSums(
  C: Float64Array,
  g: Float64Array,
  scores: Float64Array,
  max: Float64Array,
  sum: Float64Array,
  m: number,
  scale: number,
  from: number,
  to: number,
): number {
  let count = 0;
  for (let i = from; i < to; i++) {
    max[i] = scoresOfRow(C, g, scores, m, i);
    count += sumOfScores(scores, m, max[i]!, scale, sum, i);
  }
  return count;
}

/** scores_j = g_j − C_ij of row i; returns the largest. */
function scoresOfRow(C: Float64Array, g: Float64Array, scores: Float64Array, m: number, i: number): number {
  let most = -Infinity;
  for (let j = 0, k = i * m; j < m; j++, k++) {
    const s = g[j]! - C[k]!;
    scores[j] = s;
    if (most < s) most = s;
  }
  return most;
}

/**
 * The same for costs C_ij = factor · ground(x_i, y_j) that are nowhere stored, to the bit what `rowSums` gives for the matrix of them: x is
 * n × d row-major, y lies coordinate by coordinate (d × m), ground is 0 for the squared distance, 1 for the distance,
 * 2 for the city-block distance. O(m) numbers of memory; 2d + 1 operations a pair beside the exponential.
 */
function pointSums(
  x: Float64Array,
  y: Float64Array,
  g: Float64Array,
  scores: Float64Array,
  max: Float64Array,
  sum: Float64Array,
  m: number,
  d: number,
  ground: number,
  factor: number,
  scale: number,
  from: number,
  to: number,
): number {
  let count = 0;
  for (let i = from; i < to; i++) {
    max[i] = scoresOfPoint(x, y, g, scores, m, d, ground, factor, i);
    count += sumOfScores(scores, m, max[i]!, scale, sum, i);
  }
  return count;
}

/** scores_j = g_j − factor · ground(x_i, y_j); returns the largest. */
function scoresOfPoint(
  x: Float64Array,
  y: Float64Array,
  g: Float64Array,
  scores: Float64Array,
  m: number,
  d: number,
  ground: number,
  factor: number,
  i: number,
): number {
  let most = -Infinity;
  for (let j = 0; j < m; j++) {
    let total = 0;
    for (let k = 0; k < d; k++) {
      const apart = x[i * d + k]! - y[k * m + j]!;
      total += ground === 2 ? Math.abs(apart) : apart * apart;
    }
    if (ground === 1) total = Math.sqrt(total);
    const s = g[j]! - total * factor;
    scores[j] = s;
    if (most < s) most = s;
  }
  return most;
}

/** out_i = Σ_j exp((scores_j − most) · scale), term j in sum j mod 4; returns how many terms were not negligible. */
function sumOfScores(
  scores: Float64Array,
  m: number,
  most: number,
  scale: number,
  out: Float64Array,
  i: number,
): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let count = 0;
  for (let j = 0; j < m; j++) {
    const t = (scores[j]! - most) * scale;
    if (!(t > NEGLIGIBLE)) continue;
    const term = exp(t);
    count++;
    const sum = j & 3;
    if (sum === 0) s0 += term;
    else if (sum === 1) s1 += term;
    else if (sum === 2) s2 += term;
    else s3 += term;
  }
  out[i] = s0 + s1 + (s2 + s3);
  return count;
}

/**
 * max_i and sum_i as `rowSums` has them; and columns_j grows by Σ_i a_i p_ij with p_ij = exp((g_j − C_ij − max_i) · scale)/sum_i, the softmax of
 * row i: with f_i = (log a_i − log sum_i)/scale − max_i these are the column sums of exp((f_i + g_j − C_ij) · scale), and the exponentials of a whole
 * iteration are taken once. Terms under 1e-30 of the largest in their row are 0, which changes a column's sum by at most 1e-30 Σ_i a_i.
 */
function rowsAndColumns(
  C: Float64Array,
  g: Float64Array,
  a: Float64Array,
  scores: Float64Array,
  max: Float64Array,
  sum: Float64Array,
  columns: Float64Array,
  m: number,
  scale: number,
  from: number,
  to: number,
): number {
  let count = 0;
  for (let i = from; i < to; i++) {
    max[i] = scoresOfRow(C, g, scores, m, i);
    count += shareOut(scores, m, max[i]!, scale, a[i]!, sum, i, columns);
  }
  return count;
}

/** The same for costs from points, as `pointSums` has them. */
function pointRowsAndColumns(
  x: Float64Array,
  y: Float64Array,
  g: Float64Array,
  a: Float64Array,
  scores: Float64Array,
  max: Float64Array,
  sum: Float64Array,
  columns: Float64Array,
  m: number,
  d: number,
  ground: number,
  factor: number,
  scale: number,
  from: number,
  to: number,
): number {
  let count = 0;
  for (let i = from; i < to; i++) {
    max[i] = scoresOfPoint(x, y, g, scores, m, d, ground, factor, i);
    count += shareOut(scores, m, max[i]!, scale, a[i]!, sum, i, columns);
  }
  return count;
}

/** scores_j ← exp((scores_j − most) · scale), out_i their sum, columns_j ← columns_j + scores_j · a/out_i; returns how many are not 0. */
function shareOut(
  scores: Float64Array,
  m: number,
  most: number,
  scale: number,
  a: number,
  out: Float64Array,
  i: number,
  columns: Float64Array,
): number {
  const sums = [0, 0, 0, 0];
  let count = 0;
  for (let j = 0; j < m; j++) {
    const t = (scores[j]! - most) * scale;
    if (!(t > UNSEEN)) {
      scores[j] = 0;
      continue;
    }
    const term = exp(t);
    count++;
    scores[j] = term;
    sums[j & 3] = sums[j & 3]! + term;
  }
  const sum = sums[0]! + sums[1]! + (sums[2]! + sums[3]!);
  out[i] = sum;
  const share = a / sum;
  for (let j = 0; j < m; j++) columns[j] = columns[j]! + scores[j]! * share;
  return count;
}

/** max_j = max_i (f_i − C_ij) and sum_j = Σ_i exp((f_i − C_ij − max_j) · scale) for columns from ≤ j < to of an n × m matrix; as above. */
function columnSums(
  C: Float64Array,
  f: Float64Array,
  max: Float64Array,
  sum: Float64Array,
  n: number,
  m: number,
  scale: number,
  from: number,
  to: number,
): number {
  max.fill(-Infinity, from, to);
  sum.fill(0, from, to);
  // Rows are read one after the other: striding down the columns would miss the cache at every entry.
  for (let i = 0; i < n; i++) {
    const fi = f[i]!;
    for (let j = from, k = i * m + from; j < to; j++, k++) {
      const s = fi - C[k]!;
      if (max[j]! < s) max[j] = s;
    }
  }
  let count = 0;
  for (let i = 0; i < n; i++) {
    const fi = f[i]!;
    for (let j = from, k = i * m + from; j < to; j++, k++) {
      const s = (fi - C[k]! - max[j]!) * scale;
      if (s > NEGLIGIBLE) {
        sum[j] = sum[j]! + exp(s);
        count++;
      }
    }
  }
  return count;
}

/**
 * K_ij = exp((f_i + g_j − C_ij) · scale) for rows from ≤ i < to of n × m matrices, 0 under 1e-150 and ∞ over 1e304; rows_i = Σ_j K_ij;
 * the same rows are added to columns_j. Returns how many exponentials were taken.
 */
function gibbsSums(
  C: Float64Array,
  f: Float64Array,
  g: Float64Array,
  K: Float64Array,
  rows: Float64Array,
  columns: Float64Array,
  m: number,
  scale: number,
  from: number,
  to: number,
): number {
  const sums = [0, 0, 0, 0];
  let count = 0;
  for (let i = from; i < to; i++) {
    const fi = f[i]!;
    sums.fill(0);
    for (let j = 0, k = i * m; j < m; j++, k++) {
      const s = (fi + g[j]! - C[k]!) * scale;
      if (!(s > LOWEST)) {
        K[k] = 0;
        continue;
      }
      count++;
      const value = s >= HIGHEST ? Infinity : exp(s);
      K[k] = value;
      sums[j & 3] = sums[j & 3]! + value;
      columns[j] = columns[j]! + value;
    }
    rows[i] = sums[0]! + sums[1]! + (sums[2]! + sums[3]!);
  }
  return count;
}

/**
 * `times` times u ← a/(Kv), v ← b/(Kᵀu), reading the row-major n × m matrix K once each time: 2nm multiply-adds and 8nm bytes.
 * Returns how often it was done before a scaling was not between low and high; u and v are those of the last time done.
 * nextU and nextV are scratch of n and m numbers.
 */
function scalings(
  K: Float64Array,
  a: Float64Array,
  b: Float64Array,
  u: Float64Array,
  v: Float64Array,
  nextU: Float64Array,
  nextV: Float64Array,
  n: number,
  m: number,
  low: number,
  high: number,
  times: number,
): number {
  const fours = n - (n % 4);
  for (let done = 0; done < times; done++) {
    nextV.fill(0);
    for (let i = 0; i < n; i++) {
      const w = a[i]! / rowProduct(K, v, i * m, m);
      if (!(w > low && w < high)) return done;
      nextU[i] = w;
      if (i >= fours) for (let j = 0, k = i * m; j < m; j++, k++) nextV[j] = nextV[j]! + K[k]! * w;
      else if (i % 4 === 3) addFourRows(K, nextU, nextV, i - 3, m);
    }
    for (let j = 0; j < m; j++) {
      const w = b[j]! / nextV[j]!;
      if (!(w > low && w < high)) return done;
      nextV[j] = w;
    }
    u.set(nextU);
    v.set(nextV);
  }
  return times;
}

/** Σ_j K_j v_j of the row that begins at `row`, with four sums running side by side. */
function rowProduct(K: Float64Array, v: Float64Array, row: number, m: number): number {
  const whole = m - (m % 4);
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let j = 0; j < whole; j += 4) {
    s0 += K[row + j]! * v[j]!;
    s1 += K[row + j + 1]! * v[j + 1]!;
    s2 += K[row + j + 2]! * v[j + 2]!;
    s3 += K[row + j + 3]! * v[j + 3]!;
  }
  if (whole < m) s0 += K[row + whole]! * v[whole]!;
  if (whole + 1 < m) s1 += K[row + whole + 1]! * v[whole + 1]!;
  if (whole + 2 < m) s2 += K[row + whole + 2]! * v[whole + 2]!;
  return s0 + s1 + (s2 + s3);
}

/** out ← out + K_iᵀu_i over rows i to i + 3. */
function addFourRows(K: Float64Array, u: Float64Array, out: Float64Array, i: number, m: number): void {
  const u0 = u[i]!;
  const u1 = u[i + 1]!;
  const u2 = u[i + 2]!;
  const u3 = u[i + 3]!;
  const k0 = i * m;
  const k1 = k0 + m;
  const k2 = k1 + m;
  const k3 = k2 + m;
  for (let j = 0; j < m; j++) {
    out[j] = out[j]! + (K[k0 + j]! * u0 + K[k1 + j]! * u1 + (K[k2 + j]! * u2 + K[k3 + j]! * u3));
  }
}

/** out = exp(x) for the first `count` numbers, which lie in [−700, 700]. */
function exponentials(x: Float64Array, out: Float64Array, count: number): void {
  for (let k = 0; k < count; k++) out[k] = exp(x[k]!);
}

const twins = {
  rowsAndColumns,
  pointRowsAndColumns,
  rowSums,
  pointSums,
  columnSums,
  gibbsSums,
  scalings,
  exponentials,
};

export type SinkhornKernels<Names> = Opened<typeof twins, Names, object>;

/** The kernels of Sinkhorn's iterations, with arrays of the sizes named. */
export function openSinkhorn<Names extends Readonly<Record<string, number>>>(sizes: Names): SinkhornKernels<Names> {
  return openKernels(code, twins, sizes);
}
