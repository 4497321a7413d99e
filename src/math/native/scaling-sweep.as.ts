// Part of sinkhorn.as.ts.

export class Add {
  /** (s0 + s1) + (s2 + s3). */
  @inline
  static four(first: v128, second: v128): f64 {
    return (
      f64x2.extract_lane(first, 0) +
      f64x2.extract_lane(first, 1) +
      (f64x2.extract_lane(second, 0) + f64x2.extract_lane(second, 1))
    );
  }
}

/** Rows of a scaling of the kernel; twins: rowProduct and addFourRows in sinkhorn.ts. */
export class Sweep {
  /** Four rows: their sums, their scalings, and what they add to the columns while they are near. */
  @inline
  static four(row0: usize, wide: usize, a: usize, v: usize, u: usize, columns: usize, low: f64, high: f64): bool {
    const row1 = row0 + wide;
    const row2 = row1 + wide;
    const row3 = row2 + wide;
    const whole = wide & ~31;
    let p0 = f64x2.splat(0);
    let p1 = p0;
    let p2 = p0;
    let p3 = p0;
    let q0 = p0;
    let q1 = p0;
    let q2 = p0;
    let q3 = p0;
    let j: usize = 0;
    for (; j < whole; j += 32) {
      const v0 = v128.load(v + j);
      p0 = f64x2.add(p0, f64x2.mul(v128.load(row0 + j), v0));
      p1 = f64x2.add(p1, f64x2.mul(v128.load(row1 + j), v0));
      p2 = f64x2.add(p2, f64x2.mul(v128.load(row2 + j), v0));
      p3 = f64x2.add(p3, f64x2.mul(v128.load(row3 + j), v0));
      const v1 = v128.load(v + j, 16);
      q0 = f64x2.add(q0, f64x2.mul(v128.load(row0 + j, 16), v1));
      q1 = f64x2.add(q1, f64x2.mul(v128.load(row1 + j, 16), v1));
      q2 = f64x2.add(q2, f64x2.mul(v128.load(row2 + j, 16), v1));
      q3 = f64x2.add(q3, f64x2.mul(v128.load(row3 + j, 16), v1));
    }
    for (; j < wide; j += 16) {
      // A pair, or one number and a zero: adding a zero changes nothing.
      const two = j + 8 < wide;
      const vs = two ? v128.load(v + j) : v128.load64_zero(v + j);
      const t0 = f64x2.mul(two ? v128.load(row0 + j) : v128.load64_zero(row0 + j), vs);
      const t1 = f64x2.mul(two ? v128.load(row1 + j) : v128.load64_zero(row1 + j), vs);
      const t2 = f64x2.mul(two ? v128.load(row2 + j) : v128.load64_zero(row2 + j), vs);
      const t3 = f64x2.mul(two ? v128.load(row3 + j) : v128.load64_zero(row3 + j), vs);
      if (j === whole) {
        p0 = f64x2.add(p0, t0);
        p1 = f64x2.add(p1, t1);
        p2 = f64x2.add(p2, t2);
        p3 = f64x2.add(p3, t3);
      } else {
        q0 = f64x2.add(q0, t0);
        q1 = f64x2.add(q1, t1);
        q2 = f64x2.add(q2, t2);
        q3 = f64x2.add(q3, t3);
      }
    }
    const u0 = load<f64>(a) / Add.four(p0, q0);
    const u1 = load<f64>(a, 8) / Add.four(p1, q1);
    const u2 = load<f64>(a, 16) / Add.four(p2, q2);
    const u3 = load<f64>(a, 24) / Add.four(p3, q3);
    if (!(u0 > low && u0 < high && u1 > low && u1 < high)) return false;
    if (!(u2 > low && u2 < high && u3 > low && u3 < high)) return false;
    store<f64>(u, u0);
    store<f64>(u, u1, 8);
    store<f64>(u, u2, 16);
    store<f64>(u, u3, 24);
    const w0 = f64x2.splat(u0);
    const w1 = f64x2.splat(u1);
    const w2 = f64x2.splat(u2);
    const w3 = f64x2.splat(u3);
    const pairs = wide & ~15;
    for (j = 0; j < pairs; j += 16) {
      const first = f64x2.add(f64x2.mul(v128.load(row0 + j), w0), f64x2.mul(v128.load(row1 + j), w1));
      const second = f64x2.add(f64x2.mul(v128.load(row2 + j), w2), f64x2.mul(v128.load(row3 + j), w3));
      v128.store(columns + j, f64x2.add(v128.load(columns + j), f64x2.add(first, second)));
    }
    if (j < wide) {
      const first = load<f64>(row0 + j) * u0 + load<f64>(row1 + j) * u1;
      const second = load<f64>(row2 + j) * u2 + load<f64>(row3 + j) * u3;
      store<f64>(columns + j, load<f64>(columns + j) + (first + second));
    }
    return true;
  }

  @inline
  static one(row: usize, wide: usize, a: usize, v: usize, u: usize, columns: usize, low: f64, high: f64): bool {
    const whole = wide & ~31;
    let p = f64x2.splat(0);
    let q = p;
    let j: usize = 0;
    for (; j < whole; j += 32) {
      p = f64x2.add(p, f64x2.mul(v128.load(row + j), v128.load(v + j)));
      q = f64x2.add(q, f64x2.mul(v128.load(row + j, 16), v128.load(v + j, 16)));
    }
    for (; j < wide; j += 16) {
      const two = j + 8 < wide;
      const vs = two ? v128.load(v + j) : v128.load64_zero(v + j);
      const t = f64x2.mul(two ? v128.load(row + j) : v128.load64_zero(row + j), vs);
      if (j === whole) p = f64x2.add(p, t);
      else q = f64x2.add(q, t);
    }
    const w = load<f64>(a) / Add.four(p, q);
    if (!(w > low && w < high)) return false;
    store<f64>(u, w);
    const ws = f64x2.splat(w);
    const pairs = wide & ~15;
    for (j = 0; j < pairs; j += 16) {
      v128.store(columns + j, f64x2.add(v128.load(columns + j), f64x2.mul(v128.load(row + j), ws)));
    }
    if (j < wide) store<f64>(columns + j, load<f64>(columns + j) + load<f64>(row + j) * w);
    return true;
  }
}
