import { type DenseRooms, denseProducts, openDenseProducts } from './native/dense-products.ts';
import { nativeWanted } from './native/open-kernels.ts';

/*
 * The three products of a dense layer, W being inputs × outputs, row-major. Sums run in plain order wherever they run, so results
 * do not depend on how many rows are given. Weights and activations belong to callers, who post them; large products copy
 * them into the memory of the kernels, one number in rows, n or m multiply-adds.
 */

/** Multiply-adds from which a kernel, with its copies and its call, is faster than its twin. */
const LEAST = 8192;
/** Numbers of all arrays above which the twins run: the memory stays as long as the program. */
const MOST = 2 ** 23;

/** out = values W + b. */
export function affine(
  values: Float64Array,
  rows: number,
  n: number,
  W: Float64Array,
  b: Float64Array,
  m: number,
  out: Float64Array,
): void {
  const on = kernelsFor(rows, n, m);
  if (on === null) {
    denseProducts.affine(values, rows, n, W, b, m, out);
    return;
  }
  const { floats, run } = on;
  floats.values.set(first(values, rows * n));
  floats.weights.set(first(W, n * m));
  floats.bias.set(first(b, m));
  run.affine(floats.values, rows, n, floats.weights, floats.bias, m, floats.delta, floats.panel);
  out.set(floats.delta.subarray(0, rows * m));
}

/** out = delta Wᵀ. */
export function timesTransposed(
  delta: Float64Array,
  rows: number,
  m: number,
  W: Float64Array,
  n: number,
  out: Float64Array,
): void {
  const on = kernelsFor(rows, n, m);
  if (on === null) {
    denseProducts.timesTransposed(delta, rows, m, W, n, out);
    return;
  }
  const { floats, run } = on;
  floats.delta.set(first(delta, rows * m));
  floats.weights.set(first(W, n * m));
  run.timesTransposed(floats.delta, rows, m, floats.weights, n, floats.values);
  out.set(floats.values.subarray(0, rows * n));
}

/** gW = valuesᵀ delta, gb = 1ᵀ delta. */
export function weightGradient(
  values: Float64Array,
  delta: Float64Array,
  rows: number,
  n: number,
  m: number,
  gW: Float64Array,
  gb: Float64Array,
): void {
  const on = kernelsFor(rows, n, m);
  if (on === null) {
    denseProducts.weightGradient(values, delta, rows, n, m, gW, gb);
    return;
  }
  const { floats, run } = on;
  floats.values.set(first(values, rows * n));
  floats.delta.set(first(delta, rows * m));
  run.weightGradient(floats.values, floats.delta, rows, n, m, floats.weights, floats.bias);
  gW.set(floats.weights.subarray(0, n * m));
  gb.set(floats.bias.subarray(0, m));
}

const first = (array: Float64Array, count: number): Float64Array =>
  array.length === count ? array : array.subarray(0, count);

let opened: ReturnType<typeof openDenseProducts> | null = null;
let rooms: DenseRooms = { values: 0, delta: 0, weights: 0, bias: 0, panel: 0 };

/** Kernels with room for this product, or null where its twin should run. */
function kernelsFor(rows: number, n: number, m: number) {
  if (n < 4 || m < 4 || rows * n * m < LEAST || !nativeWanted()) return null;
  const wanted = { values: rows * n, delta: rows * m, weights: n * m, bias: m, panel: 4 * n };
  if (wanted.values + wanted.delta + wanted.weights > MOST) return null;
  const names = Object.keys(wanted) as (keyof DenseRooms)[];
  if (opened === null || names.some((name) => wanted[name] > rooms[name])) {
    const grown = names.map((name) => [name, 2 ** Math.ceil(Math.log2(Math.max(wanted[name], rooms[name], 1)))]);
    rooms = Object.fromEntries(grown) as DenseRooms;
    opened = openDenseProducts(rooms);
  }
  return opened.native ? opened : null;
}
