import { Add } from './scaling-sweep.as';

// Twin: symmetric-matrices.ts. Addresses and lengths are in bytes.

class Rows {
  /** Adds the terms of `whole`.., three at most, to the four sums and returns their sum. */
  @inline
  static rest(a: usize, b: usize, whole: usize, end: usize, first: v128, second: v128): f64 {
    if (whole + 8 < end) {
      first = f64x2.add(first, f64x2.mul(v128.load(a + whole), v128.load(b + whole)));
      if (whole + 16 < end) second = Rows.one(second, load<f64>(a + whole, 16), load<f64>(b + whole, 16));
    } else if (whole < end) first = Rows.one(first, load<f64>(a + whole), load<f64>(b + whole));
    return Add.four(first, second);
  }

  @inline
  static one(sum: v128, a: f64, b: f64): v128 {
    return f64x2.replace_lane(sum, 0, f64x2.extract_lane(sum, 0) + a * b);
  }

  @inline
  static term(sum: v128, a: usize, b: v128): v128 {
    return f64x2.add(sum, f64x2.mul(v128.load(a), b));
  }

  static product(a: usize, b: usize, end: usize): f64 {
    const whole = end & ~31;
    let first = f64x2.splat(0);
    let second = first;
    for (let k: usize = 0; k < whole; k += 32) {
      first = Rows.term(first, a + k, v128.load(b + k));
      second = Rows.term(second, a + k + 16, v128.load(b + k, 16));
    }
    return Rows.rest(a, b, whole, end, first, second);
  }

  @inline
  static settle(to: usize, sum: f64, pivot: f64): void {
    store<f64>(to, (load<f64>(to) - sum) / pivot);
  }

  /** Column j of four rows of a Cholesky factor. */
  static four(row0: usize, wide: usize, own: usize, end: usize, pivot: f64): void {
    const row1 = row0 + wide;
    const row2 = row1 + wide;
    const row3 = row2 + wide;
    const whole = end & ~31;
    let a0 = f64x2.splat(0);
    let a1 = a0;
    let a2 = a0;
    let a3 = a0;
    let b0 = a0;
    let b1 = a0;
    let b2 = a0;
    let b3 = a0;
    for (let k: usize = 0; k < whole; k += 32) {
      const first = v128.load(own + k);
      const second = v128.load(own + k, 16);
      a0 = Rows.term(a0, row0 + k, first);
      b0 = Rows.term(b0, row0 + k + 16, second);
      a1 = Rows.term(a1, row1 + k, first);
      b1 = Rows.term(b1, row1 + k + 16, second);
      a2 = Rows.term(a2, row2 + k, first);
      b2 = Rows.term(b2, row2 + k + 16, second);
      a3 = Rows.term(a3, row3 + k, first);
      b3 = Rows.term(b3, row3 + k + 16, second);
    }
    Rows.settle(row0 + end, Rows.rest(row0, own, whole, end, a0, b0), pivot);
    Rows.settle(row1 + end, Rows.rest(row1, own, whole, end, a1, b1), pivot);
    Rows.settle(row2 + end, Rows.rest(row2, own, whole, end, a2, b2), pivot);
    Rows.settle(row3 + end, Rows.rest(row3, own, whole, end, a3, b3), pivot);
  }

  /** p_k += a_k uj for k < end; returns the sum of a_k u_k. */
  static spread(a: usize, u: usize, p: usize, end: usize, uj: f64): f64 {
    const whole = end & ~31;
    const factors = f64x2.splat(uj);
    let first = f64x2.splat(0);
    let second = first;
    let k: usize = 0;
    for (; k < whole; k += 32) {
      const x = v128.load(a + k);
      const y = v128.load(a + k, 16);
      first = f64x2.add(first, f64x2.mul(x, v128.load(u + k)));
      second = f64x2.add(second, f64x2.mul(y, v128.load(u + k, 16)));
      v128.store(p + k, f64x2.add(v128.load(p + k), f64x2.mul(x, factors)));
      v128.store(p + k, f64x2.add(v128.load(p + k, 16), f64x2.mul(y, factors)), 16);
    }
    const sum = Rows.rest(a, u, whole, end, first, second);
    for (; k < end; k += 8) store<f64>(p + k, load<f64>(p + k) + load<f64>(a + k) * uj);
    return sum;
  }

  /** a_k -= uj p_k + pj u_k for k < end. */
  static turn(a: usize, u: usize, p: usize, end: usize, uj: f64, pj: f64): void {
    const pairs = end & ~15;
    const us = f64x2.splat(uj);
    const ps = f64x2.splat(pj);
    let k: usize = 0;
    for (; k < pairs; k += 16) {
      const less = f64x2.sub(v128.load(a + k), f64x2.mul(us, v128.load(p + k)));
      v128.store(a + k, f64x2.sub(less, f64x2.mul(ps, v128.load(u + k))));
    }
    if (k < end) store<f64>(a + k, load<f64>(a + k) - uj * load<f64>(p + k) - pj * load<f64>(u + k));
  }

  static divide(a: usize, end: usize, by: f64): void {
    const pairs = end & ~15;
    const all = f64x2.splat(by);
    let k: usize = 0;
    for (; k < pairs; k += 16) v128.store(a + k, f64x2.div(v128.load(a + k), all));
    if (k < end) store<f64>(a + k, load<f64>(a + k) / by);
  }

  static reflect(A: usize, wide: usize, i: usize, below: usize, p: usize): void {
    const end = i << 3;
    const u = A + i * wide;
    const lastAt = u + end - 8;
    let scale: f64 = 0;
    for (let k = u; k < lastAt; k += 8) {
      const size = Math.abs(load<f64>(k));
      scale = scale < size ? size : scale;
    }
    const corner = load<f64>(lastAt);
    if (scale === 0) {
      store<f64>(below + end - 8, corner);
      return;
    }
    if (scale < Math.abs(corner)) scale = Math.abs(corner);
    Rows.divide(u, end, scale);
    const square = Rows.product(u, u, end);
    const f = load<f64>(lastAt);
    const g = f >= 0 ? -Math.sqrt(square) : Math.sqrt(square);
    store<f64>(below + end - 8, scale * g);
    const h = square - f * g;
    store<f64>(lastAt, f - g);
    memory.fill(p, 0, end);
    let row = A;
    for (let j: usize = 0; j < end; j += 8, row += wide) {
      const uj = load<f64>(u + j);
      const sum = Rows.spread(row, u, p, j, uj);
      store<f64>(p + j, load<f64>(p + j) + (sum + load<f64>(row + j) * uj));
    }
    Rows.divide(p, end, h);
    const half = Rows.product(p, u, end) / (2 * h);
    for (let k: usize = 0; k < end; k += 8) store<f64>(p + k, load<f64>(p + k) - half * load<f64>(u + k));
    row = A;
    for (let j: usize = 0; j < end; j += 8, row += wide) {
      Rows.turn(row, u, p, j + 8, load<f64>(u + j), load<f64>(p + j));
    }
  }
}

export function cholesky(A: usize, d: i32): void {
  const wide = (<usize>d) << 3;
  const bottom = A + <usize>d * wide;
  let own = A;
  for (let end: usize = 0; end < wide; end += 8, own += wide) {
    const pivot = Math.sqrt(load<f64>(own + end) - Rows.product(own, own, end));
    store<f64>(own + end, pivot);
    let row = own + wide;
    for (; row + 3 * wide < bottom; row += wide << 2) Rows.four(row, wide, own, end, pivot);
    for (; row < bottom; row += wide) Rows.settle(row + end, Rows.product(row, own, end), pivot);
  }
}

export function tridiagonal(A: usize, below: usize, p: usize, n: i32, from: i32, budget: f64): i32 {
  let spent: f64 = 0;
  let i = from;
  for (; i >= 1 && spent < budget; i--) {
    Rows.reflect(A, (<usize>n) << 3, <usize>i, below, p);
    spent += 4 * f64(i) * f64(i);
  }
  return i;
}
