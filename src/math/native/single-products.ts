const { fround } = Math;

/*
 * The products of a dense layer in float32, matrices row-major. Every sum runs in plain order whatever the blocks, so results do not
 * depend on how many rows are given.
 */

/** What `product` does to its sums: nothing, a rectifier or tanh, or the way back through one whose output was y. */
export const FINISH = { linear: 0, relu: 1, tanh: 2, throughRelu: 3, throughTanh: 4 } as const;

/** Numbers of scratch that `product` and `outerProduct` want for an x of so many rows and columns: x and a panel of the other operand. */
export const panelOf = (rows: number, columns: number): number =>
  (4 * Math.ceil(rows / 4) + 8) * (4 * Math.ceil(columns / 4) + 8) + 128;

/**
 * out = finish(start + x W): x is rows × inner, W is inner × columns, or columns × inner where `transposed`; `start` has a number for
 * each column. 2 rows · inner · columns operations. `y` (rows × columns) is read by the two ways back; `panel` is scratch.
 */
function product(
  x: Float32Array,
  rows: number,
  inner: number,
  W: Float32Array,
  columns: number,
  transposed: number,
  start: Float32Array,
  finish: number,
  y: Float32Array,
  out: Float32Array,
  _panel: Float32Array,
): void {
  const [across, down] = transposed === 0 ? [1, columns] : [inner, 1];
  for (let r = 0; r < rows; r++) {
    const at = r * columns;
    const [from, end] = [r * inner, (r + 1) * inner];
    let j = 0;
    for (; j + 3 < columns; j += 4) {
      let s0 = start[j]!;
      let s1 = start[j + 1]!;
      let s2 = start[j + 2]!;
      let s3 = start[j + 3]!;
      for (let k = from, w = j * across; k < end; k++, w += down) {
        const value = x[k]!;
        s0 = fround(s0 + fround(value * W[w]!));
        s1 = fround(s1 + fround(value * W[w + across]!));
        s2 = fround(s2 + fround(value * W[w + 2 * across]!));
        s3 = fround(s3 + fround(value * W[w + 3 * across]!));
      }
      out[at + j] = s0;
      out[at + j + 1] = s1;
      out[at + j + 2] = s2;
      out[at + j + 3] = s3;
    }
    for (; j < columns; j++) {
      let sum = start[j]!;
      for (let k = from, w = j * across; k < end; k++, w += down) sum = fround(sum + fround(x[k]! * W[w]!));
      out[at + j] = sum;
    }
    if (finish !== FINISH.linear) finishRow(finish, y, out, at, at + columns);
  }
}

function finishRow(finish: number, y: Float32Array, out: Float32Array, from: number, to: number): void {
  for (let j = from; j < to; j++) {
    const sum = out[j]!;
    if (finish === FINISH.relu) out[j] = sum < 0 ? 0 : sum;
    else if (finish === FINISH.tanh) out[j] = tanhSingle(sum);
    else if (finish === FINISH.throughRelu) out[j] = y[j]! > 0 ? sum : 0;
    else out[j] = sum * fround(1 - fround(y[j]! * y[j]!));
  }
}

/** Odd and even part of a rational approximation of tanh, of degree 13 over 6 (Eigen's, relative error 3e-7). */
const P = [
  4.89352455891786e-3, 6.37261928875436e-4, 1.48572235717979e-5, 5.12229709037114e-8, -8.60467152213735e-11,
  2.00018790482477e-13, -2.76076847742355e-16,
].map(fround);
const Q = [4.89352518554385e-3, 2.268434632439e-3, 1.18534705686654e-4, 1.19825839466702e-6].map(fround);
/** From here on tanh is 1 in float32. */
const FLAT = fround(7.905311107635498);

/** tanh in float32, to the bit as the kernels compute it. */
export function tanhSingle(given: number): number {
  const x = given < -FLAT ? -FLAT : given > FLAT ? FLAT : given;
  const x2 = fround(x * x);
  let p = P[6]!;
  for (let k = 5; k >= 0; k--) p = fround(fround(p * x2) + P[k]!);
  let q = Q[3]!;
  for (let k = 2; k >= 0; k--) q = fround(fround(q * x2) + Q[k]!);
  return fround(fround(x * p) / q);
}

/** out = xᵀ delta: x is rows × n, delta rows × m, out n × m. 2 rows · n · m operations; `panel` is scratch. */
function outerProduct(
  x: Float32Array,
  delta: Float32Array,
  rows: number,
  n: number,
  m: number,
  out: Float32Array,
  _panel: Float32Array,
): void {
  for (let i = 0; i < n; i++) {
    let j = 0;
    for (; j + 3 < m; j += 4) {
      let [s0, s1, s2, s3] = [0, 0, 0, 0];
      for (let r = 0, k = i, d = j; r < rows; r++, k += n, d += m) {
        const value = x[k]!;
        s0 = fround(s0 + fround(value * delta[d]!));
        s1 = fround(s1 + fround(value * delta[d + 1]!));
        s2 = fround(s2 + fround(value * delta[d + 2]!));
        s3 = fround(s3 + fround(value * delta[d + 3]!));
      }
      out[i * m + j] = s0;
      out[i * m + j + 1] = s1;
      out[i * m + j + 2] = s2;
      out[i * m + j + 3] = s3;
    }
    for (; j < m; j++) {
      let sum = 0;
      for (let r = 0, k = i, d = j; r < rows; r++, k += n, d += m) sum = fround(sum + fround(x[k]! * delta[d]!));
      out[i * m + j] = sum;
    }
  }
}

/** out = Σ over the rows of x, which has as many columns as out is to get numbers. */
function columnSums(x: Float32Array, rows: number, columns: number, out: Float32Array): void {
  for (let j = 0; j < columns; j++) {
    let sum = 0;
    for (let at = j; at < rows * columns; at += columns) sum = fround(sum + x[at]!);
    out[j] = sum;
  }
}

/** Twins of single-products.as.ts. */
export const singleProducts = { product, outerProduct, columnSums };
