import { Pair } from './exp.as';
import { Add } from './scaling-sweep.as';

// Twin: kernel-sums.ts. Four columns at a time; lanes beyond the last are masked. Addresses are in bytes.

const NEGLIGIBLE: f64 = -46;
const LOWEST: f64 = -700;

class Columns {
  /** The first of a pair of lanes that is inside, both, or none. */
  @inline
  static inside(left: isize): v128 {
    if (left >= 16) return i64x2.splat(-1);
    return left >= 8 ? i64x2.replace_lane(i64x2.splat(-1), 1, 0) : i64x2.splat(0);
  }

  /** Squared distances of point i to the columns start..end and up to seven more, all in bytes. */
  static squares(points: usize, i: usize, start: usize, end: usize, stride: usize, d: i32, out: usize): void {
    const last = points + <usize>(d - 1) * stride;
    for (let j = start; j < end; j += 64) {
      let a = f64x2.splat(0);
      let b = a;
      let c = a;
      let e = a;
      let at = points + i;
      for (let p = points + j; p <= last + j; p += stride, at += stride) {
        const x = v128.load64_splat(at);
        a = Columns.near(a, f64x2.sub(x, v128.load(p)));
        b = Columns.near(b, f64x2.sub(x, v128.load(p, 16)));
        c = Columns.near(c, f64x2.sub(x, v128.load(p, 32)));
        e = Columns.near(e, f64x2.sub(x, v128.load(p, 48)));
      }
      v128.store(out + j, a);
      v128.store(out + j, b, 16);
      v128.store(out + j, c, 32);
      v128.store(out + j, e, 48);
    }
  }

  @inline
  static near(total: v128, difference: v128): v128 {
    return f64x2.add(total, f64x2.mul(difference, difference));
  }

  /** Kernels of the exponents where they are wanted, 0 elsewhere; NaN stays. */
  @inline
  static kernels(s: v128, wanted: v128): v128 {
    return v128.and(v128.or(Pair.exp(s), f64x2.ne(s, s)), wanted);
  }

  @inline
  static add(to: usize, terms: v128): void {
    v128.store(to, f64x2.add(v128.load(to), terms));
  }

  @inline
  static addOne(to: usize, term: f64): void {
    store<f64>(to, load<f64>(to) + term);
  }

  /** Columns start..end (in bytes) of row i. */
  static segment(scratch: usize, i: usize, start: usize, end: usize, near: usize, far: usize, factor: f64): void {
    const none = f64x2.splat(0);
    const factors = f64x2.splat(factor);
    const least = f64x2.splat(NEGLIGIBLE);
    let nears0 = none;
    let nears1 = none;
    let fars0 = none;
    let fars1 = none;
    for (let j = start; j < end; j += 32) {
      const s0 = f64x2.mul(v128.load(scratch + j), factors);
      const s1 = f64x2.mul(v128.load(scratch + j, 16), factors);
      let wanted0 = v128.not(f64x2.le(s0, least));
      let wanted1 = v128.not(f64x2.le(s1, least));
      if (j + 32 > end) {
        wanted0 = v128.and(wanted0, Columns.inside(end - j));
        wanted1 = v128.and(wanted1, Columns.inside(<isize>(end - j) - 16));
      }
      if (!v128.any_true(v128.or(wanted0, wanted1))) continue;
      const f0 = Columns.kernels(s0, wanted0);
      const f1 = Columns.kernels(s1, wanted1);
      const g0 = f64x2.mul(f0, f0);
      const g1 = f64x2.mul(f1, f1);
      const e0 = f64x2.mul(g0, g0);
      const e1 = f64x2.mul(g1, g1);
      fars0 = f64x2.add(fars0, f0);
      fars1 = f64x2.add(fars1, f1);
      nears0 = f64x2.add(nears0, e0);
      nears1 = f64x2.add(nears1, e1);
      Columns.add(far + j, f0);
      Columns.add(far + j + 16, f1);
      Columns.add(near + j, e0);
      Columns.add(near + j + 16, e1);
    }
    Columns.addOne(near + i, Add.four(nears0, nears1));
    Columns.addOne(far + i, Add.four(fars0, fars1));
  }
}

export function addKernels(
  points: usize,
  begin: usize,
  nearOwn: usize,
  farOwn: usize,
  nearOthers: usize,
  farOthers: usize,
  scratch: usize,
  stride: i32,
  d: i32,
  factor: f64,
  from: i32,
  to: i32,
): void {
  const wide = (<usize>stride) << 3;
  for (let i = from; i < to; i++) {
    const row = (<usize>i) << 3;
    const start = (<usize>load<i32>(begin + ((<usize>i) << 2))) << 3;
    Columns.squares(points, row, 0, row, wide, d, scratch);
    Columns.segment(scratch, row, 0, start, nearOthers, farOthers, factor);
    Columns.segment(scratch, row, start, row, nearOwn, farOwn, factor);
  }
}

export function addProducts(
  x: usize,
  y: usize,
  sumX: usize,
  sumY: usize,
  sumBoth: usize,
  scratchX: usize,
  scratchY: usize,
  stride: i32,
  dx: i32,
  dy: i32,
  factorX: f64,
  factorY: f64,
  from: i32,
  to: i32,
): void {
  const wide = (<usize>stride) << 3;
  const none = f64x2.splat(0);
  const least = f64x2.splat(NEGLIGIBLE);
  for (let row = from; row < to; row++) {
    const i = (<usize>row) << 3;
    Columns.squares(x, i, 0, i, wide, dx, scratchX);
    Columns.squares(y, i, 0, i, wide, dy, scratchY);
    let xs0 = none;
    let xs1 = none;
    let ys0 = none;
    let ys1 = none;
    let boths0 = none;
    let boths1 = none;
    for (let j: usize = 0; j < i; j += 16) {
      const sX = f64x2.mul(v128.load(scratchX + j), f64x2.splat(factorX));
      const sY = f64x2.mul(v128.load(scratchY + j), f64x2.splat(factorY));
      let wantedX = v128.not(f64x2.le(sX, least));
      let wantedY = v128.not(f64x2.le(sY, least));
      if (j + 16 > i) {
        wantedX = v128.and(wantedX, Columns.inside(i - j));
        wantedY = v128.and(wantedY, Columns.inside(i - j));
      }
      if (!v128.any_true(v128.or(wantedX, wantedY))) continue;
      const kernelX = Columns.kernels(sX, wantedX);
      const kernelY = Columns.kernels(sY, wantedY);
      const both = f64x2.mul(kernelX, kernelY);
      if (j & 16) {
        xs1 = f64x2.add(xs1, kernelX);
        ys1 = f64x2.add(ys1, kernelY);
        boths1 = f64x2.add(boths1, both);
      } else {
        xs0 = f64x2.add(xs0, kernelX);
        ys0 = f64x2.add(ys0, kernelY);
        boths0 = f64x2.add(boths0, both);
      }
      Columns.add(sumX + j, kernelX);
      Columns.add(sumY + j, kernelY);
      Columns.add(sumBoth + j, both);
    }
    Columns.addOne(sumX + i, Add.four(xs0, xs1));
    Columns.addOne(sumY + i, Add.four(ys0, ys1));
    Columns.addOne(sumBoth + i, Add.four(boths0, boths1));
  }
}

export function gramRows(
  a: usize,
  b: usize,
  gram: usize,
  stride: i32,
  m: i32,
  d: i32,
  factor: f64,
  from: i32,
  to: i32,
): void {
  const wide = (<usize>stride) << 3;
  const line = (<usize>m) << 3;
  const factors = f64x2.splat(factor);
  const least = f64x2.splat(LOWEST);
  const last = b + <usize>(d - 1) * wide;
  for (let i = from; i < to; i++) {
    const row = a + ((<usize>(i * d)) << 3);
    const out = gram + <usize>i * line;
    for (let j: usize = 0; j < line; j += 32) {
      let square0 = f64x2.splat(0);
      let square1 = square0;
      let at = row;
      for (let p = b + j; p <= last + j; p += wide, at += 8) {
        const x = v128.load64_splat(at);
        const first = f64x2.sub(x, v128.load(p));
        const second = f64x2.sub(x, v128.load(p, 16));
        square0 = f64x2.add(square0, f64x2.mul(first, first));
        square1 = f64x2.add(square1, f64x2.mul(second, second));
      }
      const s0 = f64x2.mul(square0, factors);
      const s1 = f64x2.mul(square1, factors);
      // What goes beyond the row is written again by the next.
      v128.store(out + j, Columns.kernels(s0, v128.not(f64x2.le(s0, least))));
      v128.store(out + j, Columns.kernels(s1, v128.not(f64x2.le(s1, least))), 16);
    }
  }
}
