import code from './dense-products.as.ts?native';
import { type Opened, openKernels } from './open-kernels.ts';

/*
 * The three products of a dense layer, W being inputs × outputs, row-major: 2 rows · n · m operations each. Sums run in plain
 * order whatever the blocks. The kernels want four inputs and four outputs at least, and `affine` a panel of 4 n numbers as scratch.
 */

/** out = values W + b, in blocks of two rows and four outputs, so that sums stay in registers; the order of each sum is plain. */
function affine(
  values: Float64Array,
  rows: number,
  n: number,
  W: Float64Array,
  b: Float64Array,
  m: number,
  out: Float64Array,
  _panel?: Float64Array,
): void {
  let j = 0;
  for (; j + 3 < m; j += 4) {
    let r = 0;
    for (; r + 1 < rows; r += 2) {
      let s0 = b[j]!;
      let s1 = b[j + 1]!;
      let s2 = b[j + 2]!;
      let s3 = b[j + 3]!;
      let t0 = s0;
      let t1 = s1;
      let t2 = s2;
      let t3 = s3;
      for (let i = r * n, e = i + n, k = j; i < (r + 1) * n; i++, e++, k += m) {
        const x = values[i]!;
        const y = values[e]!;
        const w0 = W[k]!;
        const w1 = W[k + 1]!;
        const w2 = W[k + 2]!;
        const w3 = W[k + 3]!;
        s0 += x * w0;
        s1 += x * w1;
        s2 += x * w2;
        s3 += x * w3;
        t0 += y * w0;
        t1 += y * w1;
        t2 += y * w2;
        t3 += y * w3;
      }
      const at = r * m + j;
      out[at] = s0;
      out[at + 1] = s1;
      out[at + 2] = s2;
      out[at + 3] = s3;
      out[at + m] = t0;
      out[at + m + 1] = t1;
      out[at + m + 2] = t2;
      out[at + m + 3] = t3;
    }
    for (let h = j; r < rows && h < j + 4; h++) out[r * m + h] = output(values, r, n, W, b[h]!, h, m);
  }
  for (; j < m; j++) for (let r = 0; r < rows; r++) out[r * m + j] = output(values, r, n, W, b[j]!, j, m);
}

function output(
  values: Float64Array,
  r: number,
  n: number,
  W: Float64Array,
  bias: number,
  j: number,
  m: number,
): number {
  let s = bias;
  for (let i = r * n, k = j; i < (r + 1) * n; i++, k += m) s += values[i]! * W[k]!;
  return s;
}

/** out = delta Wᵀ, in blocks of two rows and four inputs. */
function timesTransposed(
  delta: Float64Array,
  rows: number,
  m: number,
  W: Float64Array,
  n: number,
  out: Float64Array,
): void {
  let i = 0;
  for (; i + 3 < n; i += 4) {
    let r = 0;
    for (; r + 1 < rows; r += 2) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      let t0 = 0;
      let t1 = 0;
      let t2 = 0;
      let t3 = 0;
      for (let j = r * m, e = j + m, k = i * m; j < (r + 1) * m; j++, e++, k++) {
        const c = delta[j]!;
        const d = delta[e]!;
        const w0 = W[k]!;
        const w1 = W[k + m]!;
        const w2 = W[k + 2 * m]!;
        const w3 = W[k + 3 * m]!;
        s0 += c * w0;
        s1 += c * w1;
        s2 += c * w2;
        s3 += c * w3;
        t0 += d * w0;
        t1 += d * w1;
        t2 += d * w2;
        t3 += d * w3;
      }
      const at = r * n + i;
      out[at] = s0;
      out[at + 1] = s1;
      out[at + 2] = s2;
      out[at + 3] = s3;
      out[at + n] = t0;
      out[at + n + 1] = t1;
      out[at + n + 2] = t2;
      out[at + n + 3] = t3;
    }
    for (let h = i; r < rows && h < i + 4; h++) out[r * n + h] = alongRow(delta, r, m, W, h);
  }
  for (; i < n; i++) for (let r = 0; r < rows; r++) out[r * n + i] = alongRow(delta, r, m, W, i);
}

function alongRow(delta: Float64Array, r: number, m: number, W: Float64Array, i: number): number {
  let s = 0;
  for (let j = r * m, k = i * m; j < (r + 1) * m; j++, k++) s += delta[j]! * W[k]!;
  return s;
}

/** gW = valuesᵀ delta, gb = 1ᵀ delta. */
function weightGradient(
  values: Float64Array,
  delta: Float64Array,
  rows: number,
  n: number,
  m: number,
  gW: Float64Array,
  gb: Float64Array,
): void {
  let i = 0;
  for (; i + 1 < n; i += 2) {
    let j = 0;
    for (; j + 3 < m; j += 4) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      let t0 = 0;
      let t1 = 0;
      let t2 = 0;
      let t3 = 0;
      for (let r = 0, p = i, q = j; r < rows; r++, p += n, q += m) {
        const x = values[p]!;
        const y = values[p + 1]!;
        const d0 = delta[q]!;
        const d1 = delta[q + 1]!;
        const d2 = delta[q + 2]!;
        const d3 = delta[q + 3]!;
        s0 += x * d0;
        s1 += x * d1;
        s2 += x * d2;
        s3 += x * d3;
        t0 += y * d0;
        t1 += y * d1;
        t2 += y * d2;
        t3 += y * d3;
      }
      const at = i * m + j;
      gW[at] = s0;
      gW[at + 1] = s1;
      gW[at + 2] = s2;
      gW[at + 3] = s3;
      gW[at + m] = t0;
      gW[at + m + 1] = t1;
      gW[at + m + 2] = t2;
      gW[at + m + 3] = t3;
    }
    for (; j + 1 < m; j += 2) {
      let s00 = 0;
      let s01 = 0;
      let s10 = 0;
      let s11 = 0;
      for (let r = 0, p = i, q = j; r < rows; r++, p += n, q += m) {
        const x = values[p]!;
        const y = values[p + 1]!;
        const d = delta[q]!;
        const e = delta[q + 1]!;
        s00 += x * d;
        s01 += x * e;
        s10 += y * d;
        s11 += y * e;
      }
      gW[i * m + j] = s00;
      gW[i * m + j + 1] = s01;
      gW[(i + 1) * m + j] = s10;
      gW[(i + 1) * m + j + 1] = s11;
    }
    if (j < m) {
      gW[i * m + j] = column(values, i, n, delta, j, m, rows);
      gW[(i + 1) * m + j] = column(values, i + 1, n, delta, j, m, rows);
    }
  }
  if (i < n) for (let j = 0; j < m; j++) gW[i * m + j] = column(values, i, n, delta, j, m, rows);
  for (let j = 0; j < m; j++) {
    let s = 0;
    for (let r = 0, q = j; r < rows; r++, q += m) s += delta[q]!;
    gb[j] = s;
  }
}

function column(a: Float64Array, i: number, n: number, b: Float64Array, j: number, m: number, rows: number): number {
  let s = 0;
  for (let r = 0, p = i, q = j; r < rows; r++, p += n, q += m) s += a[p]! * b[q]!;
  return s;
}

const twins = { affine, timesTransposed, weightGradient };

/** The twins themselves, for arrays outside a kernel's memory. */
export const denseProducts = twins;

export interface DenseRooms {
  /** rows × n, rows × m, n × m and m. */
  readonly values: number;
  readonly delta: number;
  readonly weights: number;
  readonly bias: number;
  /** Scratch: four columns of the weights, 4 n. */
  readonly panel: number;
}

export const openDenseProducts = (rooms: DenseRooms): Opened<typeof twins, DenseRooms, object> =>
  openKernels(code, twins, { ...rooms });
