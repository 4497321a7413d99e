/** The balanced assignment on the way: rows hold their best columns at the present prices, loads are levelled out. */
export interface BalancedAssignment {
  /** n × m: how much of each pair is taken, in units of 1/capacity. */
  readonly units: Int32Array;
  /** Units of a whole pair; 1 where the load of a column is a whole number. */
  readonly capacity: number;
  /** Dual prices p: every row holds the columns of largest gain + price. */
  readonly prices: Float64Array;
  /** Load of a column beyond its target, in units. */
  readonly excess: Int32Array;
  /** Pairs looked at since the start. */
  searched: number;
}

/**
 * max Σ gain x with row sums `choices`, column sums n·choices/m and 0 ≤ x ≤ 1, by successive shortest paths between columns
 * (Ahuja, Magnanti & Orlin 1993, section 9.7). An edge from column k to l is the row that loses least by moving from one
 * to the other, so the network has m nodes whatever n is. Yields the same object, updated in place: the start, where each
 * row has its best columns, then after every augmentation; returns when the loads are level. Whole numbers throughout: a
 * target that is no whole number splits pairs into `capacity` units. gain is row-major; 1 ≤ choices ≤ m.
 */
export function* balancedAssignment(
  gain: Float64Array,
  n: number,
  m: number,
  choices: number,
): Generator<BalancedAssignment, void> {
  if (!(choices >= 1 && choices <= m)) throw new RangeError(`choices is ${choices}; it must be from 1 to m = ${m}`);
  const capacity = m / commonDivisor(m, n * choices);
  const target = (n * choices * capacity) / m;
  const units = new Int32Array(n * m);
  const excess = new Int32Array(m).fill(-target);
  const prices = new Float64Array(m);
  const state: BalancedAssignment = { units, capacity, prices, excess, searched: 0 };
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < choices; c++) {
      let best = -1;
      for (let k = 0; k < m; k++)
        if (units[i * m + k] === 0 && (best < 0 || gain[i * m + k]! > gain[i * m + best]!)) best = k;
      units[i * m + best] = capacity;
      excess[best] = excess[best]! + capacity;
    }
  }
  // Edges k → l: the least loss of gain, and the row that has it.
  const loss = new Float64Array(m * m).fill(Infinity);
  const mover = new Int32Array(m * m).fill(-1);
  for (let k = 0; k < m; k++) for (let l = 0; l < m; l++) if (k !== l) rescan(k, l);
  const distance = new Float64Array(m);
  const from = new Int32Array(m);
  const done = new Uint8Array(m);

  yield state;
  for (;;) {
    const source = excess.findIndex((value) => value > 0);
    if (source < 0) return;
    augment(source, nearest(source));
    yield state;
  }

  function rescan(k: number, l: number): void {
    let least = Infinity;
    let row = -1;
    for (let i = 0; i < n; i++) {
      if (units[i * m + k] === 0 || units[i * m + l] === capacity) continue;
      const loses = gain[i * m + k]! - gain[i * m + l]!;
      if (loses < least) {
        least = loses;
        row = i;
      }
    }
    state.searched += n;
    loss[k * m + l] = least;
    mover[k * m + l] = row;
  }

  /** Dijkstra's paths with reduced losses, up to the nearest column that lacks load; prices follow the distances. */
  function nearest(source: number): number {
    distance.fill(Infinity);
    done.fill(0);
    distance[source] = 0;
    for (;;) {
      let k = -1;
      for (let v = 0; v < m; v++)
        if (done[v] === 0 && distance[v]! < Infinity && (k < 0 || distance[v]! < distance[k]!)) k = v;
      done[k] = 1;
      if (excess[k]! < 0) {
        for (let v = 0; v < m; v++) prices[v] = prices[v]! + Math.min(distance[v]!, distance[k]!);
        return k;
      }
      for (let l = 0; l < m; l++) {
        if (done[l] === 1 || mover[k * m + l]! < 0) continue;
        const along = distance[k]! + Math.max(0, loss[k * m + l]! + prices[k]! - prices[l]!);
        if (along < distance[l]!) {
          distance[l] = along;
          from[l] = k;
        }
      }
      state.searched += m;
    }
  }

  function augment(source: number, sink: number): void {
    let amount = Math.min(excess[source]!, -excess[sink]!);
    for (let l = sink; l !== source; l = from[l]!) {
      const row = mover[from[l]! * m + l]! * m;
      amount = Math.min(amount, units[row + from[l]!]!, capacity - units[row + l]!);
    }
    const moved: number[] = [];
    for (let l = sink; l !== source; l = from[l]!) {
      const i = mover[from[l]! * m + l]!;
      units[i * m + from[l]!] = units[i * m + from[l]!]! - amount;
      units[i * m + l] = units[i * m + l]! + amount;
      moved.push(i);
    }
    excess[source] = excess[source]! - amount;
    excess[sink] = excess[sink]! + amount;
    for (const i of moved) renew(i);
  }

  /** Edges after row i has changed. */
  function renew(i: number): void {
    for (let k = 0; k < m; k++) {
      for (let l = 0; l < m; l++) {
        if (k === l) continue;
        const can = units[i * m + k]! > 0 && units[i * m + l]! < capacity;
        const loses = gain[i * m + k]! - gain[i * m + l]!;
        if (can && loses < loss[k * m + l]!) {
          loss[k * m + l] = loses;
          mover[k * m + l] = i;
        } else if (!can && mover[k * m + l] === i) rescan(k, l);
      }
    }
    state.searched += m * m;
  }
}

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b));
