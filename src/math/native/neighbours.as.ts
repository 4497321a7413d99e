import { ENTRY, Stack } from './neighbour-tree.as';

// Twin: neighbours.ts. Eight places of a leaf at a time, in four pairs. Addresses are in bytes.

const SLACK: f64 = 1 - 1 / 1099511627776.0;
const DEPTH: usize = 32;

export { plant } from './neighbour-tree.as';

class Tree {
  /** Minus a coordinate and the coordinate, of each. */
  @inline
  static ask(at: usize, stride: usize, query: usize, wide: usize): void {
    for (let c: usize = 0; c < wide; c += 16, at += stride) {
      const value = load<f64>(at);
      store<f64>(query + c, -value);
      store<f64>(query + c, value, 8);
    }
  }

  @inline
  static beyond(box: usize, query: usize, wide: usize, euclidean: bool): f64 {
    const none = f64x2.splat(0);
    let most = none;
    let sum = none;
    for (let c: usize = 0; c < wide; c += 16) {
      const out = f64x2.pmax(none, f64x2.add(v128.load(box + c), v128.load(query + c)));
      if (euclidean) sum = f64x2.add(sum, f64x2.mul(out, out));
      else most = f64x2.pmax(most, out);
    }
    if (euclidean) return (f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)) * SLACK;
    const first = f64x2.extract_lane(most, 0);
    const second = f64x2.extract_lane(most, 1);
    return first < second ? second : first;
  }

  @inline
  static farthest(box: usize, query: usize, wide: usize): f64 {
    let least = f64x2.splat(Infinity);
    for (let c: usize = 0; c < wide; c += 16) {
      least = f64x2.pmin(least, f64x2.add(v128.load(box + c), v128.load(query + c)));
    }
    const first = f64x2.extract_lane(least, 0);
    const second = f64x2.extract_lane(least, 1);
    return -(second < first ? second : first);
  }

  /** The siblings on the way from the root to a leaf; returns the end of their list. */
  static pathTo(own: i32, leaves: i32, stack: usize): usize {
    let node = 0;
    let a = 0;
    let b = leaves;
    let to = stack;
    for (; b - a > 1; to += ENTRY) {
      const middle = (a + b) >> 1;
      const right = node + 2 * (middle - a);
      const left = own < middle;
      store<i32>(to, left ? right : node + 1);
      store<i32>(to, left ? middle : a, 4);
      store<i32>(to, left ? b : middle, 8);
      node = left ? node + 1 : right;
      if (left) b = middle;
      else a = middle;
    }
    return to;
  }
}

class Eight {
  @inline
  static below(a: v128, b: v128, c: v128, d: v128, limit: v128): i32 {
    const first = i64x2.bitmask(f64x2.lt(a, limit)) | (i64x2.bitmask(f64x2.lt(b, limit)) << 2);
    return first | (i64x2.bitmask(f64x2.lt(c, limit)) << 4) | (i64x2.bitmask(f64x2.lt(d, limit)) << 6);
  }

  @inline
  static add(sum: v128, p: v128, at: usize, euclidean: bool): v128 {
    const apart = f64x2.sub(p, v128.load(at));
    return euclidean ? f64x2.add(sum, f64x2.mul(apart, apart)) : f64x2.pmax(sum, f64x2.abs(apart));
  }

  /** Distances to eight places, stored where one is below the limit; a bit for each that is. */
  @inline
  static look(at: usize, stride: usize, query: usize, wide: usize, limit: f64, out: usize, euclidean: bool): i32 {
    const limits = f64x2.splat(limit);
    let a = f64x2.splat(0);
    let b = a;
    let c = a;
    let d = a;
    let seen = 0;
    for (let k: usize = 0; k < wide; ) {
      // Four coordinates, then a look whether all are too far already.
      const stop = min(k + 64, wide);
      for (; k < stop; k += 16, at += stride) {
        const p = v128.load64_splat(query + k, 8);
        a = Eight.add(a, p, at, euclidean);
        b = Eight.add(b, p, at + 16, euclidean);
        c = Eight.add(c, p, at + 32, euclidean);
        d = Eight.add(d, p, at + 48, euclidean);
      }
      seen = Eight.below(a, b, c, d, limits);
      if (seen === 0) return 0;
    }
    v128.store(out, a);
    v128.store(out, b, 16);
    v128.store(out, c, 32);
    v128.store(out, d, 48);
    return seen;
  }

  /** Takes what is nearer than the last of the list; returns the last then. */
  static insert(seen: i32, out: usize, near: usize, last: usize): f64 {
    let limit = load<f64>(last);
    for (; seen !== 0; seen &= seen - 1) {
      const distance = load<f64>(out + ((<usize>ctz(seen)) << 3));
      if (!(distance < limit)) continue;
      let at = last;
      for (; at > near && load<f64>(at - 8) > distance; at -= 8) store<f64>(at, load<f64>(at - 8));
      store<f64>(at, distance);
      limit = load<f64>(last);
    }
    return limit;
  }
}

class Search {
  @inline
  static nearest(
    leaf: usize,
    box: usize,
    row: usize,
    near: usize,
    query: usize,
    stack: usize,
    n: i32,
    d: i32,
    k: i32,
    slots: i32,
    leaves: i32,
    euclidean: bool,
    first: i32,
    budget: i32,
  ): i32 {
    const wide = (<usize>d) << 4;
    const stride = (<usize>slots) << 3;
    const block = stride * <usize>d;
    const out = query + wide;
    const bottom = stack + ENTRY * DEPTH;
    const each = slots * (3 * d + 3);
    let spent = 0;
    let own = first;
    for (; own < leaves && spent < budget; own++) {
      const path = Tree.pathTo(own, leaves, stack);
      const start = own * slots;
      const end = min(n, start + slots);
      const home = leaf + <usize>own * block;
      for (let p = start; p < end; p++) {
        Tree.ask(home + ((<usize>(p - start)) << 3), stride, query, wide);
        const to = near + ((<usize>(load<i32>(row + ((<usize>p) << 2)) * k)) << 3);
        const last = to + ((<usize>(k - 1)) << 3);
        for (let q = to; q <= last; q += 8) store<f64>(q, Infinity);
        let limit: f64 = Infinity;
        spent += each;
        for (let s = 0; s < slots; s += 8) {
          let seen = Eight.look(home + ((<usize>s) << 3), stride, query, wide, limit, out, euclidean);
          if (<u32>(p - start - s) < 8) seen &= ~(1 << (p - start - s));
          if (seen !== 0) limit = Eight.insert(seen, out, to, last);
        }
        for (let level = path; level > stack; level -= ENTRY) {
          store<i64>(bottom, load<i64>(level - ENTRY));
          store<i32>(bottom, load<i32>(level - ENTRY, 8), 8);
          for (let top = bottom; top >= bottom; ) {
            const node = load<i32>(top);
            const a = load<i32>(top, 4);
            const b = load<i32>(top, 8);
            spent += 4 * d;
            if (Tree.beyond(box + <usize>node * wide, query, wide, euclidean) >= limit) top -= ENTRY;
            else if (b - a === 1) {
              spent += each;
              const at = leaf + <usize>a * block;
              for (let s: usize = 0; s < stride; s += 64) {
                const seen = Eight.look(at + s, stride, query, wide, limit, out, euclidean);
                if (seen !== 0) limit = Eight.insert(seen, out, to, last);
              }
              top -= ENTRY;
            } else top = Stack.divide(top, node, a, b);
          }
        }
      }
    }
    return own;
  }
}

export function nearest(
  leaf: usize,
  box: usize,
  row: usize,
  near: usize,
  query: usize,
  stack: usize,
  n: i32,
  d: i32,
  k: i32,
  slots: i32,
  leaves: i32,
  euclidean: i32,
  first: i32,
  budget: i32,
): i32 {
  return euclidean === 1
    ? Search.nearest(leaf, box, row, near, query, stack, n, d, k, slots, leaves, true, first, budget)
    : Search.nearest(leaf, box, row, near, query, stack, n, d, k, slots, leaves, false, first, budget);
}

export function within(
  leaf: usize,
  box: usize,
  row: usize,
  radius: usize,
  counts: usize,
  query: usize,
  stack: usize,
  n: i32,
  d: i32,
  slots: i32,
  leaves: i32,
  first: i32,
  budget: i32,
): i32 {
  const wide = (<usize>d) << 4;
  const stride = (<usize>slots) << 3;
  const block = stride * <usize>d;
  const out = query + wide;
  const each = slots * (3 * d + 3);
  let spent = 0;
  let own = first;
  for (; own < leaves && spent < budget; own++) {
    const start = own * slots;
    const end = min(n, start + slots);
    const home = leaf + <usize>own * block;
    for (let p = start; p < end; p++) {
      Tree.ask(home + ((<usize>(p - start)) << 3), stride, query, wide);
      const at = <usize>load<i32>(row + ((<usize>p) << 2));
      const limit = load<f64>(radius + (at << 3));
      let count = 0 < limit ? -1 : 0;
      store<i32>(stack, 0);
      store<i32>(stack, 0, 4);
      store<i32>(stack, leaves, 8);
      for (let top = stack; top >= stack; ) {
        const node = load<i32>(top);
        const a = load<i32>(top, 4);
        const b = load<i32>(top, 8);
        const here = box + <usize>node * wide;
        spent += 4 * d;
        if (!(Tree.beyond(here, query, wide, false) < limit)) top -= ENTRY;
        else if (Tree.farthest(here, query, wide) < limit) {
          count += min(n, b * slots) - a * slots;
          top -= ENTRY;
        } else if (b - a === 1) {
          spent += each;
          const other = leaf + <usize>a * block;
          for (let s: usize = 0; s < stride; s += 64) {
            count += popcnt(Eight.look(other + s, stride, query, wide, limit, out, false));
          }
          top -= ENTRY;
        } else top = Stack.divide(top, node, a, b);
      }
      store<i32>(counts + (at << 2), count);
    }
  }
  return own;
}

export function onLine(x: usize, sorted: usize, radius: usize, counts: usize, n: i32): void {
  for (let i: usize = 0; i < <usize>n; i++) {
    const at = load<f64>(x + (i << 3));
    const limit = load<f64>(radius + (i << 3));
    let before = sorted;
    let until = sorted;
    let left = <usize>n;
    for (; left > 1; left -= left >> 1) {
      const half = (left >> 1) << 3;
      before += at - load<f64>(before + half - 8) >= limit ? half : 0;
      until += load<f64>(until + half - 8) - at < limit ? half : 0;
    }
    before += at - load<f64>(before) >= limit ? 8 : 0;
    until += load<f64>(until) - at < limit ? 8 : 0;
    store<i32>(counts + (i << 2), 0 < limit ? <i32>((until - before) >> 3) - 1 : 0);
  }
}
