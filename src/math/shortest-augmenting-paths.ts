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
      reached.fill(0);
      reached[source] = 1;
      rowDistance[source] = 0;
      relax(source);
      let end = -1;
      while (end < 0) {
        let j = -1;
        for (let k = 0; k < m; k++) {
          if (scanned[k] === 0 && (j < 0 || columnDistance[k]! < columnDistance[j]!)) j = k;
        }
        read += m;
        if (j < 0) break;
        if (demand[j]! > dust) {
          end = j;
          break;
        }
        scanned[j] = 1;
        for (const row of senders[j]!) {
          if (reached[row] === 1) continue;
          reached[row] = 1;
          rowDistance[row] = columnDistance[j]!;
          columnBefore[row] = j;
          relax(row);
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

  function relax(row: number): void {
    const base = rowDistance[row]! - f[row]!;
    for (let j = 0; j < m; j++) {
      const through = base + C[row * m + j]! - g[j]!;
      if (scanned[j] === 0 && through < columnDistance[j]!) {
        columnDistance[j] = through;
        rowBefore[j] = row;
      }
    }
    read += m;
  }

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

const largestOf = (weights: Float64Array): number => weights.reduce((most, w) => Math.max(most, w), 0);
