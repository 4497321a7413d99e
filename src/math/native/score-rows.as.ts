import { Pair } from './exp.as';
import { Add } from './scaling-sweep.as';

// Part of sinkhorn.as.ts.

export const NEGLIGIBLE: f64 = -46;
const UNSEEN: f64 = -69;

/** One number and, in the other lane, one that never counts. */
export class Lone {
  @inline
  static load(p: usize, other: f64): v128 {
    return f64x2.replace_lane(v128.load64_zero(p), 1, other);
  }
}

export class Row {
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

  /** Puts exp((scores - most) scale) in place of the scores and stores their sum; then adds their shares of a to the columns. */
  static share(scores: usize, m: i32, most: f64, scale: f64, a: f64, out: usize, columns: usize): i32 {
    const whole = (<usize>(m & ~3)) << 3;
    const end = (<usize>m) << 3;
    const mosts = f64x2.splat(most);
    const scales = f64x2.splat(scale);
    const least = f64x2.splat(UNSEEN);
    const none = f64x2.splat(0);
    let exponentials = 0;
    let sum0 = none;
    let sum1 = none;
    let j: usize = 0;
    for (; j < whole; j += 32) {
      const s0 = f64x2.mul(f64x2.sub(v128.load(scores + j), mosts), scales);
      const s1 = f64x2.mul(f64x2.sub(v128.load(scores + j, 16), mosts), scales);
      const seen0 = f64x2.gt(s0, least);
      const seen1 = f64x2.gt(s1, least);
      const seen = i64x2.bitmask(seen0) | (i64x2.bitmask(seen1) << 2);
      if (seen === 0) {
        v128.store(scores + j, none);
        v128.store(scores + j, none, 16);
        continue;
      }
      exponentials += popcnt(seen);
      const terms0 = v128.and(Pair.exp(s0), seen0);
      const terms1 = v128.and(Pair.exp(s1), seen1);
      v128.store(scores + j, terms0);
      v128.store(scores + j, terms1, 16);
      sum0 = f64x2.add(sum0, terms0);
      sum1 = f64x2.add(sum1, terms1);
    }
    for (; j < end; j += 16) {
      const two = j + 8 < end;
      const left = two ? v128.load(scores + j) : Lone.load(scores + j, -Infinity);
      const s = f64x2.mul(f64x2.sub(left, mosts), scales);
      const seen = f64x2.gt(s, least);
      exponentials += popcnt(i64x2.bitmask(seen));
      const terms = v128.and(Pair.exp(s), seen);
      store<f64>(scores + j, f64x2.extract_lane(terms, 0));
      if (two) store<f64>(scores + j, f64x2.extract_lane(terms, 1), 8);
      if (j === whole) sum0 = f64x2.add(sum0, terms);
      else sum1 = f64x2.add(sum1, terms);
    }
    const sum = Add.four(sum0, sum1);
    store<f64>(out, sum);
    const share = a / sum;
    const shares = f64x2.splat(share);
    const pairs = (<usize>(m & ~1)) << 3;
    for (j = 0; j < pairs; j += 16) {
      v128.store(columns + j, f64x2.add(v128.load(columns + j), f64x2.mul(v128.load(scores + j), shares)));
    }
    if (j < end) store<f64>(columns + j, load<f64>(columns + j) + load<f64>(scores + j) * share);
    return exponentials;
  }
}
