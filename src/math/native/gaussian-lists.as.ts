// Twin: gaussian-lists.ts. Rows go two to a vector, so every sum keeps the twin's order. Addresses are in bytes.

/** Two numbers, or one and a lane that never counts. */
class Two {
  @inline
  static load(p: usize, two: bool): v128 {
    return two ? v128.load(p) : v128.load64_zero(p);
  }

  @inline
  static store(p: usize, pair: v128, two: bool): void {
    if (two) v128.store(p, pair);
    else v128.store64_lane(p, pair, 0);
  }

  @inline
  static lower(a: v128, b: v128): v128 {
    return v128.shuffle<f64>(a, b, 0, 2);
  }

  @inline
  static upper(a: v128, b: v128): v128 {
    return v128.shuffle<f64>(a, b, 1, 3);
  }

  /** s + (a x) x. */
  @inline
  static addSquare(s: v128, a: v128, x: v128): v128 {
    return f64x2.add(s, f64x2.mul(f64x2.mul(a, x), x));
  }

  @inline
  static addProduct(s: v128, a: v128, x: v128): v128 {
    return f64x2.add(s, f64x2.mul(a, x));
  }
}

class List {
  @inline
  static at(list: usize, k: usize): usize {
    return <usize>load<i32>(list + (k << 2));
  }

  /** Two rows of the batch of one output. */
  @inline
  static forward(
    k: usize,
    end: usize,
    columns: usize,
    mean: usize,
    variance: usize,
    bias: v128,
    x: usize,
    wide: usize,
    m: usize,
    v: usize,
    two: bool,
  ): void {
    let s = bias;
    let t = f64x2.splat(0);
    for (; k < end; k++) {
      const first = Two.load(x + List.at(columns, k) * wide, two);
      s = Two.addProduct(s, v128.load64_splat(mean + (k << 3)), first);
      t = Two.addSquare(t, v128.load64_splat(variance + (k << 3)), first);
    }
    Two.store(m, s, two);
    Two.store(v, t, two);
  }

  /** Two rows of the batch of one input. */
  @inline
  static inputs(
    k: usize,
    end: usize,
    outs: usize,
    places: usize,
    mean: usize,
    variance: usize,
    x: usize,
    dm: usize,
    dv: usize,
    wide: usize,
    slope: usize,
    two: bool,
  ): void {
    const first = Two.load(x, two);
    let s = f64x2.splat(0);
    for (; k < end; k++) {
      const place = List.at(places, k) << 3;
      const at = List.at(outs, k) * wide;
      const b = f64x2.splat(2 * load<f64>(variance + place));
      s = Two.addProduct(s, v128.load64_splat(mean + place), Two.load(dm + at, two));
      s = Two.addProduct(s, f64x2.mul(b, first), Two.load(dv + at, two));
    }
    Two.store(slope, s, two);
  }
}

export function forwardProducts(
  start: usize,
  columns: usize,
  mean: usize,
  variance: usize,
  bias: usize,
  x: usize,
  m: usize,
  v: usize,
  outputs: i32,
  rows: i32,
): void {
  const wide = (<usize>rows) << 3;
  const eights = wide & ~63;
  for (let o: usize = 0; o < <usize>outputs; o++) {
    const begin = List.at(start, o);
    const end = List.at(start, o + 1);
    const biases = v128.load64_splat(bias + (o << 3));
    const to = o * wide;
    let n: usize = 0;
    for (; n < eights; n += 64) {
      let m0 = biases;
      let m1 = biases;
      let m2 = biases;
      let m3 = biases;
      let v0 = f64x2.splat(0);
      let v1 = v0;
      let v2 = v0;
      let v3 = v0;
      for (let k = begin; k < end; k++) {
        const p = x + n + List.at(columns, k) * wide;
        const a = v128.load64_splat(mean + (k << 3));
        const b = v128.load64_splat(variance + (k << 3));
        const x0 = v128.load(p);
        const x1 = v128.load(p, 16);
        const x2 = v128.load(p, 32);
        const x3 = v128.load(p, 48);
        m0 = Two.addProduct(m0, a, x0);
        m1 = Two.addProduct(m1, a, x1);
        m2 = Two.addProduct(m2, a, x2);
        m3 = Two.addProduct(m3, a, x3);
        v0 = Two.addSquare(v0, b, x0);
        v1 = Two.addSquare(v1, b, x1);
        v2 = Two.addSquare(v2, b, x2);
        v3 = Two.addSquare(v3, b, x3);
      }
      v128.store(m + to + n, m0);
      v128.store(m + to + n, m1, 16);
      v128.store(m + to + n, m2, 32);
      v128.store(m + to + n, m3, 48);
      v128.store(v + to + n, v0);
      v128.store(v + to + n, v1, 16);
      v128.store(v + to + n, v2, 32);
      v128.store(v + to + n, v3, 48);
    }
    for (; n + 8 < wide; n += 16)
      List.forward(begin, end, columns, mean, variance, biases, x + n, wide, m + to + n, v + to + n, true);
    if (n < wide) List.forward(begin, end, columns, mean, variance, biases, x + n, wide, m + to + n, v + to + n, false);
  }
}

export function inputSlopes(
  start: usize,
  outs: usize,
  places: usize,
  mean: usize,
  variance: usize,
  x: usize,
  dm: usize,
  dv: usize,
  slope: usize,
  inputs: i32,
  rows: i32,
): void {
  const wide = (<usize>rows) << 3;
  const eights = wide & ~63;
  for (let i: usize = 0; i < <usize>inputs; i++) {
    const begin = List.at(start, i);
    const end = List.at(start, i + 1);
    const to = i * wide;
    let n: usize = 0;
    for (; n < eights; n += 64) {
      const here = x + to + n;
      const x0 = v128.load(here);
      const x1 = v128.load(here, 16);
      const x2 = v128.load(here, 32);
      const x3 = v128.load(here, 48);
      let s0 = f64x2.splat(0);
      let s1 = s0;
      let s2 = s0;
      let s3 = s0;
      for (let k = begin; k < end; k++) {
        const place = List.at(places, k) << 3;
        const at = n + List.at(outs, k) * wide;
        const a = v128.load64_splat(mean + place);
        const b = f64x2.splat(2 * load<f64>(variance + place));
        s0 = Two.addProduct(Two.addProduct(s0, a, v128.load(dm + at)), f64x2.mul(b, x0), v128.load(dv + at));
        s1 = Two.addProduct(Two.addProduct(s1, a, v128.load(dm + at, 16)), f64x2.mul(b, x1), v128.load(dv + at, 16));
        s2 = Two.addProduct(Two.addProduct(s2, a, v128.load(dm + at, 32)), f64x2.mul(b, x2), v128.load(dv + at, 32));
        s3 = Two.addProduct(Two.addProduct(s3, a, v128.load(dm + at, 48)), f64x2.mul(b, x3), v128.load(dv + at, 48));
      }
      v128.store(slope + to + n, s0);
      v128.store(slope + to + n, s1, 16);
      v128.store(slope + to + n, s2, 32);
      v128.store(slope + to + n, s3, 48);
    }
    for (; n + 8 < wide; n += 16)
      List.inputs(begin, end, outs, places, mean, variance, x + to + n, dm + n, dv + n, wide, slope + to + n, true);
    if (n < wide)
      List.inputs(begin, end, outs, places, mean, variance, x + to + n, dm + n, dv + n, wide, slope + to + n, false);
  }
}

export function weightSlopes(
  start: usize,
  columns: usize,
  x: usize,
  dm: usize,
  dv: usize,
  meanSlope: usize,
  varianceSlope: usize,
  outputs: i32,
  rows: i32,
): void {
  const wide = (<usize>rows) << 3;
  for (let o: usize = 0; o < <usize>outputs; o++) {
    const end = List.at(start, o + 1);
    const d = dm + o * wide;
    const e = dv + o * wide;
    for (let k = List.at(start, o); k < end; k += 4) {
      // Four weights in two vectors; the last of a row is its own neighbour.
      const k1 = min(k + 1, end - 1);
      const k2 = min(k + 2, end - 1);
      const k3 = min(k + 3, end - 1);
      const p0 = x + List.at(columns, k) * wide;
      const p1 = x + List.at(columns, k1) * wide;
      const p2 = x + List.at(columns, k2) * wide;
      const p3 = x + List.at(columns, k3) * wide;
      let a = f64x2.splat(0);
      let b = a;
      let s = a;
      let t = a;
      let n: usize = 0;
      for (; n + 8 < wide; n += 16) {
        const x0 = v128.load(p0 + n);
        const x1 = v128.load(p1 + n);
        const x2 = v128.load(p2 + n);
        const x3 = v128.load(p3 + n);
        const d0 = v128.load64_splat(d + n);
        const e0 = v128.load64_splat(e + n);
        const first = Two.lower(x0, x1);
        const second = Two.lower(x2, x3);
        a = Two.addProduct(a, d0, first);
        b = Two.addProduct(b, d0, second);
        s = Two.addSquare(s, e0, first);
        t = Two.addSquare(t, e0, second);
        const d1 = v128.load64_splat(d + n, 8);
        const e1 = v128.load64_splat(e + n, 8);
        const third = Two.upper(x0, x1);
        const fourth = Two.upper(x2, x3);
        a = Two.addProduct(a, d1, third);
        b = Two.addProduct(b, d1, fourth);
        s = Two.addSquare(s, e1, third);
        t = Two.addSquare(t, e1, fourth);
      }
      if (n < wide) {
        const d0 = v128.load64_splat(d + n);
        const e0 = v128.load64_splat(e + n);
        const first = f64x2.replace_lane(v128.load64_zero(p0 + n), 1, load<f64>(p1 + n));
        const second = f64x2.replace_lane(v128.load64_zero(p2 + n), 1, load<f64>(p3 + n));
        a = Two.addProduct(a, d0, first);
        b = Two.addProduct(b, d0, second);
        s = Two.addSquare(s, e0, first);
        t = Two.addSquare(t, e0, second);
      }
      v128.store64_lane(meanSlope + (k << 3), a, 0);
      v128.store64_lane(meanSlope + (k1 << 3), a, 1);
      v128.store64_lane(meanSlope + (k2 << 3), b, 0);
      v128.store64_lane(meanSlope + (k3 << 3), b, 1);
      v128.store64_lane(varianceSlope + (k << 3), s, 0);
      v128.store64_lane(varianceSlope + (k1 << 3), s, 1);
      v128.store64_lane(varianceSlope + (k2 << 3), t, 0);
      v128.store64_lane(varianceSlope + (k3 << 3), t, 1);
    }
  }
}

export function denseSlopes(x: usize, dm: usize, out: usize, inputs: i32, outputs: i32, rows: i32): void {
  const wide = (<usize>rows) << 3;
  const line = (<usize>inputs) << 3;
  const lastInput = <usize>(inputs - 1);
  const lastOutput = <usize>(outputs - 1);
  for (let o: usize = 0; o <= lastOutput; o += 2) {
    const o1 = min(o + 1, lastOutput);
    const d = dm + o * wide;
    const e = dm + o1 * wide;
    for (let i: usize = 0; i <= lastInput; i += 4) {
      const i1 = min(i + 1, lastInput);
      const i2 = min(i + 2, lastInput);
      const i3 = min(i + 3, lastInput);
      const p0 = x + i * wide;
      const p1 = x + i1 * wide;
      const p2 = x + i2 * wide;
      const p3 = x + i3 * wide;
      let a = f64x2.splat(0);
      let b = a;
      let s = a;
      let t = a;
      let n: usize = 0;
      for (; n + 8 < wide; n += 16) {
        const x0 = v128.load(p0 + n);
        const x1 = v128.load(p1 + n);
        const x2 = v128.load(p2 + n);
        const x3 = v128.load(p3 + n);
        const first = Two.lower(x0, x1);
        const second = Two.lower(x2, x3);
        const d0 = v128.load64_splat(d + n);
        const e0 = v128.load64_splat(e + n);
        a = Two.addProduct(a, d0, first);
        b = Two.addProduct(b, d0, second);
        s = Two.addProduct(s, e0, first);
        t = Two.addProduct(t, e0, second);
        const third = Two.upper(x0, x1);
        const fourth = Two.upper(x2, x3);
        const d1 = v128.load64_splat(d + n, 8);
        const e1 = v128.load64_splat(e + n, 8);
        a = Two.addProduct(a, d1, third);
        b = Two.addProduct(b, d1, fourth);
        s = Two.addProduct(s, e1, third);
        t = Two.addProduct(t, e1, fourth);
      }
      if (n < wide) {
        const first = f64x2.replace_lane(v128.load64_zero(p0 + n), 1, load<f64>(p1 + n));
        const second = f64x2.replace_lane(v128.load64_zero(p2 + n), 1, load<f64>(p3 + n));
        const d0 = v128.load64_splat(d + n);
        const e0 = v128.load64_splat(e + n);
        a = Two.addProduct(a, d0, first);
        b = Two.addProduct(b, d0, second);
        s = Two.addProduct(s, e0, first);
        t = Two.addProduct(t, e0, second);
      }
      const to = out + o * line;
      const next = out + o1 * line;
      v128.store64_lane(to + (i << 3), a, 0);
      v128.store64_lane(to + (i1 << 3), a, 1);
      v128.store64_lane(to + (i2 << 3), b, 0);
      v128.store64_lane(to + (i3 << 3), b, 1);
      v128.store64_lane(next + (i << 3), s, 0);
      v128.store64_lane(next + (i1 << 3), s, 1);
      v128.store64_lane(next + (i2 << 3), t, 0);
      v128.store64_lane(next + (i3 << 3), t, 1);
    }
  }
}

export function disturb(m: usize, v: usize, noise: usize, count: i32, floor: f64): void {
  const bytes = (<usize>count) << 3;
  const floors = f64x2.splat(floor);
  let k: usize = 0;
  for (; k + 8 < bytes; k += 16) {
    const root = f64x2.sqrt(f64x2.add(v128.load(v + k), floors));
    v128.store(v + k, root);
    v128.store(m + k, Two.addProduct(v128.load(m + k), root, v128.load(noise + k)));
  }
  if (k < bytes) {
    const root = Math.sqrt(load<f64>(v + k) + floor);
    store<f64>(v + k, root);
    store<f64>(m + k, load<f64>(m + k) + root * load<f64>(noise + k));
  }
}

export function spreadSlopes(dm: usize, v: usize, noise: usize, dv: usize, count: i32): void {
  const bytes = (<usize>count) << 3;
  const half = f64x2.splat(0.5);
  let k: usize = 0;
  for (; k + 8 < bytes; k += 16) {
    const pull = f64x2.mul(f64x2.mul(half, v128.load(dm + k)), v128.load(noise + k));
    v128.store(dv + k, f64x2.div(pull, v128.load(v + k)));
  }
  if (k < bytes) store<f64>(dv + k, (0.5 * load<f64>(dm + k) * load<f64>(noise + k)) / load<f64>(v + k));
}

export function gate(by: usize, values: usize, out: usize, count: i32): void {
  const bytes = (<usize>count) << 3;
  const zero = f64x2.splat(0);
  let k: usize = 0;
  for (; k + 8 < bytes; k += 16)
    v128.store(out + k, v128.and(v128.load(values + k), f64x2.gt(v128.load(by + k), zero)));
  if (k < bytes) store<f64>(out + k, load<f64>(by + k) > 0 ? load<f64>(values + k) : 0);
}
