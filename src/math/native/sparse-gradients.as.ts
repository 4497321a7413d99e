// Twin: sparse-gradients.ts.

class Vector {
  /** Sum of products, in four sums. */
  @inline
  static dot(x: usize, y: usize, bytes: usize): f64 {
    const whole = bytes & ~31;
    let p = f64x2.splat(0);
    let q = p;
    let k: usize = 0;
    for (; k < whole; k += 32) {
      p = f64x2.add(p, f64x2.mul(v128.load(x + k), v128.load(y + k)));
      q = f64x2.add(q, f64x2.mul(v128.load(x + k, 16), v128.load(y + k, 16)));
    }
    let s0 = f64x2.extract_lane(p, 0);
    let s1 = f64x2.extract_lane(p, 1);
    let s2 = f64x2.extract_lane(q, 0);
    if (k < bytes) s0 += load<f64>(x + k) * load<f64>(y + k);
    if (k + 8 < bytes) s1 += load<f64>(x + k, 8) * load<f64>(y + k, 8);
    if (k + 16 < bytes) s2 += load<f64>(x + k, 16) * load<f64>(y + k, 16);
    return s0 + s1 + (s2 + f64x2.extract_lane(q, 1));
  }
}

/** z = residual / diagonal where that is positive. */
function precondition(residual: usize, diagonal: usize, z: usize, bytes: usize): void {
  const pairs = bytes & ~15;
  let k: usize = 0;
  for (; k < pairs; k += 16) {
    const r = v128.load(residual + k);
    const d = v128.load(diagonal + k);
    v128.store(z + k, v128.bitselect(f64x2.div(r, d), r, f64x2.gt(d, f64x2.splat(0))));
  }
  if (k < bytes) {
    const d = load<f64>(diagonal + k);
    store<f64>(z + k, d > 0 ? load<f64>(residual + k) / d : load<f64>(residual + k));
  }
}

/** q = (diagonal + the sparse matrix) p. */
function product(start: usize, index: usize, value: usize, diagonal: usize, p: usize, q: usize, size: i32): void {
  let k = <usize>load<i32>(start);
  for (let i: usize = 0; i < <usize>size; i++) {
    const end = <usize>load<i32>(start + (i << 2), 4);
    let sum = load<f64>(diagonal + (i << 3)) * load<f64>(p + (i << 3));
    for (; k < end; k++)
      sum += load<f64>(value + (k << 3)) * load<f64>(p + ((<usize>load<i32>(index + (k << 2))) << 3));
    store<f64>(q + (i << 3), sum);
  }
}

export function advance(
  start: usize,
  index: usize,
  value: usize,
  diagonal: usize,
  x: usize,
  residual: usize,
  z: usize,
  p: usize,
  q: usize,
  state: usize,
  size: i32,
  tolerance: f64,
  steps: i32,
  most: i32,
): i32 {
  const bytes = (<usize>size) << 3;
  const pairs = bytes & ~15;
  let done = load<f64>(state);
  let rho = load<f64>(state, 8);
  let goal = load<f64>(state, 16);
  let square = load<f64>(state, 24);
  if (done === 0) {
    square = Vector.dot(residual, residual, bytes);
    goal = tolerance * Math.sqrt(square);
    memory.fill(x, 0, bytes);
    memory.fill(p, 0, bytes);
  }
  let ended = 0;
  for (let taken = 0; ; taken++) {
    if (done >= <f64>most || Math.sqrt(square) <= goal) {
      ended = 1;
      break;
    }
    if (taken === steps) break;
    precondition(residual, diagonal, z, bytes);
    const next = Vector.dot(residual, z, bytes);
    const beta = done === 0 ? 0 : next / rho;
    const betas = f64x2.splat(beta);
    let k: usize = 0;
    for (; k < pairs; k += 16) v128.store(p + k, f64x2.add(v128.load(z + k), f64x2.mul(betas, v128.load(p + k))));
    if (k < bytes) store<f64>(p + k, load<f64>(z + k) + beta * load<f64>(p + k));
    rho = next;
    product(start, index, value, diagonal, p, q, size);
    const curvature = Vector.dot(p, q, bytes);
    const alpha = next / curvature;
    if (!(curvature > 0) || !(Math.abs(alpha) < Infinity)) {
      ended = 1;
      break;
    }
    const alphas = f64x2.splat(alpha);
    for (k = 0; k < pairs; k += 16) {
      v128.store(x + k, f64x2.add(v128.load(x + k), f64x2.mul(alphas, v128.load(p + k))));
      v128.store(residual + k, f64x2.sub(v128.load(residual + k), f64x2.mul(alphas, v128.load(q + k))));
    }
    if (k < bytes) {
      store<f64>(x + k, load<f64>(x + k) + alpha * load<f64>(p + k));
      store<f64>(residual + k, load<f64>(residual + k) - alpha * load<f64>(q + k));
    }
    square = Vector.dot(residual, residual, bytes);
    done++;
  }
  store<f64>(state, done);
  store<f64>(state, rho, 8);
  store<f64>(state, goal, 16);
  store<f64>(state, square, 24);
  return ended;
}
