import { Pair } from './exp.as';
import { Add, Sweep } from './scaling-sweep.as';
import { Lone, NEGLIGIBLE, Row } from './score-rows.as';

// Kernels of sinkhorn.ts, which says what each computes; the order of all sums is the twin's. Addresses are in bytes.

const LOWEST: f64 = -345.38776394910684;
const HIGHEST: f64 = 700;

export function rowsAndColumns(
  C: usize,
  g: usize,
  a: usize,
  scores: usize,
  max: usize,
  sum: usize,
  columns: usize,
  m: i32,
  scale: f64,
  from: i32,
  to: i32,
): i32 {
  let exponentials = 0;
  for (let i = (<usize>from) << 3; i < (<usize>to) << 3; i += 8) {
    const most = Row.scores(C + i * <usize>m, g, scores, m);
    store<f64>(max + i, most);
    exponentials += Row.share(scores, m, most, scale, load<f64>(a + i), sum + i, columns);
  }
  return exponentials;
}

export function pointRowsAndColumns(
  x: usize,
  y: usize,
  g: usize,
  a: usize,
  scores: usize,
  max: usize,
  sum: usize,
  columns: usize,
  m: i32,
  d: i32,
  ground: i32,
  factor: f64,
  scale: f64,
  from: i32,
  to: i32,
): i32 {
  let exponentials = 0;
  for (let i = (<usize>from) << 3; i < (<usize>to) << 3; i += 8) {
    const most = Row.pointScores(x + i * <usize>d, y, g, scores, m, d, ground, factor);
    store<f64>(max + i, most);
    exponentials += Row.share(scores, m, most, scale, load<f64>(a + i), sum + i, columns);
  }
  return exponentials;
}

export function rowSums(
  C: usize,
  g: usize,
  scores: usize,
  max: usize,
  sum: usize,
  m: i32,
  scale: f64,
  from: i32,
  to: i32,
): i32 {
  let exponentials = 0;
  for (let i = <usize>from; i < <usize>to; i++) {
    const most = Row.scores(C + ((i * <usize>m) << 3), g, scores, m);
    store<f64>(max + (i << 3), most);
    exponentials += Row.sum(scores, m, most, scale, sum + (i << 3));
  }
  return exponentials;
}

export function pointSums(
  x: usize,
  y: usize,
  g: usize,
  scores: usize,
  max: usize,
  sum: usize,
  m: i32,
  d: i32,
  ground: i32,
  factor: f64,
  scale: f64,
  from: i32,
  to: i32,
): i32 {
  let exponentials = 0;
  for (let i = <usize>from; i < <usize>to; i++) {
    const most = Row.pointScores(x + ((i * <usize>d) << 3), y, g, scores, m, d, ground, factor);
    store<f64>(max + (i << 3), most);
    exponentials += Row.sum(scores, m, most, scale, sum + (i << 3));
  }
  return exponentials;
}

export function columnSums(
  C: usize,
  f: usize,
  max: usize,
  sum: usize,
  n: i32,
  m: i32,
  scale: f64,
  from: i32,
  to: i32,
): i32 {
  const stride = (<usize>m) << 3;
  const first = (<usize>from) << 3;
  const end = (<usize>to) << 3;
  const whole = first + ((<usize>((to - from) & ~1)) << 3);
  for (let j = first; j < end; j += 8) {
    store<f64>(max + j, -Infinity);
    store<f64>(sum + j, 0);
  }
  for (let i = 0; i < n; i++) {
    const row = C + <usize>i * stride;
    const fi = load<f64>(f + ((<usize>i) << 3));
    const fs = f64x2.splat(fi);
    let j = first;
    for (; j < whole; j += 16) {
      v128.store(max + j, f64x2.pmax(v128.load(max + j), f64x2.sub(fs, v128.load(row + j))));
    }
    if (j < end) {
      const s = fi - load<f64>(row + j);
      if (load<f64>(max + j) < s) store<f64>(max + j, s);
    }
  }
  const scales = f64x2.splat(scale);
  const least = f64x2.splat(NEGLIGIBLE);
  let exponentials = 0;
  for (let i = 0; i < n; i++) {
    const row = C + <usize>i * stride;
    const fi = load<f64>(f + ((<usize>i) << 3));
    const fs = f64x2.splat(fi);
    let j = first;
    for (; j < whole; j += 16) {
      const s = f64x2.mul(f64x2.sub(f64x2.sub(fs, v128.load(row + j)), v128.load(max + j)), scales);
      const seen = f64x2.gt(s, least);
      const bits = i64x2.bitmask(seen);
      if (bits === 0) continue;
      exponentials += popcnt(bits);
      v128.store(sum + j, f64x2.add(v128.load(sum + j), v128.and(Pair.exp(s), seen)));
    }
    if (j < end) {
      const s = f64x2.splat((fi - load<f64>(row + j) - load<f64>(max + j)) * scale);
      if (f64x2.extract_lane(s, 0) > NEGLIGIBLE) {
        exponentials++;
        store<f64>(sum + j, load<f64>(sum + j) + f64x2.extract_lane(Pair.exp(s), 0));
      }
    }
  }
  return exponentials;
}

class Gibbs {
  /** exp where it is wanted, 0 under the lowest exponent, infinity over the highest. */
  @inline
  static entries(s: v128, wanted: v128): v128 {
    const value = v128.and(Pair.exp(s), wanted);
    return v128.bitselect(f64x2.splat(Infinity), value, f64x2.ge(s, f64x2.splat(HIGHEST)));
  }
}

export function gibbsSums(
  C: usize,
  f: usize,
  g: usize,
  K: usize,
  rows: usize,
  columns: usize,
  m: i32,
  scale: f64,
  from: i32,
  to: i32,
): i32 {
  const end = (<usize>m) << 3;
  const whole = (<usize>(m & ~3)) << 3;
  const scales = f64x2.splat(scale);
  const least = f64x2.splat(LOWEST);
  const none = f64x2.splat(0);
  let exponentials = 0;
  for (let i = from; i < to; i++) {
    const at = <usize>i * end;
    const row = C + at;
    const out = K + at;
    const fs = f64x2.splat(load<f64>(f + ((<usize>i) << 3)));
    let sum0 = none;
    let sum1 = none;
    let j: usize = 0;
    for (; j < whole; j += 32) {
      const s0 = f64x2.mul(f64x2.sub(f64x2.add(fs, v128.load(g + j)), v128.load(row + j)), scales);
      const s1 = f64x2.mul(f64x2.sub(f64x2.add(fs, v128.load(g + j, 16)), v128.load(row + j, 16)), scales);
      const wanted0 = f64x2.gt(s0, least);
      const wanted1 = f64x2.gt(s1, least);
      const wanted = i64x2.bitmask(wanted0) | (i64x2.bitmask(wanted1) << 2);
      if (wanted === 0) {
        v128.store(out + j, none);
        v128.store(out + j, none, 16);
        continue;
      }
      exponentials += popcnt(wanted);
      const k0 = Gibbs.entries(s0, wanted0);
      const k1 = Gibbs.entries(s1, wanted1);
      v128.store(out + j, k0);
      v128.store(out + j, k1, 16);
      sum0 = f64x2.add(sum0, k0);
      sum1 = f64x2.add(sum1, k1);
      v128.store(columns + j, f64x2.add(v128.load(columns + j), k0));
      v128.store(columns + j, f64x2.add(v128.load(columns + j, 16), k1), 16);
    }
    for (; j < end; j += 16) {
      const two = j + 8 < end;
      const gs = two ? v128.load(g + j) : Lone.load(g + j, -Infinity);
      const cs = two ? v128.load(row + j) : Lone.load(row + j, 0);
      const s = f64x2.mul(f64x2.sub(f64x2.add(fs, gs), cs), scales);
      const wanted = f64x2.gt(s, least);
      exponentials += popcnt(i64x2.bitmask(wanted));
      const k = Gibbs.entries(s, wanted);
      if (j === whole) sum0 = f64x2.add(sum0, k);
      else sum1 = f64x2.add(sum1, k);
      const k0 = f64x2.extract_lane(k, 0);
      store<f64>(out + j, k0);
      store<f64>(columns + j, load<f64>(columns + j) + k0);
      if (two) {
        const k1 = f64x2.extract_lane(k, 1);
        store<f64>(out + j, k1, 8);
        store<f64>(columns + j, load<f64>(columns + j, 8) + k1, 8);
      }
    }
    store<f64>(rows + ((<usize>i) << 3), Add.four(sum0, sum1));
  }
  return exponentials;
}

export function scalings(
  K: usize,
  a: usize,
  b: usize,
  u: usize,
  v: usize,
  nextU: usize,
  nextV: usize,
  n: i32,
  m: i32,
  low: f64,
  high: f64,
  times: i32,
): i32 {
  const tall = (<usize>n) << 3;
  const wide = (<usize>m) << 3;
  for (let done = 0; done < times; done++) {
    memory.fill(nextV, 0, wide);
    const fours = (<usize>(n & ~3)) << 3;
    let i: usize = 0;
    let row = K;
    for (; i < fours; i += 32, row += wide << 2) {
      if (!Sweep.four(row, wide, a + i, v, nextU + i, nextV, low, high)) return done;
    }
    for (; i < tall; i += 8, row += wide) {
      if (!Sweep.one(row, wide, a + i, v, nextU + i, nextV, low, high)) return done;
    }
    for (let j: usize = 0; j < wide; j += 8) {
      const value = load<f64>(b + j) / load<f64>(nextV + j);
      if (!(value > low && value < high)) return done;
      store<f64>(nextV + j, value);
    }
    memory.copy(u, nextU, tall);
    memory.copy(v, nextV, wide);
  }
  return times;
}

/** For the test of the exponential itself. */
export function exponentials(x: usize, out: usize, count: i32): void {
  const end = (<usize>(count & ~1)) << 3;
  let k: usize = 0;
  for (; k < end; k += 16) v128.store(out + k, Pair.exp(v128.load(x + k)));
  if (count & 1) store<f64>(out + k, f64x2.extract_lane(Pair.exp(f64x2.splat(load<f64>(x + k))), 0));
}
