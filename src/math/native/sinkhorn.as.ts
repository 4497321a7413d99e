import { Pair } from './exp.as';
import { Add, Sweep } from './scaling-sweep.as';

// Kernels of sinkhorn.ts, which says what each computes; the order of all sums is the twin's. Addresses are in bytes.

const NEGLIGIBLE: f64 = -46;
const LOWEST: f64 = -345.38776394910684;
const HIGHEST: f64 = 700;

/** One number and, in the other lane, one that never counts. */
class Lone {
  @inline
  static load(p: usize, other: f64): v128 {
    return f64x2.replace_lane(v128.load64_zero(p), 1, other);
  }
}

class Row {
  /** Scores g_j - C_ij of one row; returns the largest. */
  static scores(C: usize, g: usize, scores: usize, m: i32): f64 {
    const whole = (<usize>(m & ~3)) << 3;
    const end = (<usize>m) << 3;
    let most0 = f64x2.splat(-Infinity);
    let most1 = most0;
    for (let j: usize = 0; j < whole; j += 32) {
      const s0 = f64x2.sub(v128.load(g + j), v128.load(C + j));
      const s1 = f64x2.sub(v128.load(g + j, 16), v128.load(C + j, 16));
      v128.store(scores + j, s0);
      v128.store(scores + j, s1, 16);
      most0 = f64x2.pmax(most0, s0);
      most1 = f64x2.pmax(most1, s1);
    }
    let most = Row.larger(f64x2.pmax(most0, most1));
    for (let j = whole; j < end; j += 8) {
      const s = load<f64>(g + j) - load<f64>(C + j);
      store<f64>(scores + j, s);
      if (most < s) most = s;
    }
    return most;
  }

  /** The same with costs from the point x and those of y, which lie coordinate by coordinate. */
  static pointScores(x: usize, y: usize, g: usize, scores: usize, m: i32, d: i32, ground: i32, factor: f64): f64 {
    const pairs = (<usize>(m & ~1)) << 3;
    const end = (<usize>m) << 3;
    const last = y + <usize>(d - 1) * end;
    const factors = f64x2.splat(factor);
    let mosts = f64x2.splat(-Infinity);
    for (let j: usize = 0; j < pairs; j += 16) {
      let total = f64x2.splat(0);
      let at = x;
      for (let p = y + j; p <= last + j; p += end, at += 8) {
        const apart = f64x2.sub(v128.load64_splat(at), v128.load(p));
        total = f64x2.add(total, ground === 2 ? f64x2.abs(apart) : f64x2.mul(apart, apart));
      }
      if (ground === 1) total = f64x2.sqrt(total);
      const s = f64x2.sub(v128.load(g + j), f64x2.mul(total, factors));
      v128.store(scores + j, s);
      mosts = f64x2.pmax(mosts, s);
    }
    let most = Row.larger(mosts);
    if (pairs < end) {
      let total: f64 = 0;
      let at = x;
      for (let p = y + pairs; p <= last + pairs; p += end, at += 8) {
        const apart = load<f64>(at) - load<f64>(p);
        total += ground === 2 ? Math.abs(apart) : apart * apart;
      }
      if (ground === 1) total = Math.sqrt(total);
      const s = load<f64>(g + pairs) - total * factor;
      store<f64>(scores + pairs, s);
      if (most < s) most = s;
    }
    return most;
  }

  @inline
  static larger(pair: v128): f64 {
    const first = f64x2.extract_lane(pair, 0);
    const second = f64x2.extract_lane(pair, 1);
    return first < second ? second : first;
  }

  /** Stores the sum of exp((scores - most) scale) in four sums; returns how many terms were not left out. */
  static sum(scores: usize, m: i32, most: f64, scale: f64, out: usize): i32 {
    const whole = (<usize>(m & ~3)) << 3;
    const end = (<usize>m) << 3;
    const mosts = f64x2.splat(most);
    const scales = f64x2.splat(scale);
    const least = f64x2.splat(NEGLIGIBLE);
    let exponentials = 0;
    let sum0 = f64x2.splat(0);
    let sum1 = sum0;
    let j: usize = 0;
    for (; j < whole; j += 32) {
      const s0 = f64x2.mul(f64x2.sub(v128.load(scores + j), mosts), scales);
      const s1 = f64x2.mul(f64x2.sub(v128.load(scores + j, 16), mosts), scales);
      const seen0 = f64x2.gt(s0, least);
      const seen1 = f64x2.gt(s1, least);
      const seen = i64x2.bitmask(seen0) | (i64x2.bitmask(seen1) << 2);
      if (seen === 0) continue;
      exponentials += popcnt(seen);
      sum0 = f64x2.add(sum0, v128.and(Pair.exp(s0), seen0));
      sum1 = f64x2.add(sum1, v128.and(Pair.exp(s1), seen1));
    }
    for (; j < end; j += 16) {
      // Three at most are left: a pair of the first two sums, then one of the third.
      const left = j + 8 < end ? v128.load(scores + j) : Lone.load(scores + j, -Infinity);
      const s = f64x2.mul(f64x2.sub(left, mosts), scales);
      const seen = f64x2.gt(s, least);
      exponentials += popcnt(i64x2.bitmask(seen));
      const terms = v128.and(Pair.exp(s), seen);
      if (j === whole) sum0 = f64x2.add(sum0, terms);
      else sum1 = f64x2.add(sum1, terms);
    }
    store<f64>(out, Add.four(sum0, sum1));
    return exponentials;
  }
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
