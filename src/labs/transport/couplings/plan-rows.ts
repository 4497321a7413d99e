import { groundCost } from '../../../math/pairwise-costs.ts';
import { type Coupling, DENSE_LIMIT, type Transport } from './problem.ts';

/** Whether the problem's cost matrix is small enough to be held. */
export const isDense = ({ n, m }: Transport): boolean => n * m <= DENSE_LIMIT;

/** C_ij, from the matrix where there is one, else from the points. */
export function costAt(problem: Transport, i: number, j: number): number {
  const { cost } = problem;
  if (cost.kind === 'matrix' || isDense(problem)) return problem.C[i * problem.m + j]!;
  return groundCost(cost.ground, cost.x, i, cost.y, j, cost.dimension) * cost.factor;
}

/** Row i of C into `out`. */
export function costRow(problem: Transport, i: number, out: Float64Array): void {
  const { m } = problem;
  if (isDense(problem)) out.set(problem.C.subarray(i * m, (i + 1) * m));
  else for (let j = 0; j < m; j++) out[j] = costAt(problem, i, j);
}

/** Exponents below this give subnormal numbers, under 1e-300: they count as 0. */
const LOWEST = -690;

/** Row i of the plan into `out`; O(m) for a Gibbs plan, O(arcs) for arcs. Shares no code with a solver. */
export function planRow(problem: Transport, { f, g, plan }: Coupling, i: number, out: Float64Array): void {
  const { m, a, b } = problem;
  if (plan.kind === 'arcs') {
    out.fill(0, 0, m);
    for (let k = 0; k < plan.count; k++) if (plan.from[k] === i) out[plan.to[k]!] = out[plan.to[k]!]! + plan.mass[k]!;
    return;
  }
  costRow(problem, i, out);
  const scale = 1 / plan.eps;
  const fi = f[i]!;
  const ai = plan.weighted ? a[i]! : 1;
  for (let j = 0; j < m; j++) {
    const exponent = (fi + g[j]! - out[j]!) * scale;
    out[j] = exponent > LOWEST ? ai * Math.exp(exponent) : 0;
  }
  if (plan.weighted) for (let j = 0; j < m; j++) out[j] = out[j]! * b[j]!;
}

/** At most `most` indices of 0 … count−1, evenly spaced. */
export function spread(count: number, most: number): Int32Array {
  const size = Math.min(count, most);
  return Int32Array.from({ length: size }, (_, k) => Math.floor(((k + 0.5) * count) / size));
}
