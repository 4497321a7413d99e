import { Quad } from './exp-single.as';

// Twin: single-products.ts. Blocks of four rows by eight columns stay in registers, both operands packed in the order in which
// they are read (a column of wide rows would fall on few places of the cache). What is missing to a whole block is zeros, computed and
// not stored. Every sum runs in plain order. Addresses are in bytes.

const WIDE: usize = 32;

class Panel {
  /** Up to eight numbers, then zeros. */
  @inline
  static line(from: usize, count: usize, to: usize): void {
    for (let j: usize = 0; j < WIDE; j += 4) store<f32>(to + j, j < count ? load<f32>(from + j) : 0);
  }

  /** Columns of a matrix whose lines are `wide` bytes: `count` bytes of each of so many lines. */
  @inline
  static ofColumns(from: usize, wide: usize, lines: i32, count: usize, to: usize): void {
    for (let k = 0; k < lines; k++, from += wide, to += WIDE) {
      if (count === WIDE) {
        v128.store(to, v128.load(from));
        v128.store(to, v128.load(from, 16), 16);
      } else Panel.line(from, count, to);
    }
  }

  /** Four columns, or as many as `count` bytes are and then zeros. */
  @inline
  static fourColumns(from: usize, line: usize, rows: i32, count: usize, to: usize): void {
    if (count >= 16) {
      for (let r = 0; r < rows; r++, from += line, to += 16) v128.store(to, v128.load(from));
      return;
    }
    for (let r = 0; r < rows; r++, from += line, to += 16)
      for (let j: usize = 0; j < 16; j += 4) store<f32>(to + j, j < count ? load<f32>(from + j) : 0);
  }

  /** Four rows, turned: of each column four numbers, `apart` bytes from those of the one before. */
  static ofRows(p0: usize, p1: usize, p2: usize, p3: usize, length: usize, to: usize, apart: usize): void {
    let k: usize = 0;
    for (; k + 16 <= length; k += 16, to += 4 * apart) {
      const a = v128.load(p0 + k);
      const b = v128.load(p1 + k);
      const c = v128.load(p2 + k);
      const d = v128.load(p3 + k);
      const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
      const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
      const high = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
      const other = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
      v128.store(to, v128.shuffle<f64>(ab, cd, 0, 2));
      v128.store(to + apart, v128.shuffle<f64>(ab, cd, 1, 3));
      v128.store(to + 2 * apart, v128.shuffle<f64>(high, other, 0, 2));
      v128.store(to + 3 * apart, v128.shuffle<f64>(high, other, 1, 3));
    }
    for (; k < length; k += 4, to += apart) {
      store<f32>(to, load<f32>(p0 + k));
      store<f32>(to, load<f32>(p1 + k), 4);
      store<f32>(to, load<f32>(p2 + k), 8);
      store<f32>(to, load<f32>(p3 + k), 12);
    }
  }

  /** Four rows of a matrix from row r on; the last stands for those that are missing. */
  @inline
  static ofRowsAt(from: usize, line: usize, r: i32, rows: i32, to: usize, apart: usize): void {
    const last = rows - 1;
    const p0 = from + <usize>min(r, last) * line;
    const p1 = from + <usize>min(r + 1, last) * line;
    const p2 = from + <usize>min(r + 2, last) * line;
    const p3 = from + <usize>min(r + 3, last) * line;
    Panel.ofRows(p0, p1, p2, p3, line, to, apart);
  }

  @inline
  static copy(from: usize, count: usize, to: usize): void {
    for (let j: usize = 0; j < count; j += 4) store<f32>(to + j, load<f32>(from + j));
  }

  @inline
  static finish(sum: v128, y: usize, finish: i32): v128 {
    if (finish === 1) return f32x4.pmax(sum, f32x4.splat(0));
    if (finish === 2) return Quad.tanh(sum);
    const left = v128.load(y);
    if (finish === 3) return v128.and(sum, f32x4.gt(left, f32x4.splat(0)));
    return f32x4.mul(sum, f32x4.sub(f32x4.splat(1), f32x4.mul(left, left)));
  }
}

/** Finishes eight sums; those that are not in their place (`count` bytes of them) have room for y behind them. */
function finishRow(sums: usize, out: usize, y: usize, finish: i32, count: usize, direct: bool): void {
  let left = y;
  if (!direct) {
    left = sums + WIDE;
    Panel.copy(y, count, left);
  }
  if (finish !== 0) {
    v128.store(sums, Panel.finish(v128.load(sums), left, finish));
    v128.store(sums, Panel.finish(v128.load(sums, 16), left + 16, finish), 16);
  }
  if (!direct) Panel.copy(sums, count, out);
}

export function product(
  x: usize,
  rows: i32,
  inner: i32,
  W: usize,
  columns: i32,
  transposed: i32,
  start: usize,
  finish: i32,
  y: usize,
  out: usize,
  panel: usize,
): void {
  const wide = (<usize>columns) << 2;
  const line = (<usize>inner) << 2;
  // Behind the panel: the start, then a row of sums and one of y for each of four rows, then x by fours of rows.
  const end = panel + <usize>inner * WIDE;
  const beside = end + WIDE;
  const packed = beside + 8 * WIDE;
  for (let r = 0; r < rows; r += 4) Panel.ofRowsAt(x, line, r, rows, packed + <usize>r * line, 16);
  for (let at: usize = 0; at < wide; at += WIDE) {
    const count = min(WIDE, wide - at);
    Panel.line(start + at, count, end);
    if (transposed === 0) Panel.ofColumns(W + at, wide, inner, count, panel);
    else {
      const j = <i32>(at >> 2);
      Panel.ofRowsAt(W, line, j, columns, panel, WIDE);
      Panel.ofRowsAt(W, line, j + 4, columns, panel + 16, WIDE);
    }
    let k = packed;
    for (let r = 0; r < rows; r += 4) {
      let a0 = v128.load(end);
      let a1 = v128.load(end, 16);
      let b0 = a0;
      let b1 = a1;
      let c0 = a0;
      let c1 = a1;
      let d0 = a0;
      let d1 = a1;
      for (let w = panel; w < end; w += WIDE, k += 16) {
        const w0 = v128.load(w);
        const w1 = v128.load(w, 16);
        const p = v128.load32_splat(k);
        a0 = Quad.add(a0, p, w0);
        a1 = Quad.add(a1, p, w1);
        const q = v128.load32_splat(k, 4);
        b0 = Quad.add(b0, q, w0);
        b1 = Quad.add(b1, q, w1);
        const s = v128.load32_splat(k, 8);
        c0 = Quad.add(c0, s, w0);
        c1 = Quad.add(c1, s, w1);
        const t = v128.load32_splat(k, 12);
        d0 = Quad.add(d0, t, w0);
        d1 = Quad.add(d1, t, w1);
      }
      const there = min(4, rows - r);
      const direct = count === WIDE && there === 4;
      const o = <usize>r * wide + at;
      const to = direct ? out + o : beside;
      const apart = direct ? wide : 2 * WIDE;
      v128.store(to, a0);
      v128.store(to, a1, 16);
      v128.store(to + apart, b0);
      v128.store(to + apart, b1, 16);
      v128.store(to + 2 * apart, c0);
      v128.store(to + 2 * apart, c1, 16);
      v128.store(to + 3 * apart, d0);
      v128.store(to + 3 * apart, d1, 16);
      if (direct && finish === 0) continue;
      for (let q = 0; q < there; q++) {
        const row = o + <usize>q * wide;
        finishRow(to + <usize>q * apart, out + row, y + row, finish, count, direct);
      }
    }
  }
}

export function outerProduct(x: usize, delta: usize, rows: i32, n: i32, m: i32, out: usize, panel: usize): void {
  const wide = (<usize>m) << 2;
  const line = (<usize>n) << 2;
  const tall = (<usize>rows) << 4;
  // x by fours of columns, then a panel of delta, then a block that is not whole.
  let packed = panel;
  for (let i: usize = 0; i < line; i += 16, packed += tall) Panel.fourColumns(x + i, line, rows, line - i, packed);
  const first = packed;
  const end = first + 2 * tall;
  for (let at: usize = 0; at < wide; at += WIDE) {
    const count = min(WIDE, wide - at);
    Panel.ofColumns(delta + at, wide, rows, count, first);
    let k = panel;
    for (let i: usize = 0; i < line; i += 16) {
      let a0 = f32x4.splat(0);
      let a1 = a0;
      let b0 = a0;
      let b1 = a0;
      let c0 = a0;
      let c1 = a0;
      let d0 = a0;
      let d1 = a0;
      for (let w = first; w < end; w += WIDE, k += 16) {
        const e0 = v128.load(w);
        const e1 = v128.load(w, 16);
        const p = v128.load32_splat(k);
        a0 = Quad.add(a0, p, e0);
        a1 = Quad.add(a1, p, e1);
        const q = v128.load32_splat(k, 4);
        b0 = Quad.add(b0, q, e0);
        b1 = Quad.add(b1, q, e1);
        const s = v128.load32_splat(k, 8);
        c0 = Quad.add(c0, s, e0);
        c1 = Quad.add(c1, s, e1);
        const t = v128.load32_splat(k, 12);
        d0 = Quad.add(d0, t, e0);
        d1 = Quad.add(d1, t, e1);
      }
      const high = min(<usize>16, line - i);
      const here = out + (i >> 2) * wide + at;
      const direct = count === WIDE && high === 16;
      const to = direct ? here : end;
      const apart = direct ? wide : WIDE;
      v128.store(to, a0);
      v128.store(to, a1, 16);
      v128.store(to + apart, b0);
      v128.store(to + apart, b1, 16);
      v128.store(to + 2 * apart, c0);
      v128.store(to + 2 * apart, c1, 16);
      v128.store(to + 3 * apart, d0);
      v128.store(to + 3 * apart, d1, 16);
      if (direct) continue;
      for (let j: usize = 0; j < high; j += 4) Panel.copy(end + 8 * j, count, here + (j >> 2) * wide);
    }
  }
}

export function columnSums(x: usize, rows: i32, columns: i32, out: usize): void {
  const wide = (<usize>columns) << 2;
  const end = x + <usize>rows * wide;
  let at: usize = 0;
  for (; at + 16 <= wide; at += 16) {
    let sum = f32x4.splat(0);
    for (let p = x + at; p < end; p += wide) sum = f32x4.add(sum, v128.load(p));
    v128.store(out + at, sum);
  }
  for (; at < wide; at += 4) {
    let sum: f32 = 0;
    for (let p = x + at; p < end; p += wide) sum += load<f32>(p);
    store<f32>(out + at, sum);
  }
}
