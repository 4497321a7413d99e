// Twin: limits.ts.

/** Copies and so touches each byte twice. */
export function copy(from: usize, to: usize, count: i32, times: i32): void {
  const end = (<usize>count) << 3;
  for (let time = 0; time < times; time++) {
    for (let k: usize = 0; k < end; k += 64) {
      v128.store(to + k, v128.load(from + k));
      v128.store(to + k, v128.load(from + k, 16), 16);
      v128.store(to + k, v128.load(from + k, 32), 32);
      v128.store(to + k, v128.load(from + k, 48), 48);
    }
  }
}

/** Six sums of products that depend on nothing before, on four float32 numbers at once; fourteen operations a turn. */
export function multiplyAddSingle(out: usize, times: i32): void {
  const one = f32x4.splat(1);
  const c0 = f32x4.splat(<f32>1e-6);
  const c1 = f32x4.splat(<f32>2e-6);
  const c2 = f32x4.splat(<f32>3e-6);
  let x = one;
  let y = f32x4.splat(2);
  let a = one;
  let b = one;
  let c = one;
  let d = one;
  let e = one;
  let f = one;
  for (let time = 0; time < times; time++) {
    a = f32x4.add(a, f32x4.mul(x, c0));
    b = f32x4.add(b, f32x4.mul(x, c1));
    c = f32x4.add(c, f32x4.mul(x, c2));
    d = f32x4.add(d, f32x4.mul(y, c0));
    e = f32x4.add(e, f32x4.mul(y, c1));
    f = f32x4.add(f, f32x4.mul(y, c2));
    x = f32x4.add(x, one);
    y = f32x4.add(y, one);
  }
  v128.store(out, f32x4.add(f32x4.add(f32x4.add(a, b), f32x4.add(c, d)), f32x4.add(e, f)));
}

/** Eight chains of a multiplication and an addition on pairs, nothing from memory. */
export function multiplyAdd(out: usize, times: i32): void {
  const factor = f64x2.splat(0.999999);
  const one = f64x2.splat(1);
  let a = one;
  let b = one;
  let c = one;
  let d = one;
  let e = one;
  let f = one;
  let g = one;
  let h = one;
  for (let time = 0; time < times; time++) {
    a = f64x2.add(f64x2.mul(a, factor), one);
    b = f64x2.add(f64x2.mul(b, factor), one);
    c = f64x2.add(f64x2.mul(c, factor), one);
    d = f64x2.add(f64x2.mul(d, factor), one);
    e = f64x2.add(f64x2.mul(e, factor), one);
    f = f64x2.add(f64x2.mul(f, factor), one);
    g = f64x2.add(f64x2.mul(g, factor), one);
    h = f64x2.add(f64x2.mul(h, factor), one);
  }
  const first = f64x2.add(f64x2.add(a, b), f64x2.add(c, d));
  v128.store(out, f64x2.add(first, f64x2.add(f64x2.add(e, f), f64x2.add(g, h))));
}
