import type { Assigned, Assignment } from './problem.ts';

/** Qᵀ1. */
export function columnMasses(plan: Float64Array, m: number): Float64Array {
  const masses = new Float64Array(m);
  for (let at = 0; at < plan.length; at++) masses[at % m] = masses[at % m]! + plan[at]!;
  return masses;
}

/** Q1. */
export function rowMasses(plan: Float64Array, m: number): Float64Array {
  const masses = new Float64Array(plan.length / m);
  for (let at = 0; at < plan.length; at++) {
    const i = Math.floor(at / m);
    masses[i] = masses[i]! + plan[at]!;
  }
  return masses;
}

/** The column with the largest entry of every row. */
export function labelsOf(plan: Float64Array, m: number): Uint8Array {
  return Uint8Array.from({ length: plan.length / m }, (_, i) => {
    let best = 0;
    for (let k = 1; k < m; k++) if (plan[i * m + k]! > plan[i * m + best]!) best = k;
    return best;
  });
}

/** Rows from the one with the most mass to the one with the least. */
export function byConfidence(masses: Float64Array): number[] {
  return Array.from(masses.keys()).sort((a, b) => masses[b]! - masses[a]! || a - b);
}

/** Share of the `rows` most confident rows that are labelled with their truth; NaN where there is none. */
export function labelAccuracy({ m, truth }: Assignment, plan: Float64Array, rows: number): number {
  if (!truth) return Number.NaN;
  const labels = labelsOf(plan, m);
  const looked = rows < labels.length ? byConfidence(rowMasses(plan, m)).slice(0, rows) : [...labels.keys()];
  return looked.filter((i) => labels[i] === truth[i]).length / looked.length;
}

/** 𝓛(p) = Σ of the largest gains + prices of every row − nK/m Σ p. */
export function dualValue({ n, m, choices, gain }: Assignment, prices: Float64Array): number {
  const row = new Float64Array(m);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < m; k++) row[k] = gain[i * m + k]! + prices[k]!;
    for (let c = 0; c < choices; c++) {
      let best = 0;
      for (let k = 1; k < m; k++) if (row[k]! > row[best]!) best = k;
      sum += row[best]!;
      row[best] = -Infinity;
    }
  }
  return sum - ((n * choices) / m) * prices.reduce((total, p) => total + p, 0);
}

const entropy = (values: Float64Array): number =>
  values.reduce((sum, q) => (q > 0 ? sum + q * (Math.log(q) - 1) : sum), 0);

/** What entropic methods minimise; NaN for others. */
export function objectiveOf({ n, m, similarity }: Assignment, { plan, kept, gain, terms }: Assigned): number {
  if (!terms) return Number.NaN;
  const { rho, gamma, eps, lambda } = terms;
  let value = eps * (entropy(plan) + (kept ? entropy(kept) : 0));
  for (let at = 0; at < plan.length; at++) value -= plan[at]! * gain[at]!;
  if (gamma < Infinity)
    for (const mass of columnMasses(plan, m))
      value += gamma * ((mass > 0 ? mass * Math.log((mass * m) / rho) : 0) - mass + rho / m);
  if (lambda === 0 || !similarity) return value;
  let agreement = 0;
  for (let i = 0; i < n; i++)
    for (let at = similarity.rowStart[i]!; at < similarity.rowStart[i + 1]!; at++) {
      const j = similarity.column[at]!;
      let product = 0;
      for (let k = 0; k < m; k++) product += plan[i * m + k]! * plan[j * m + k]!;
      agreement += similarity.value[at]! * product;
    }
  // ⟨S, QQᵀ⟩ is half of ⟨S + Sᵀ, QQᵀ⟩.
  return value - (lambda * agreement) / 2;
}
