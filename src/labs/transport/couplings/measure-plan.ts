import { quadraticDualValue, roundedQuadraticObjective } from './measure-quadratic.ts';
import { costAt, isDense, planRow, spread } from './plan-rows.ts';
import { NON_ZERO, type SupportSize, supportSize, UNKNOWN_SUPPORT } from './plan-support.ts';
import type { Coupling, GibbsPlan, SparsePlan, Transport } from './problem.ts';

/** What one pass over a plan gives; computed again from the potentials or arcs, never taken from a solver. */
export interface PlanMeasures extends SupportSize {
  readonly mass: number;
  readonly cost: number;
  readonly marginalError: number;
  /** Σ|P1 − a| alone. */
  readonly rowError: number;
  /** The largest |P1 − a| or |Pᵀ1 − b| of one atom. */
  readonly largestError: number;
  /** What the method minimises, at the plan as it is; exact: the transport cost. */
  readonly objective: number;
  readonly dual: number;
  /** A feasible plan's objective minus the dual; NaN above the dense limit. */
  readonly gap: number;
  /** L1 norm of the gradient of the unbalanced dual; NaN for hard marginals. */
  readonly dualGradient: number;
}

/** Entries under exp(−60) = 9e-27 are left out of sums that are of order one: four million of them do not reach 1e-19. */
const NEGLIGIBLE = -60;

/** Rows and columns a plan too large to be summed is estimated from. */
const SAMPLES = 512;

const measured = new WeakMap<Coupling, PlanMeasures>();

/**
 * Measures of an iterate, computed once for it. The solvers reuse their arrays but yield a fresh object every step,
 * which is what makes the object the key.
 */
export function measurePlan(problem: Transport, iterate: Coupling): PlanMeasures {
  let measures = measured.get(iterate);
  if (!measures) {
    const { plan } = iterate;
    if (plan.kind === 'arcs') measures = ofArcs(problem, iterate, plan);
    else if (!isDense(problem)) measures = ofSample(problem, iterate, plan);
    else measures = ofGibbs(problem, iterate, plan);
    measured.set(iterate, measures);
  }
  return measures;
}

const dot = (x: Float64Array, y: Float64Array): number => {
  let sum = 0;
  for (let k = 0; k < x.length; k++) sum += x[k]! * y[k]!;
  return sum;
};

const distance = (x: Float64Array, y: Float64Array): number => {
  let sum = 0;
  for (let k = 0; k < x.length; k++) sum += Math.abs(x[k]! - y[k]!);
  return sum;
};

const largestOf = (x: Float64Array, y: Float64Array): number => {
  let largest = 0;
  for (let k = 0; k < x.length; k++) largest = Math.max(largest, Math.abs(x[k]! - y[k]!));
  return largest;
};

/** What the marginals say of a plan. */
function errors({ a, b }: Transport, rows: Float64Array, columns: Float64Array) {
  const rowError = distance(rows, a);
  const marginalError = rowError + distance(columns, b);
  return { marginalError, rowError, largestError: Math.max(largestOf(rows, a), largestOf(columns, b)) };
}

function ofArcs(problem: Transport, iterate: Coupling, plan: SparsePlan): PlanMeasures {
  const { n, m, a, b } = problem;
  const { f, g } = iterate;
  const { quadratic } = plan;
  const rows = new Float64Array(n);
  const columns = new Float64Array(m);
  const counts = new Int32Array(m);
  let cost = 0;
  let mass = 0;
  let square = 0;
  for (let k = 0; k < plan.count; k++) {
    const i = plan.from[k]!;
    const j = plan.to[k]!;
    if (plan.mass[k]! > NON_ZERO * b[j]!) counts[j] = counts[j]! + 1;
    square += plan.mass[k]! * plan.mass[k]!;
    rows[i] = rows[i]! + plan.mass[k]!;
    columns[j] = columns[j]! + plan.mass[k]!;
    mass += plan.mass[k]!;
    cost += plan.mass[k]! * costAt(problem, i, j);
  }
  const shared = {
    mass,
    cost,
    ...errors(problem, rows, columns),
    ...supportSize(counts, quadratic && quadratic.k < n ? quadratic.k : undefined),
    dualGradient: Number.NaN,
  };
  if (quadratic) {
    const dual = quadraticDualValue(problem, iterate, quadratic);
    const gap = roundedQuadraticObjective(problem, plan, quadratic, rows) - dual;
    return { ...shared, objective: cost + 0.5 * quadratic.gamma * square, dual, gap };
  }
  // The c-transform of g is feasible beside g whatever g is: min_j (C_ij − g_j).
  let feasible = dot(b, g);
  for (let i = 0; i < n; i++) {
    let least = Infinity;
    for (let j = 0; j < m; j++) least = Math.min(least, problem.C[i * m + j]! - g[j]!);
    feasible += a[i]! * least;
  }
  return { ...shared, objective: cost, dual: dot(a, f) + dot(b, g), gap: cost - feasible };
}

const plans = new WeakMap<Transport, Float64Array>();

/** n · m numbers to write the plan into, kept per problem. */
function planOf(problem: Transport): Float64Array {
  let P = plans.get(problem);
  if (!P) plans.set(problem, (P = new Float64Array(problem.n * problem.m)));
  return P;
}

function ofGibbs(problem: Transport, iterate: Coupling, plan: GibbsPlan): PlanMeasures {
  const { n, m, a, b, C } = problem;
  const { f, g } = iterate;
  const P = planOf(problem);
  const rows = new Float64Array(n);
  const columns = new Float64Array(m);
  const scale = 1 / plan.eps;
  const counts = new Int32Array(m);
  let cost = 0;
  for (let i = 0; i < n; i++) {
    const fi = f[i]!;
    const ai = plan.weighted ? a[i]! : 1;
    let sum = 0;
    for (let j = 0, k = i * m; j < m; j++, k++) {
      const exponent = (fi + g[j]! - C[k]!) * scale;
      let p = exponent > NEGLIGIBLE ? ai * Math.exp(exponent) : 0;
      if (plan.weighted) p *= b[j]!;
      P[k] = p;
      if (p > NON_ZERO * b[j]!) counts[j] = counts[j]! + 1;
      sum += p;
      columns[j] = columns[j]! + p;
      cost += p * C[k]!;
    }
    rows[i] = sum;
  }
  const mass = rows.reduce((sum, p) => sum + p, 0);
  // log P = (f + g − C)/ε turns ⟨P, C⟩ + ε Σ P log P into ⟨P1, f⟩ + ⟨Pᵀ1, g⟩.
  const primal = dot(rows, f) + dot(columns, g);
  const shared = { mass, cost, ...errors(problem, rows, columns), ...supportSize(counts, undefined) };
  if (iterate.tau !== undefined) {
    return { ...shared, ...unbalanced(problem, iterate, plan, iterate.tau, rows, columns, primal) };
  }
  const dual = dot(a, f) + dot(b, g) - plan.eps * (mass - 1);
  const gap = roundedObjective(problem, iterate, plan, P, rows) - dual;
  return { ...shared, objective: primal, dual, gap, dualGradient: Number.NaN };
}

/** Primal, dual and first-order condition P1 = a exp(−f/τ), Pᵀ1 = b exp(−g/τ) of the unbalanced problem (KL form). */
function unbalanced(
  { a, b }: Transport,
  { f, g }: Coupling,
  { eps }: GibbsPlan,
  tau: number,
  rows: Float64Array,
  columns: Float64Array,
  linear: number,
): Pick<PlanMeasures, 'objective' | 'dual' | 'gap' | 'dualGradient'> {
  let mass = 0;
  let penalty = 0;
  let conjugate = 0;
  let dualGradient = 0;
  const side = (weights: Float64Array, sums: Float64Array, potential: Float64Array) => {
    for (let k = 0; k < weights.length; k++) {
      const w = weights[k]!;
      const s = sums[k]!;
      const wanted = w * Math.exp(-potential[k]! / tau);
      penalty += (s > 0 ? s * Math.log(s / w) : 0) - s + w;
      conjugate += wanted - w;
      dualGradient += Math.abs(s - wanted);
    }
  };
  side(a, rows, f);
  side(b, columns, g);
  for (const s of rows) mass += s;
  const objective = linear - eps * (mass - 1) + tau * penalty;
  const dual = -tau * conjugate - eps * (mass - 1);
  return { objective, dual, gap: objective - dual, dualGradient };
}

/**
 * Entropy-form objective of the plan rounded to the marginals (Altschuler, Weed & Rigollet 2017, Algorithm 2):
 * rows, then columns are scaled down to what is allowed, and what is missing is added as a rank-one term.
 */
function roundedObjective(
  { n, m, a, b, C }: Transport,
  { f, g }: Coupling,
  { eps }: GibbsPlan,
  P: Float64Array,
  rows: Float64Array,
): number {
  const x = rows.map((r, i) => (r > a[i]! ? a[i]! / r : 1));
  const sums = new Float64Array(m);
  for (let i = 0; i < n; i++) {
    const xi = x[i]!;
    for (let j = 0, k = i * m; j < m; j++, k++) sums[j] = sums[j]! + xi * P[k]!;
  }
  const y = sums.map((s, j) => (s > b[j]! ? b[j]! / s : 1));
  const missingColumns = sums.map((s, j) => Math.max(0, b[j]! - s * y[j]!));
  const missingRows = new Float64Array(n);
  let missing = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0, k = i * m; j < m; j++, k++) sum += P[k]! * y[j]!;
    missingRows[i] = Math.max(0, a[i]! - x[i]! * sum);
    missing += missingRows[i]!;
  }
  const logX = x.map(Math.log);
  const logY = y.map(Math.log);
  const logRow = missingRows.map((e) => Math.log(e / missing));
  const logColumn = missingColumns.map(Math.log);
  let objective = 0;
  for (let i = 0; i < n; i++) {
    const share = missing > 0 ? missingRows[i]! / missing : 0;
    const xi = x[i]!;
    const known = f[i]! / eps + logX[i]!;
    for (let j = 0, k = i * m; j < m; j++, k++) {
      const scaled = xi * P[k]! * y[j]!;
      const added = share * missingColumns[j]!;
      const p = scaled + added;
      if (p < 1e-26) continue;
      // Logarithms are known where one of the two terms is lost in the other.
      let log: number;
      if (scaled < 1e-17 * added) log = logRow[i]! + logColumn[j]!;
      else if (added < 1e-17 * scaled) log = known + (g[j]! - C[k]!) / eps + logY[j]!;
      else log = Math.log(p);
      objective += p * (C[k]! + eps * log);
    }
  }
  return objective;
}

/** Estimates from evenly spaced rows and columns; the dual needs only the mass. */
function ofSample(problem: Transport, iterate: Coupling, plan: GibbsPlan): PlanMeasures {
  const { n, m, a, b } = problem;
  const { f, g } = iterate;
  const row = new Float64Array(m);
  const rowsTaken = spread(n, SAMPLES);
  const columnsTaken = spread(m, SAMPLES);
  const perRow = n / rowsTaken.length;
  let mass = 0;
  let cost = 0;
  let linear = 0;
  let rowError = 0;
  let largestError = 0;
  for (const i of rowsTaken) {
    planRow(problem, iterate, i, row);
    let sum = 0;
    for (let j = 0; j < m; j++) {
      sum += row[j]!;
      linear += perRow * row[j]! * (f[i]! + g[j]!);
      if (row[j]! > 0) cost += perRow * row[j]! * costAt(problem, i, j);
    }
    mass += perRow * sum;
    rowError += perRow * Math.abs(sum - a[i]!);
    largestError = Math.max(largestError, Math.abs(sum - a[i]!));
  }
  let marginalError = rowError;
  for (const j of columnsTaken) {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const exponent = (f[i]! + g[j]! - costAt(problem, i, j)) / plan.eps;
      sum += Math.exp(exponent) * (plan.weighted ? a[i]! * b[j]! : 1);
    }
    marginalError += (m / columnsTaken.length) * Math.abs(sum - b[j]!);
    largestError = Math.max(largestError, Math.abs(sum - b[j]!));
  }
  const dual = dot(a, f) + dot(b, g) - plan.eps * (mass - 1);
  return {
    mass,
    cost,
    marginalError,
    rowError,
    largestError,
    ...UNKNOWN_SUPPORT,
    objective: linear,
    dual,
    gap: Number.NaN,
    dualGradient: Number.NaN,
  };
}
