import type { RunContext } from '../../../../engine/bench.ts';
import { balancedAssignment } from '../../../../math/balanced-assignment.ts';
import { keepTrail } from '../keep-trail.ts';
import { type Assigned, type Assignment, method, PLAIN } from '../problem.ts';

/**
 * The linear programme's optimum by successive shortest paths between columns.
 *
 * Source   Ahuja, Magnanti & Orlin 1993, section 9.7, on the network of columns.
 * Solves   max Σ gain x with row sums K, column sums nK/m, 0 ≤ x ≤ 1.
 * Cost     a step is one augmentation: m² for the path, n for every edge whose best row has left.
 * Rate     finite: it ends by itself at the optimum; every step levels loads by one row at least.
 * Needs    nothing.
 * Fails    never; the number of steps is the number of rows that have to give way.
 * Departs  from a general network: rows are no nodes, an edge between columns is the row that loses least by the change.
 */
export const exact = method({
  label: 'Exact',
  source: 'Ahuja, Magnanti & Orlin 1993',
  precision: 'float64',
  params: {},
  solve,
});

function* solve({ n, m, choices, gain }: Assignment, _: unknown, run: RunContext): Generator<Assigned | undefined> {
  const plan = new Float64Array(n * m);
  const prices = new Float64Array(m);
  const { trail, keep } = keepTrail();
  let counted = 0;
  for (const state of balancedAssignment(gain, n, m, choices)) {
    const mean = state.prices.reduce((sum, p) => sum + p / m, 0);
    for (let k = 0; k < m; k++) prices[k] = state.prices[k]! - mean;
    const whole = n * choices * state.capacity;
    for (let at = 0; at < plan.length; at++) plan[at] = state.units[at]! / whole;
    run.count('multiplyAdds', state.searched - counted);
    counted = state.searched;
    keep(prices);
    yield { ...PLAIN, gain, plan, prices, trail };
  }
}
