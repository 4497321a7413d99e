import { type Opened, openKernels } from './open-kernels.ts';
import code from './sparse-gradients.as.ts?native';

/** What `advance` keeps between two calls. */
const STEPS = 0;
const RHO = 1;
const GOAL = 2;
/** ‖residual‖². */
const SQUARE = 3;

/**
 * Steps of conjugate gradients on A x = b, preconditioned by the diagonal: A = diag(diagonal) + a symmetric sparse matrix whose row i has
 * the entries start_i ≤ k < start_{i+1}. Begins at x = 0 with `residual` = b where state is 0; goes on where it was left otherwise. Takes
 * `steps` steps at most and `most` in all; returns 1 when ‖b − Ax‖₂ ≤ tolerance · ‖b‖₂, when `most` is reached or at a
 * breakdown (pᵀAp ≤ 0, or a number that is not finite), with x finite. Hestenes & Stiefel 1952; Saad 2003, Algorithm 9.1.
 */
function advance(
  start: Int32Array,
  index: Int32Array,
  value: Float64Array,
  diagonal: Float64Array,
  x: Float64Array,
  residual: Float64Array,
  z: Float64Array,
  p: Float64Array,
  q: Float64Array,
  state: Float64Array,
  size: number,
  tolerance: number,
  steps: number,
  most: number,
): number {
  if (state[STEPS] === 0) {
    state[SQUARE] = dot(residual, residual, size);
    state[GOAL] = tolerance * Math.sqrt(state[SQUARE]!);
    x.fill(0);
    p.fill(0);
  }
  for (let taken = 0; ; taken++) {
    if (state[STEPS]! >= most || Math.sqrt(state[SQUARE]!) <= state[GOAL]!) return 1;
    if (taken === steps) return 0;
    for (let k = 0; k < size; k++) z[k] = diagonal[k]! > 0 ? residual[k]! / diagonal[k]! : residual[k]!;
    const next = dot(residual, z, size);
    const beta = state[STEPS] === 0 ? 0 : next / state[RHO]!;
    for (let k = 0; k < size; k++) p[k] = z[k]! + beta * p[k]!;
    state[RHO] = next;
    for (let i = 0; i < size; i++) {
      let sum = diagonal[i]! * p[i]!;
      for (let k = start[i]!; k < start[i + 1]!; k++) sum += value[k]! * p[index[k]!]!;
      q[i] = sum;
    }
    const curvature = dot(p, q, size);
    const alpha = next / curvature;
    if (!(curvature > 0) || !(Math.abs(alpha) < Infinity)) return 1;
    for (let k = 0; k < size; k++) {
      x[k] = x[k]! + alpha * p[k]!;
      residual[k] = residual[k]! - alpha * q[k]!;
    }
    state[SQUARE] = dot(residual, residual, size);
    state[STEPS] = state[STEPS]! + 1;
  }
}

/** Σ x_k y_k in four sums. */
function dot(x: Float64Array, y: Float64Array, size: number): number {
  const whole = size - (size % 4);
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let k = 0; k < whole; k += 4) {
    s0 += x[k]! * y[k]!;
    s1 += x[k + 1]! * y[k + 1]!;
    s2 += x[k + 2]! * y[k + 2]!;
    s3 += x[k + 3]! * y[k + 3]!;
  }
  if (whole < size) s0 += x[whole]! * y[whole]!;
  if (whole + 1 < size) s1 += x[whole + 1]! * y[whole + 1]!;
  if (whole + 2 < size) s2 += x[whole + 2]! * y[whole + 2]!;
  return s0 + s1 + (s2 + s3);
}

const twins = { advance };
const vectors = (size: number) => ({ diagonal: size, x: size, residual: size, z: size, p: size, q: size, state: 4 });

export type SparseGradients = Opened<
  typeof twins,
  ReturnType<typeof vectors> & { readonly value: number },
  { readonly start: number; readonly index: number }
>;

/** A system of `size` unknowns with room for `entries` entries off the diagonal. */
export const openSparseGradients = (size: number, entries: number): SparseGradients =>
  openKernels(code, twins, { value: entries, ...vectors(size) }, { start: size + 1, index: entries });
