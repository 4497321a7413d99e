import code from './gaussian-lists.as.ts?native';
import { type Opened, openKernels } from './open-kernels.ts';

/**
 * A sparse layer of Gaussian weights on a batch, by its row lists alone. Batches are unit-major (unit × rows), so that every
 * weight meets one contiguous line. Nothing is of the size of the dense matrix but `denseSlopes`. A multiply-add counts once
 * for the means and once for the variances; the square of x is taken on the way: 5 operations a weight and row.
 */

/** m = μ x + b and v = σ² x², outputs × rows; weights of row o at start[o] ≤ k < start[o + 1]: 2 · weights · rows multiply-adds. */
function forwardProducts(
  start: Int32Array,
  columns: Int32Array,
  mean: Float64Array,
  variance: Float64Array,
  bias: Float64Array,
  x: Float64Array,
  m: Float64Array,
  v: Float64Array,
  outputs: number,
  rows: number,
): void {
  for (let o = 0; o < outputs; o++) {
    const to = o * rows;
    m.fill(bias[o]!, to, to + rows);
    v.fill(0, to, to + rows);
    const end = start[o + 1]!;
    let k = start[o]!;
    for (; k + 1 < end; k += 2) {
      const [a, b, c, d] = [mean[k]!, variance[k]!, mean[k + 1]!, variance[k + 1]!];
      for (let n = to, p = columns[k]! * rows, q = columns[k + 1]! * rows; n < to + rows; n++, p++, q++) {
        const first = x[p]!;
        const second = x[q]!;
        m[n] = m[n]! + a * first + c * second;
        v[n] = v[n]! + b * first * first + d * second * second;
      }
    }
    if (k === end) continue;
    const [a, b] = [mean[k]!, variance[k]!];
    for (let n = to, p = columns[k]! * rows; n < to + rows; n++, p++) {
      const first = x[p]!;
      m[n] = m[n]! + a * first;
      v[n] = v[n]! + b * first * first;
    }
  }
}

/**
 * ∂/∂x through m and through v = σ² x², inputs × rows. The lists go by inputs: the weights of input i are in the rows outs[k]
 * and at places[k] of mean and variance, start[i] ≤ k < start[i + 1]: 2 · weights · rows multiply-adds.
 */
function inputSlopes(
  start: Int32Array,
  outs: Int32Array,
  places: Int32Array,
  mean: Float64Array,
  variance: Float64Array,
  x: Float64Array,
  dm: Float64Array,
  dv: Float64Array,
  slope: Float64Array,
  inputs: number,
  rows: number,
): void {
  slope.fill(0, 0, inputs * rows);
  for (let i = 0; i < inputs; i++) {
    const to = i * rows;
    for (let k = start[i]!; k < start[i + 1]!; k++) {
      const [a, b] = [mean[places[k]!]!, 2 * variance[places[k]!]!];
      for (let p = to, n = outs[k]! * rows; p < to + rows; n++, p++)
        slope[p] = slope[p]! + a * dm[n]! + b * x[p]! * dv[n]!;
    }
  }
}

/** ∂/∂μ and ∂/∂σ² of the active weights from ∂/∂m and ∂/∂v: 2 · weights · rows multiply-adds. */
function weightSlopes(
  start: Int32Array,
  columns: Int32Array,
  x: Float64Array,
  dm: Float64Array,
  dv: Float64Array,
  meanSlope: Float64Array,
  varianceSlope: Float64Array,
  outputs: number,
  rows: number,
): void {
  for (let o = 0; o < outputs; o++) {
    const to = o * rows;
    const end = start[o + 1]!;
    for (let k = start[o]!; k < end; k += 2) {
      // The last of an odd row is its own partner.
      const partner = Math.min(k + 1, end - 1);
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      for (let n = to, p = columns[k]! * rows, q = columns[partner]! * rows; n < to + rows; n++, p++, q++) {
        const first = x[p]!;
        const second = x[q]!;
        const slope = dm[n]!;
        const spread = dv[n]!;
        a += slope * first;
        b += spread * first * first;
        c += slope * second;
        d += spread * second * second;
      }
      meanSlope[k] = a;
      varianceSlope[k] = b;
      meanSlope[partner] = c;
      varianceSlope[partner] = d;
    }
  }
}

/** ∂/∂μ of every weight, there or not, outputs × inputs: outputs · inputs · rows multiply-adds. */
function denseSlopes(
  x: Float64Array,
  dm: Float64Array,
  out: Float64Array,
  inputs: number,
  outputs: number,
  rows: number,
): void {
  for (let o = 0; o < outputs; o++) {
    const to = o * rows;
    for (let i = 0; i < inputs; i++) {
      let sum = 0;
      for (let n = to, p = i * rows; n < to + rows; n++, p++) sum += dm[n]! * x[p]!;
      out[o * inputs + i] = sum;
    }
  }
}

/** m ← m + √(v + floor) ε; v keeps the root. */
function disturb(m: Float64Array, v: Float64Array, noise: Float64Array, count: number, floor: number): void {
  for (let k = 0; k < count; k++) {
    const root = Math.sqrt(v[k]! + floor);
    v[k] = root;
    m[k] = m[k]! + root * noise[k]!;
  }
}

/** ∂/∂v of h = m + √(v + floor) ε from ∂/∂m, v holding the root. */
function spreadSlopes(dm: Float64Array, v: Float64Array, noise: Float64Array, dv: Float64Array, count: number): void {
  for (let k = 0; k < count; k++) dv[k] = (0.5 * dm[k]! * noise[k]!) / v[k]!;
}

/** Values where `by` is positive, 0 elsewhere: the rectifier, and the way back through it. */
function gate(by: Float64Array, values: Float64Array, out: Float64Array, count: number): void {
  for (let k = 0; k < count; k++) out[k] = by[k]! > 0 ? values[k]! : 0;
}

const twins = { forwardProducts, inputSlopes, weightSlopes, denseSlopes, disturb, spreadSlopes, gate };

/** Lists and numbers of one layer at a time, and whatever else a run keeps beside them. */
const FLOATS = ['mean', 'variance', 'meanSlope', 'varianceSlope'] as const;
const INTEGERS = ['columns', 'outs', 'places'] as const;
type Layer = Readonly<Record<(typeof FLOATS)[number] | 'bias', number>>;
type Lists = Readonly<Record<(typeof INTEGERS)[number] | 'start' | 'inputStart', number>>;

export type GaussianLists<Rooms> = Opened<typeof twins, Layer & Rooms, Lists>;

/** Room for layers of up to so many weights, inputs and outputs, and the arrays of `rooms`. */
export function openGaussianLists<Rooms extends Readonly<Record<string, number>>>(
  weights: number,
  inputs: number,
  outputs: number,
  rooms: Rooms,
): GaussianLists<Rooms> {
  const each = <Name extends string>(names: readonly Name[]) =>
    Object.fromEntries(names.map((name) => [name, weights])) as Record<Name, number>;
  const floats = { ...each(FLOATS), bias: outputs, ...rooms };
  return openKernels(code, twins, floats, { ...each(INTEGERS), start: outputs + 1, inputStart: inputs + 1 });
}
