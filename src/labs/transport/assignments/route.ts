/**
 * Sends every row to its `choices` columns of largest gain + price, lower columns first in ties, listed in increasing order.
 * Returns the sum of gain + price over all pairs chosen.
 */
export function route(
  gain: Float64Array,
  m: number,
  choices: number,
  prices: Float64Array,
  chosen: Int32Array,
  load: Float64Array,
): number {
  load.fill(0);
  let total = 0;
  const n = gain.length / m;
  for (let i = 0; i < n; i++) {
    const row = i * m;
    let last = Infinity;
    let lastColumn = -1;
    for (let c = 0; c < choices; c++) {
      // The next pair in the order of falling gain + price, then of rising columns.
      let best = -1;
      let most = -Infinity;
      for (let k = 0; k < m; k++) {
        const value = gain[row + k]! + prices[k]!;
        if (value > most && (value < last || (value === last && k > lastColumn))) {
          most = value;
          best = k;
        }
      }
      // Listed by insertion.
      let place = i * choices + c;
      for (; place > i * choices && chosen[place - 1]! > best; place--) chosen[place] = chosen[place - 1]!;
      chosen[place] = best;
      last = most;
      lastColumn = best;
      total += most;
      load[best] = load[best]! + 1;
    }
  }
  return total;
}

/**
 * Adds to `switched` (m × m) the moves of every row between two lists of columns, each in increasing order: what is only in the
 * first was left, what is only in the second joined, and they are paired in that order.
 */
export function addSwitches(
  before: Int32Array,
  now: Int32Array,
  choices: number,
  m: number,
  switched: Float64Array,
): void {
  for (let row = 0; row < now.length; row += choices) {
    let [from, to] = [row, row];
    for (;;) {
      while (from < row + choices && holds(now, row, choices, before[from]!)) from++;
      while (to < row + choices && holds(before, row, choices, now[to]!)) to++;
      if (from === row + choices) break;
      const at = before[from++]! * m + now[to++]!;
      switched[at] = switched[at]! + 1;
    }
  }
}

function holds(columns: Int32Array, row: number, choices: number, column: number): boolean {
  for (let c = row; c < row + choices; c++) if (columns[c] === column) return true;
  return false;
}
