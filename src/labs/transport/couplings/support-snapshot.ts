import type { Snapshot } from '../../../engine/bench.ts';
import { isDense, planRow } from './plan-rows.ts';
import { NON_ZERO } from './plan-support.ts';
import type { Coupling, Transport } from './problem.ts';

/** Most cells a side of the picture; a cell is one source and one target up to there. */
const CELLS = 128;

/** Which sources each target takes from, and how many. `Picture` and its parts are what the view reads. */
export interface SupportSnapshot {
  /** Non-zeros of every target, in the picture's order; of the fullest of those that share a cell. */
  readonly counts: Float32Array;
  readonly rows: number;
  readonly cols: number;
  /** P_ij / b_j, rows × cols: the share of its mass that a target takes from a source, the largest in a cell; 0 below 1e-9. */
  readonly shares: Float32Array;
  /** Atoms that share a cell. */
  readonly perRow: number;
  readonly perCol: number;
  /** The most non-zeros a target may have; NaN where there is no limit. */
  readonly limit: number;
  /** The last step's Σ|P1 − a|, said beside the picture. */
  readonly rowError: number;
}

export type Order = (problem: Transport, side: 'source' | 'target') => Int32Array;

export function supportSnapshot(problem: Transport, iterate: Coupling, order: Order): Snapshot {
  const { n, m, a, b } = problem;
  const { plan } = iterate;
  const perRow = Math.ceil(n / CELLS);
  const perCol = Math.ceil(m / CELLS);
  const rows = Math.ceil(n / perRow);
  const cols = Math.ceil(m / perCol);
  const ranks = (side: 'source' | 'target', size: number, perCell: number): Int32Array => {
    const cell = new Int32Array(size);
    order(problem, side).forEach((atom, rank) => {
      cell[atom] = Math.floor(rank / perCell);
    });
    return cell;
  };
  const rowCell = ranks('source', n, perRow);
  const colCell = ranks('target', m, perCol);
  const shares = new Float32Array(rows * cols);
  const counts = new Int32Array(m);
  let rowError = 0;
  const take = (i: number, j: number, mass: number) => {
    const share = mass / b[j]!;
    if (!(share > NON_ZERO)) return;
    counts[j] = counts[j]! + 1;
    const at = rowCell[i]! * cols + colCell[j]!;
    shares[at] = Math.max(shares[at]!, share);
  };
  if (plan.kind === 'arcs') {
    const sums = new Float64Array(n);
    for (let l = 0; l < plan.count; l++) {
      take(plan.from[l]!, plan.to[l]!, plan.mass[l]!);
      sums[plan.from[l]!] = sums[plan.from[l]!]! + plan.mass[l]!;
    }
    for (let i = 0; i < n; i++) rowError += Math.abs(sums[i]! - a[i]!);
  } else if (isDense(problem)) {
    const row = new Float64Array(m);
    for (let i = 0; i < n; i++) {
      planRow(problem, iterate, i, row);
      let sum = 0;
      for (let j = 0; j < m; j++) {
        take(i, j, row[j]!);
        sum += row[j]!;
      }
      rowError += Math.abs(sum - a[i]!);
    }
  }
  const fullest = new Float32Array(cols);
  counts.forEach((count, j) => {
    fullest[colCell[j]!] = Math.max(fullest[colCell[j]!]!, count);
  });
  const limit = plan.kind === 'arcs' && plan.quadratic && plan.quadratic.k < n ? plan.quadratic.k : Number.NaN;
  return { counts: fullest, rows, cols, shares, perRow, perCol, limit, rowError } satisfies SupportSnapshot;
}
