/**
 * A feasible spanning tree of the transportation problem. Nodes 0 … n−1 are sources, n … n+m−1 sinks; every node but
 * the root owns the arc to its parent.
 */
export interface TransportTree {
  readonly parent: Int32Array;
  /** Mass on the arc to the parent. */
  readonly flow: Float64Array;
  /** Dual potentials: f_i + g_j = C_ij on the arcs of the tree. */
  readonly f: Float64Array;
  readonly g: Float64Array;
  readonly root: number;
  /** Arcs priced since the start: one multiply-add each. */
  priced: number;
}

/**
 * Primal network simplex for min ⟨P, C⟩ with P1 = a, Pᵀ1 = b, P ≥ 0 on a dense row-major C. Yields the same tree,
 * updated in place: the start, then once after every pivot; returns when no arc has a negative reduced cost.
 * a and b are positive with equal totals. The start crosses rows and columns one at a time, cheapest column first in
 * each row, so every tree is feasible. Trees stay strongly feasible (mass can be sent from every node to the root;
 * Cunningham 1976), which excludes cycling; entering arcs are found by block search (Kelly & O'Neill 1991).
 */
export function* networkSimplex(
  C: Float64Array,
  n: number,
  m: number,
  a: Float64Array,
  b: Float64Array,
): Generator<TransportTree, void> {
  const nodes = n + m;
  const parent = new Int32Array(nodes).fill(-1);
  const flow = new Float64Array(nodes);
  const root = rowMinimumStart(C, n, m, a, b, parent, flow);
  const f = new Float64Array(n);
  const g = new Float64Array(m);
  const tree: TransportTree = { parent, flow, f, g, root, priced: 0 };

  const depth = new Int32Array(nodes);
  const firstChild = new Int32Array(nodes).fill(-1);
  const nextSibling = new Int32Array(nodes).fill(-1);
  const previousSibling = new Int32Array(nodes).fill(-1);
  const stack = new Int32Array(nodes);
  for (let v = 0; v < nodes; v++) if (v !== root) link(v, parent[v]!);

  // The root's potential is 0 here; reduced costs below the rounding of the potentials count as zero.
  let largest = 0;
  for (let k = 0; k < n * m; k++) largest = Math.max(largest, Math.abs(C[k]!));
  const tolerance = 1e-13 * largest;
  const block = Math.max(10, Math.ceil(Math.sqrt(n * m)));
  let row = 0;
  let column = 0;

  refresh(root, null);
  let fresh = true;
  yield tree;
  for (;;) {
    const arc = enteringArc();
    if (arc >= 0) {
      pivot(Math.floor(arc / m), arc % m);
      fresh = false;
      yield tree;
    } else if (fresh) return;
    else {
      // Shifts add rounding: potentials are computed again from the tree before optimality is believed.
      refresh(root, null);
      fresh = true;
    }
  }

  function link(v: number, p: number): void {
    parent[v] = p;
    const first = firstChild[p]!;
    nextSibling[v] = first;
    previousSibling[v] = -1;
    if (first >= 0) previousSibling[first] = v;
    firstChild[p] = v;
  }

  function unlink(v: number): void {
    const before = previousSibling[v]!;
    const after = nextSibling[v]!;
    if (before >= 0) nextSibling[before] = after;
    else firstChild[parent[v]!] = after;
    if (after >= 0) previousSibling[after] = before;
  }

  /** Depths and potentials of the subtree of `top`: shifted by ±shift when one is given, else computed from the arcs. */
  function refresh(top: number, shift: number | null): void {
    let height = 0;
    stack[height++] = top;
    while (height > 0) {
      const v = stack[--height]!;
      const p = parent[v]!;
      depth[v] = p < 0 ? 0 : depth[p]! + 1;
      if (shift !== null) {
        if (v < n) f[v] = f[v]! + shift;
        else g[v - n] = g[v - n]! - shift;
      } else if (p < 0) {
        if (v < n) f[v] = 0;
        else g[v - n] = 0;
      } else if (v < n) f[v] = C[v * m + p - n]! - g[p - n]!;
      else g[v - n] = C[p * m + v - n]! - f[p]!;
      for (let child = firstChild[v]!; child >= 0; child = nextSibling[child]!) stack[height++] = child;
    }
  }

  /** The most negative reduced cost of the first block that has one, going round from where the last search ended. */
  function enteringArc(): number {
    let best = -tolerance;
    let found = -1;
    let left = block;
    for (let scanned = 0; scanned < n * m; scanned++) {
      const reduced = C[row * m + column]! - f[row]! - g[column]!;
      if (reduced < best) {
        best = reduced;
        found = row * m + column;
      }
      if (++column === m) {
        column = 0;
        if (++row === n) row = 0;
      }
      if (--left === 0) {
        if (found >= 0) {
          tree.priced += scanned + 1;
          return found;
        }
        left = block;
      }
    }
    tree.priced += n * m;
    return found;
  }

  function pivot(i: number, j: number): void {
    const reduced = C[i * m + j]! - f[i]! - g[j]!;
    let u = i;
    let v = n + j;
    while (u !== v) {
      if (depth[u]! >= depth[v]!) u = parent[u]!;
      else v = parent[v]!;
    }
    const join = u;
    // The cycle runs join → i → j → join; the leaving arc is the last blocking one in that order.
    let delta = Infinity;
    let leaving = -1;
    let onSourceSide = true;
    for (u = i; u !== join; u = parent[u]!) {
      if (u < n && flow[u]! < delta) {
        delta = flow[u]!;
        leaving = u;
      }
    }
    for (v = n + j; v !== join; v = parent[v]!) {
      if (v >= n && flow[v]! <= delta) {
        delta = flow[v]!;
        leaving = v;
        onSourceSide = false;
      }
    }
    for (u = i; u !== join; u = parent[u]!) flow[u] = flow[u]! + (u < n ? -delta : delta);
    for (v = n + j; v !== join; v = parent[v]!) flow[v] = flow[v]! + (v < n ? delta : -delta);

    // The part cut off hangs from the entering arc now: parents along the path are turned round.
    const top = onSourceSide ? i : n + j;
    let child = top;
    let newParent = onSourceSide ? n + j : i;
    let newFlow = delta;
    for (;;) {
      const oldParent = parent[child]!;
      const oldFlow = flow[child]!;
      unlink(child);
      link(child, newParent);
      flow[child] = newFlow;
      if (child === leaving) break;
      newParent = child;
      newFlow = oldFlow;
      child = oldParent;
    }
    refresh(top, onSourceSide ? reduced : -reduced);
  }
}

/**
 * A strongly feasible tree: each row takes its cheapest columns still open. A row is crossed out when its mass is
 * gone, a column when its demand is met and before the row if both are: so arcs without mass lead up to the root.
 */
function rowMinimumStart(
  C: Float64Array,
  n: number,
  m: number,
  a: Float64Array,
  b: Float64Array,
  parent: Int32Array,
  flow: Float64Array,
): number {
  const demand = b.slice();
  const open = Int32Array.from({ length: m }, (_, j) => j);
  let columns = m;
  for (let i = 0; i < n; i++) {
    let supply = a[i]!;
    for (;;) {
      let best = 0;
      let least = Infinity;
      for (let k = 0; k < columns; k++) {
        const c = C[i * m + open[k]!]!;
        if (c < least) {
          least = c;
          best = k;
        }
      }
      const j = open[best]!;
      const lastRow = i === n - 1;
      if (lastRow && columns === 1) {
        // What is left of row and column is the same mass up to rounding.
        parent[i] = n + j;
        flow[i] = Math.max(demand[j]!, 0);
        return n + j;
      }
      if (columns > 1 && (lastRow || demand[j]! <= supply)) {
        parent[n + j] = i;
        flow[n + j] = demand[j]!;
        supply = Math.max(0, supply - demand[j]!);
        open[best] = open[--columns]!;
      } else {
        parent[i] = n + j;
        flow[i] = supply;
        demand[j] = demand[j]! - supply;
        break;
      }
    }
  }
  return -1;
}
