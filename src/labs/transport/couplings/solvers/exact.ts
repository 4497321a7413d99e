import type { RunContext } from '../../../../engine/bench.ts';
import { networkSimplex } from '../../../../math/network-simplex.ts';
import { type Coupling, method, type Transport } from '../problem.ts';

/**
 * The network simplex method for the transportation problem: the exact plan, without an entropic term.
 *
 * Source   Dantzig 1951; strongly feasible trees: Cunningham 1976; block search: Kelly & O'Neill 1991.
 * Solves   the linear programme; every iterate is a feasible plan on at most n + m − 1 arcs, and f_i + g_j = C_ij on them.
 * Cost     one pivot a step: a block of √(nm) reduced costs or more, and the part of the tree that moves; a full pass
 *          over C for the last step.
 * Rate     finite: it ends by itself at the optimum. The transport cost never increases.
 * Needs    a, b strictly positive with equal totals; nm ≤ 4,194,304.
 * Fails    by length only: some 10 to 40 pivots a point.
 * Departs  from the textbook start at the north-west corner: each row takes its cheapest open columns. Reduced costs
 *          above −1e-13 of the largest cost count as optimal.
 */
export const exact = method({
  label: 'Network simplex (exact)',
  source: 'Dantzig 1951; Cunningham 1976',
  precision: 'float64',
  params: {},
  solve,
});

function* solve({ n, m, a, b, C }: Transport, _: unknown, run: RunContext): Generator<Coupling | undefined> {
  const from = new Int32Array(n + m - 1);
  const to = new Int32Array(n + m - 1);
  const mass = new Float64Array(n + m - 1);
  let counted = 0;

  for (const tree of networkSimplex(C, n, m, a, b)) {
    // arcs of the tree that carry mass
    let count = 0;
    for (let node = 0; node < n + m; node++) {
      if (node === tree.root || !(tree.flow[node]! > 0)) continue;
      from[count] = node < n ? node : tree.parent[node]!;
      to[count] = (node < n ? tree.parent[node]! : node) - n;
      mass[count++] = tree.flow[node]!;
    }
    run.count('multiplyAdds', tree.priced - counted);
    counted = tree.priced;
    yield { f: tree.f, g: tree.g, plan: { kind: 'arcs', count, from, to, mass } };
  }
}
