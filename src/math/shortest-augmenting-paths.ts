export interface ExactTransport {
  readonly cost: number;
  /** n × m row-major. */
  readonly plan: Float64Array;
  /** Optimal dual potentials: f_i + g_j ≤ C_ij, with equality where the plan has mass. */
  readonly f: Float64Array;
  readonly g: Float64Array;
}

/** Entries read between two breaths. */
const BREATH = 1_000_000;

/** Masses below this share of the largest weight are rounding and count as zero: paths that carry dust would not end. */
const DUST = 1e-14;

/**
 * Exact optimal transport by successive shortest paths with potentials (Jonker & Volgenant 1987 for assignments,
 * Ahuja, Magnanti & Orlin 1993, section 9.7 for general masses): from each source the shortest path of reduced costs
 * to a sink with open demand carries what it can, and the potentials absorb the distances. O((n + m) n m) time for
 * assignments, O(n m) memory. a and b are positive with equal totals; what rounding leaves over is not sent.
 * Yields breaths only.
 */
export function* shortestAugmentingPaths(
  C: Float64Array,
  n: number,
  m: number,
  a: Float64Array,
  b: Float64Array,
): Generator<undefined, ExactTransport> {
  const f = new Float64Array(n);
  const g = new Float64Array(m).fill(Infinity);
  const flow = new Float64Array(n * m);
  /** Rows that send to a column, by column: the reverse arcs. */
  const senders: number[][] = Array.from({ length: m }, () => []);
  const dust = DUST * Math.max(largestOf(a), largestOf(b));
  const demand = b.slice();
  const columnDistance = new Float64Array(m);
  const rowDistance = new Float64Array(n);
  const scanned = new Uint8Array(m);
  /** Columns not yet scanned, in order. */
  const open = new Int32Array(m);
  const reached = new Uint8Array(n);
  const rowBefore = new Int32Array(m);
  const columnBefore = new Int32Array(n);
  let read = 0;

  for (let i = 0; i < n; i++) for (let j = 0; j < m; j++) g[j] = Math.min(g[j]!, C[i * m + j]!);
  for (let i = 0; i < n; i++) {
    let least = Infinity;
    for (let j = 0; j < m; j++) least = Math.min(least, C[i * m + j]! - g[j]!);
    f[i] = least;
  }

  for (let source = 0; source < n; source++) {
    let supply = a[source]!;
    while (supply > dust) {
      // Dijkstra on the reduced costs C − f − g ≥ 0; reverse arcs cost nothing.
      columnDistance.fill(Infinity);
      scanned.fill(0);
      for (let j = 0; j < m; j++) open[j] = j;
      let count = m;
      reached.fill(0);
      reached[source] = 1;
      rowDistance[source] = 0;
      // The nearest column is found while the last row is relaxed; without one, by itself.
      let nearest: number | null = relax(C, source, 0 - f[source]!, g, open, count, columnDistance, rowBefore);
      read += m;
      let end = -1;
      while (end < 0) {
        const place: number = nearest ?? nearestOf(columnDistance, open, count);
        nearest = null;
        read += m;
        if (place < 0) break;
        const j = open[place]!;
        if (demand[j]! > dust) {
          end = j;
          break;
        }
        scanned[j] = 1;
        open.copyWithin(place, place + 1, count--);
        for (const row of senders[j]!) {
          if (reached[row] === 1) continue;
          reached[row] = 1;
          rowDistance[row] = columnDistance[j]!;
          columnBefore[row] = j;
          nearest = relax(C, row, rowDistance[row]! - f[row]!, g, open, count, columnDistance, rowBefore);
          read += m;
        }
        if (read > BREATH) {
          read = 0;
          yield undefined;
        }
      }
      if (end < 0) break;

      const distance = columnDistance[end]!;
      for (let i = 0; i < n; i++) if (reached[i] === 1) f[i] = f[i]! + (distance - rowDistance[i]!);
      for (let j = 0; j < m; j++) if (scanned[j] === 1) g[j] = g[j]! - (distance - columnDistance[j]!);
      supply -= augment(source, end, supply);
    }
  }

  let cost = 0;
  for (let k = 0; k < n * m; k++) cost += flow[k]! * C[k]!;
  return { cost, plan: flow, f, g };

  /** Sends what the path allows and returns it. */
  function augment(source: number, end: number, supply: number): number {
    let amount = Math.min(supply, demand[end]!);
    for (let j = end, i = rowBefore[j]!; i !== source; i = rowBefore[j]!) {
      j = columnBefore[i]!;
      amount = Math.min(amount, flow[i * m + j]!);
    }
    demand[end] = demand[end]! - amount;
    for (let j = end; ; ) {
      const i = rowBefore[j]!;
      if (flow[i * m + j] === 0) senders[j]!.push(i);
      flow[i * m + j] = flow[i * m + j]! + amount;
      if (i === source) return amount;
      j = columnBefore[i]!;
      flow[i * m + j] = flow[i * m + j]! - amount;
      if (flow[i * m + j]! > dust) continue;
      flow[i * m + j] = 0;
      senders[j]!.splice(senders[j]!.indexOf(i), 1);
    }
  }
}

/**
 * Shortens the distances of the open columns where the way through one row is shorter. Returns where among them the
 * nearest then stands, the first of several; −1 when none is open.
 */
function relax(
  C: Float64Array,
  row: number,
  base: number,
  g: Float64Array,
  open: Int32Array,
  count: number,
  columnDistance: Float64Array,
  rowBefore: Int32Array,
): number {
  const from = row * g.length;
  let nearest = -1;
  let least = Infinity;
  for (let k = 0; k < count; k++) {
    const j = open[k]!;
    const through = base + C[from + j]! - g[j]!;
    let distance = columnDistance[j]!;
    if (through < distance) {
      distance = through;
      columnDistance[j] = through;
      rowBefore[j] = row;
    }
    if (distance < least || nearest < 0) {
      nearest = k;
      least = distance;
    }
  }
  return nearest;
}

function nearestOf(columnDistance: Float64Array, open: Int32Array, count: number): number {
  let nearest = count > 0 ? 0 : -1;
  for (let k = 1; k < count; k++) if (columnDistance[open[k]!]! < columnDistance[open[nearest]!]!) nearest = k;
  return nearest;
}

const largestOf = (weights: Float64Array): number => weights.reduce((most, w) => Math.max(most, w), 0);
