import { byConfidence, columnMasses, labelsOf, rowMasses } from './measure.ts';
import type { Assigned, Assignment } from './problem.ts';

export interface LoadsSnapshot {
  /** Share of the assigned mass in every column. */
  readonly shares: Float64Array;
  /** Share of the rows that belong there in truth; null where nobody knows. */
  readonly truth: Float64Array | null;
  readonly mass: number;
  readonly kind: Assignment['kind'];
}

export interface PointsSnapshot {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly label: Uint8Array;
  /** n times the mass a row sends: 0 to 1. */
  readonly confidence: Float64Array;
  /** Whether a row is among the ρn that send most. */
  readonly chosen: Uint8Array;
  readonly truth: Uint8Array;
  readonly columns: number;
}

export interface PricesSnapshot {
  readonly steps: readonly number[];
  /** One a column: its price at these steps, with their mean taken off. */
  readonly prices: readonly Float64Array[];
}

export interface SwitchesSnapshot {
  /** m × m, from row to column. */
  readonly counts: Float64Array;
  readonly columns: number;
  /** Loads of the columns now, in parts of an even load. */
  readonly loads: Float64Array;
}

export interface PlanSnapshot {
  /** rows × columns: n times the plan, rows in the order of their label and then of their mass. */
  readonly values: Float64Array;
  readonly rows: number;
  readonly columns: number;
  /** Number of each row in the problem, from 0. */
  readonly order: Int32Array;
}

const MOST_ROWS = 256;

function loads({ m, n, truth, kind }: Assignment, { plan }: Assigned): LoadsSnapshot {
  const masses = columnMasses(plan, m);
  const mass = masses.reduce((sum, one) => sum + one, 0);
  const shares = new Float64Array(m);
  for (const k of truth ?? []) shares[k] = shares[k]! + 1 / n;
  return { shares: masses.map((one) => one / mass), truth: truth && shares, mass, kind };
}

function points({ n, m, plane, truth }: Assignment, { plan, terms }: Assigned): PointsSnapshot | null {
  if (!plane || !truth) return null;
  const masses = rowMasses(plan, m);
  const chosen = new Uint8Array(n);
  for (const i of byConfidence(masses).slice(0, Math.round((terms?.rho ?? 1) * n))) chosen[i] = 1;
  return {
    x: plane.filter((_, at) => at % 2 === 0),
    y: plane.filter((_, at) => at % 2 === 1),
    label: labelsOf(plan, m),
    confidence: masses.map((mass) => Math.min(1, n * mass)),
    chosen,
    truth: truth.slice(),
    columns: m,
  };
}

function prices({ m }: Assignment, { trail }: Assigned): PricesSnapshot | null {
  if (!trail) return null;
  const means = trail.prices.map((row) => row.reduce((sum, p) => sum + p / m, 0));
  return {
    steps: [...trail.steps],
    prices: Array.from({ length: m }, (_, k) => Float64Array.from(trail.prices, (row, t) => row[k]! - means[t]!)),
  };
}

function switches({ m }: Assignment, { routing, plan }: Assigned): SwitchesSnapshot | null {
  if (!routing || routing.fresh) return null;
  return {
    counts: routing.switched.slice(),
    columns: m,
    loads: columnMasses(plan, m).map((mass) => mass * m),
  };
}

function plan({ n, m }: Assignment, { plan: Q }: Assigned): PlanSnapshot {
  const labels = labelsOf(Q, m);
  const sorted = byConfidence(rowMasses(Q, m)).sort((a, b) => labels[a]! - labels[b]!);
  const rows = Math.min(n, MOST_ROWS);
  const order = Int32Array.from({ length: rows }, (_, r) => sorted[Math.floor((r * n) / rows)]!);
  const values = new Float64Array(rows * m);
  order.forEach((i, r) => {
    for (let k = 0; k < m; k++) values[r * m + k] = n * Q[i * m + k]!;
  });
  return { values, rows, columns: m, order };
}

export const snapshots = {
  loads: (problem: Assignment, assigned: Assigned) => ({ ...loads(problem, assigned) }),
  points: (problem: Assignment, assigned: Assigned) => ({ ...points(problem, assigned) }),
  prices: (problem: Assignment, assigned: Assigned) => ({ ...prices(problem, assigned) }),
  switches: (problem: Assignment, assigned: Assigned) => ({ ...switches(problem, assigned) }),
  plan: (problem: Assignment, assigned: Assigned) => ({ ...plan(problem, assigned) }),
};
