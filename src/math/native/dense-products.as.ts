// Twin: dense-products.ts. Blocks of four by four numbers stay in registers; a block at an edge goes over numbers again that
// are done, and finds the same. Every sum runs in plain order. Addresses are in bytes.

class Four {
  @inline
  static add(s: v128, a: v128, x: v128): v128 {
    return f64x2.add(s, f64x2.mul(a, x));
  }

  /** Four columns of a matrix, line after line: a column of wide rows would fall on few places of the cache. */
  @inline
  static pack(from: usize, wide: usize, lines: usize, to: usize): void {
    for (let k: usize = 0; k < lines; k++, from += wide, to += 32) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
    }
  }

  @inline
  static store(p: usize, first: v128, second: v128): void {
    v128.store(p, first);
    v128.store(p, second, 16);
  }
}

export function affine(values: usize, rows: i32, n: i32, W: usize, b: usize, m: i32, out: usize, panel: usize): void {
  const wide = (<usize>m) << 3;
  const line = (<usize>n) << 3;
  for (let j: usize = 0; j < wide; j += 32) {
    const at = min(j, wide - 32);
    const bias0 = v128.load(b + at);
    const bias1 = v128.load(b + at, 16);
    Four.pack(W + at, wide, <usize>n, panel);
    for (let r = 0; r < rows; r += 4) {
      const r1 = min(r + 1, rows - 1);
      const r2 = min(r + 2, rows - 1);
      const r3 = min(r + 3, rows - 1);
      const x0 = values + <usize>r * line;
      const x1 = values + <usize>r1 * line;
      const x2 = values + <usize>r2 * line;
      const x3 = values + <usize>r3 * line;
      let a0 = bias0;
      let a1 = bias1;
      let b0 = bias0;
      let b1 = bias1;
      let c0 = bias0;
      let c1 = bias1;
      let d0 = bias0;
      let d1 = bias1;
      let w = panel;
      for (let i: usize = 0; i < line; i += 8, w += 32) {
        const w0 = v128.load(w);
        const w1 = v128.load(w, 16);
        const p = v128.load64_splat(x0 + i);
        const q = v128.load64_splat(x1 + i);
        const s = v128.load64_splat(x2 + i);
        const t = v128.load64_splat(x3 + i);
        a0 = Four.add(a0, p, w0);
        a1 = Four.add(a1, p, w1);
        b0 = Four.add(b0, q, w0);
        b1 = Four.add(b1, q, w1);
        c0 = Four.add(c0, s, w0);
        c1 = Four.add(c1, s, w1);
        d0 = Four.add(d0, t, w0);
        d1 = Four.add(d1, t, w1);
      }
      Four.store(out + <usize>r * wide + at, a0, a1);
      Four.store(out + <usize>r1 * wide + at, b0, b1);
      Four.store(out + <usize>r2 * wide + at, c0, c1);
      Four.store(out + <usize>r3 * wide + at, d0, d1);
    }
  }
}

export function timesTransposed(delta: usize, rows: i32, m: i32, W: usize, n: i32, out: usize): void {
  const wide = (<usize>m) << 3;
  const line = (<usize>n) << 3;
  for (let i: usize = 0; i < line; i += 32) {
    const at = min(i, line - 32);
    const w0 = W + (at >> 3) * wide;
    const w1 = w0 + wide;
    const w2 = w1 + wide;
    const w3 = w2 + wide;
    for (let r = 0; r < rows; r += 4) {
      const r1 = min(r + 1, rows - 1);
      const r2 = min(r + 2, rows - 1);
      const r3 = min(r + 3, rows - 1);
      const p0 = delta + <usize>r * wide;
      const p1 = delta + <usize>r1 * wide;
      const p2 = delta + <usize>r2 * wide;
      const p3 = delta + <usize>r3 * wide;
      let a0 = f64x2.splat(0);
      let a1 = a0;
      let b0 = a0;
      let b1 = a0;
      let c0 = a0;
      let c1 = a0;
      let d0 = a0;
      let d1 = a0;
      let j: usize = 0;
      for (; j + 8 < wide; j += 16) {
        const v0 = v128.load(w0 + j);
        const v1 = v128.load(w1 + j);
        const v2 = v128.load(w2 + j);
        const v3 = v128.load(w3 + j);
        const low0 = v128.shuffle<f64>(v0, v1, 0, 2);
        const low1 = v128.shuffle<f64>(v2, v3, 0, 2);
        const p = v128.load64_splat(p0 + j);
        const q = v128.load64_splat(p1 + j);
        const s = v128.load64_splat(p2 + j);
        const t = v128.load64_splat(p3 + j);
        a0 = Four.add(a0, p, low0);
        a1 = Four.add(a1, p, low1);
        b0 = Four.add(b0, q, low0);
        b1 = Four.add(b1, q, low1);
        c0 = Four.add(c0, s, low0);
        c1 = Four.add(c1, s, low1);
        d0 = Four.add(d0, t, low0);
        d1 = Four.add(d1, t, low1);
        const high0 = v128.shuffle<f64>(v0, v1, 1, 3);
        const high1 = v128.shuffle<f64>(v2, v3, 1, 3);
        const e = v128.load64_splat(p0 + j, 8);
        const f = v128.load64_splat(p1 + j, 8);
        const g = v128.load64_splat(p2 + j, 8);
        const h = v128.load64_splat(p3 + j, 8);
        a0 = Four.add(a0, e, high0);
        a1 = Four.add(a1, e, high1);
        b0 = Four.add(b0, f, high0);
        b1 = Four.add(b1, f, high1);
        c0 = Four.add(c0, g, high0);
        c1 = Four.add(c1, g, high1);
        d0 = Four.add(d0, h, high0);
        d1 = Four.add(d1, h, high1);
      }
      if (j < wide) {
        const low0 = f64x2.replace_lane(v128.load64_zero(w0 + j), 1, load<f64>(w1 + j));
        const low1 = f64x2.replace_lane(v128.load64_zero(w2 + j), 1, load<f64>(w3 + j));
        const p = v128.load64_splat(p0 + j);
        const q = v128.load64_splat(p1 + j);
        const s = v128.load64_splat(p2 + j);
        const t = v128.load64_splat(p3 + j);
        a0 = Four.add(a0, p, low0);
        a1 = Four.add(a1, p, low1);
        b0 = Four.add(b0, q, low0);
        b1 = Four.add(b1, q, low1);
        c0 = Four.add(c0, s, low0);
        c1 = Four.add(c1, s, low1);
        d0 = Four.add(d0, t, low0);
        d1 = Four.add(d1, t, low1);
      }
      Four.store(out + <usize>r * line + at, a0, a1);
      Four.store(out + <usize>r1 * line + at, b0, b1);
      Four.store(out + <usize>r2 * line + at, c0, c1);
      Four.store(out + <usize>r3 * line + at, d0, d1);
    }
  }
}

export function weightGradient(values: usize, delta: usize, rows: i32, n: i32, m: i32, gW: usize, gb: usize): void {
  const wide = (<usize>m) << 3;
  const line = (<usize>n) << 3;
  const end = delta + <usize>rows * wide;
  for (let i: usize = 0; i < line; i += 32) {
    const x = values + min(i, line - 32);
    const to = gW + (min(i, line - 32) >> 3) * wide;
    for (let j: usize = 0; j < wide; j += 32) {
      const at = min(j, wide - 32);
      let a0 = f64x2.splat(0);
      let a1 = a0;
      let b0 = a0;
      let b1 = a0;
      let c0 = a0;
      let c1 = a0;
      let d0 = a0;
      let d1 = a0;
      let k = x;
      for (let q = delta + at; q < end; q += wide, k += line) {
        const e0 = v128.load(q);
        const e1 = v128.load(q, 16);
        const p0 = v128.load64_splat(k);
        const p1 = v128.load64_splat(k, 8);
        const p2 = v128.load64_splat(k, 16);
        const p3 = v128.load64_splat(k, 24);
        a0 = Four.add(a0, p0, e0);
        a1 = Four.add(a1, p0, e1);
        b0 = Four.add(b0, p1, e0);
        b1 = Four.add(b1, p1, e1);
        c0 = Four.add(c0, p2, e0);
        c1 = Four.add(c1, p2, e1);
        d0 = Four.add(d0, p3, e0);
        d1 = Four.add(d1, p3, e1);
      }
      Four.store(to + at, a0, a1);
      Four.store(to + wide + at, b0, b1);
      Four.store(to + 2 * wide + at, c0, c1);
      Four.store(to + 3 * wide + at, d0, d1);
    }
  }
  for (let j: usize = 0; j < wide; j += 32) {
    const at = min(j, wide - 32);
    let s0 = f64x2.splat(0);
    let s1 = s0;
    for (let q = delta + at; q < end; q += wide) {
      s0 = f64x2.add(s0, v128.load(q));
      s1 = f64x2.add(s1, v128.load(q, 16));
    }
    Four.store(gb + at, s0, s1);
  }
}
