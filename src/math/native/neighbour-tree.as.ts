// Part of neighbours.as.ts; twin: neighbour-tree.ts. Addresses are in bytes.

export const ENTRY: usize = 12;

class Split {
  static surround(points: usize, d: i32, row: usize, from: i32, to: i32, box: usize): i32 {
    let longest = 0;
    let length: f64 = -1;
    for (let c = 0; c < d; c++) {
      let least: f64 = Infinity;
      let most: f64 = -Infinity;
      for (let p = from; p < to; p++) {
        const value = load<f64>(points + ((<usize>(load<i32>(row + ((<usize>p) << 2)) * d + c)) << 3));
        least = value < least ? value : least;
        most = most < value ? value : most;
      }
      const at = box + ((<usize>c) << 4);
      store<f64>(at, least);
      store<f64>(at, -most, 8);
      if (most - least > length) {
        length = most - least;
        longest = c;
      }
    }
    return longest;
  }

  static fill(points: usize, d: i32, row: usize, from: i32, to: i32, leaf: usize, slots: i32): void {
    const start = leaf + ((<usize>(from * d)) << 3);
    if (to - from < slots) for (let k = 0; k < slots * d; k++) store<f64>(start + ((<usize>k) << 3), Infinity);
    for (let p = from; p < to; p++) {
      const at = points + ((<usize>(load<i32>(row + ((<usize>p) << 2)) * d)) << 3);
      for (let c = 0; c < d; c++) {
        store<f64>(start + ((<usize>(c * slots + p - from)) << 3), load<f64>(at + ((<usize>c) << 3)));
      }
    }
  }

  @inline
  static key(key: usize, p: i32): f64 {
    return load<f64>(key + ((<usize>p) << 3));
  }

  static select(key: usize, row: usize, from: i32, to: i32, at: i32): void {
    let low = from;
    let high = to;
    while (high - low > 1) {
      const a = Split.key(key, low);
      const b = Split.key(key, (low + high) >> 1);
      const c = Split.key(key, high - 1);
      const pivot = a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b;
      let end = Split.partition(key, row, low, high, pivot, false);
      if (end === low) {
        end = Split.partition(key, row, low, high, pivot, true);
        if (at < end || end === low) return;
      }
      if (at < end) high = end;
      else low = end;
    }
  }

  @inline
  static partition(key: usize, row: usize, low: i32, high: i32, pivot: f64, equals: bool): i32 {
    let end = low;
    for (let p = low; p < high; p++) {
      const here = (<usize>p) << 3;
      const there = (<usize>end) << 3;
      const value = load<f64>(key + here);
      const place = load<i32>(row + (here >> 1));
      store<f64>(key + here, load<f64>(key + there));
      store<i32>(row + (here >> 1), load<i32>(row + (there >> 1)));
      store<f64>(key + there, value);
      store<i32>(row + (there >> 1), place);
      end += i32(equals ? value <= pivot : value < pivot);
    }
    return end;
  }
}

export class Stack {
  @inline
  static divide(top: usize, node: i32, a: i32, b: i32): usize {
    const middle = (a + b) >> 1;
    store<i32>(top, node + 2 * (middle - a));
    store<i32>(top, middle, 4);
    store<i32>(top, node + 1, 12);
    store<i32>(top, a, 16);
    store<i32>(top, middle, 20);
    return top + ENTRY;
  }
}

export function plant(
  points: usize,
  leaf: usize,
  box: usize,
  row: usize,
  key: usize,
  stack: usize,
  n: i32,
  d: i32,
  slots: i32,
  leaves: i32,
): void {
  for (let i = 0; i < n; i++) store<i32>(row + ((<usize>i) << 2), i);
  store<i32>(stack, 0);
  store<i32>(stack, 0, 4);
  store<i32>(stack, leaves, 8);
  for (let top = stack; top >= stack; ) {
    const node = load<i32>(top);
    const a = load<i32>(top, 4);
    const b = load<i32>(top, 8);
    const from = a * slots;
    const to = min(n, b * slots);
    const longest = Split.surround(points, d, row, from, to, box + ((<usize>(node * d)) << 4));
    if (b - a === 1) {
      Split.fill(points, d, row, from, to, leaf, slots);
      top -= ENTRY;
      continue;
    }
    for (let p = from; p < to; p++) {
      const at = (<usize>(load<i32>(row + ((<usize>p) << 2)) * d + longest)) << 3;
      store<f64>(key + ((<usize>p) << 3), load<f64>(points + at));
    }
    Split.select(key, row, from, to, ((a + b) >> 1) * slots);
    top = Stack.divide(top, node, a, b);
  }
}
