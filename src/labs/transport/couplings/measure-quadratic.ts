import { kthLargest } from '../../../math/quickselect.ts';
import type { Coupling, QuadraticTerm, SparsePlan, Transport } from './problem.ts';

/**
 * ⟨a, f⟩ + ⟨b, g⟩ − Σ_j Σ over the k largest of column j of [f_i + g_j − C_ij]₊²/(2γ). Where g is at its best for f this is
 * the semi-dual at f. For k < n it is a lower bound of a problem that is not convex, and no more.
 */
export function quadraticDualValue({ n, m, a, b, C }: Transport, { f, g }: Coupling, term: QuadraticTerm): number {
  const column = new Float64Array(n);
  let value = 0;
  for (let i = 0; i < n; i++) value += a[i]! * f[i]!;
  for (let j = 0; j < m; j++) {
    for (let i = 0; i < n; i++) column[i] = f[i]! + g[j]! - C[i * m + j]!;
    // Which of several equal entries are taken does not change the sum.
    const least = term.k < n ? kthLargest(column, term.k) : Number.NEGATIVE_INFINITY;
    let square = 0;
    let taken = 0;
    for (let i = 0; i < n; i++) {
      if (!(column[i]! > least)) continue;
      taken++;
      square += Math.max(0, column[i]!) ** 2;
    }
    if (term.k < n) square += (term.k - taken) * Math.max(0, least) ** 2;
    value += b[j]! * g[j]! - square / (2 * term.gamma);
  }
  return value;
}

/**
 * ⟨P, C⟩ + (γ/2)‖P‖² of the plan rounded to the marginals (Altschuler, Weed & Rigollet 2017, Algorithm 2). What is missing
 * is spread over all entries, so for k < n the rounded plan would have too many and there is no value: NaN.
 */
export function roundedQuadraticObjective(
  { n, m, a, b, C }: Transport,
  plan: SparsePlan,
  term: QuadraticTerm,
  rows: Float64Array,
): number {
  if (term.k < n) return Number.NaN;
  const P = new Float64Array(n * m);
  const columns = new Float64Array(m);
  for (let l = 0; l < plan.count; l++) {
    const i = plan.from[l]!;
    const p = plan.mass[l]! * Math.min(1, a[i]! / rows[i]!);
    P[i * m + plan.to[l]!] = p;
    columns[plan.to[l]!] = columns[plan.to[l]!]! + p;
  }
  const shares = columns.map((sum, j) => (sum > b[j]! ? b[j]! / sum : 1));
  const missingColumns = columns.map((sum, j) => Math.max(0, b[j]! - sum * shares[j]!));
  const missingRows = new Float64Array(n);
  let missing = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < m; j++) sum += P[i * m + j]! * shares[j]!;
    missingRows[i] = Math.max(0, a[i]! - sum);
    missing += missingRows[i]!;
  }
  let objective = 0;
  for (let i = 0; i < n; i++) {
    const part = missing > 0 ? missingRows[i]! / missing : 0;
    for (let j = 0, l = i * m; j < m; j++, l++) {
      const p = P[l]! * shares[j]! + part * missingColumns[j]!;
      objective += p * (C[l]! + 0.5 * term.gamma * p);
    }
  }
  return objective;
}
