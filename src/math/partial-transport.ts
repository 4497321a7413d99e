import { BREATH, type Breathing } from './breaths.ts';

/**
 * Potentials of partial entropic transport from n rows of mass 1/n to m columns: mass `rho` in all arrives, spread over
 * the columns as a Kullback-Leibler penalty γ KL(column masses | rho/m) likes; the rest goes to a virtual column at no cost.
 * Q_ik = exp((f_i + g_k − C_ik)/eps), and exp((f_i + away)/eps) is what row i keeps back.
 */
export interface PartialTransport {
  readonly n: number;
  readonly m: number;
  rho: number;
  gamma: number;
  eps: number;
  readonly f: Float64Array;
  readonly g: Float64Array;
  /** Potential of the virtual column; −∞ where rho is 1, which has none. */
  away: number;
}

/** Below exp(−46) = 1e-20 of the largest a term does not change a sum. */
const NEGLIGIBLE = -46;

/** Throws a RangeError unless 0 < rho ≤ 1, gamma ≥ 0 and eps > 0. */
export function createPartialTransport(
  n: number,
  m: number,
  { rho, gamma, eps }: { readonly rho: number; readonly gamma: number; readonly eps: number },
): PartialTransport {
  if (!(rho > 0 && rho <= 1)) throw new RangeError(`rho is ${rho}; it must be above 0 and at most 1`);
  if (!(gamma >= 0 && gamma < Infinity)) throw new RangeError(`gamma is ${gamma}; it must be at least 0`);
  if (!(eps > 0 && eps < Infinity)) throw new RangeError(`eps is ${eps}; it must be above 0`);
  return { n, m, rho, gamma, eps, f: new Float64Array(n), g: new Float64Array(m), away: rho < 1 ? 0 : -Infinity };
}

/** Another mass: the virtual column comes or goes. */
export function setMass(state: PartialTransport, rho: number): void {
  if (!(rho > 0 && rho <= 1)) throw new RangeError(`rho is ${rho}; it must be above 0 and at most 1`);
  state.rho = rho;
  state.away = rho === 1 ? -Infinity : Number.isFinite(state.away) ? state.away : 0;
}

/** f such that rows sum to 1/n exactly, the virtual column included. C is n × m, row-major. */
export function fitRows({ n, m, eps, f, g, away }: PartialTransport, C: Float64Array): void {
  const share = Math.log(1 / n);
  for (let i = 0; i < n; i++) {
    const row = i * m;
    let most = away;
    for (let k = 0; k < m; k++) most = Math.max(most, g[k]! - C[row + k]!);
    let sum = Math.exp((away - most) / eps);
    for (let k = 0; k < m; k++) {
      const term = (g[k]! - C[row + k]! - most) / eps;
      if (term > NEGLIGIBLE) sum += Math.exp(term);
    }
    f[i] = eps * (share - Math.log(sum)) - most;
  }
}

/**
 * g such that every column has the mass its penalty asks for, given f. Returns the largest change of a potential.
 * All potentials are then shifted together to the dual's maximum (translation invariance: Séjourné et al. 2022), which
 * leaves the solution alone; without it a large γ/ε takes some γ/ε sweeps. The next `fitRows` takes the shift in.
 */
export function fitColumns(state: PartialTransport, C: Float64Array): number {
  const { n, m, eps, gamma, rho, f, g } = state;
  const power = gamma / (gamma + eps);
  const awayBefore = state.away;
  let penalty = 0;
  const before = g.slice();
  for (let k = 0; k < m; k++) {
    let most = -Infinity;
    for (let i = 0; i < n; i++) most = Math.max(most, f[i]! - C[i * m + k]!);
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const term = (f[i]! - C[i * m + k]! - most) / eps;
      if (term > NEGLIGIBLE) sum += Math.exp(term);
    }
    g[k] = power * (eps * (Math.log(rho / m) - Math.log(sum)) - most);
    penalty += Math.exp(-g[k]! / gamma) / m;
  }
  if (rho < 1) {
    const most = f.reduce((top, value) => Math.max(top, value), -Infinity);
    let sum = 0;
    for (let i = 0; i < n; i++) sum += Math.exp((f[i]! - most) / eps);
    state.away = eps * (Math.log(1 - rho) - Math.log(sum)) - most;
  }
  const shift = gamma > 0 && penalty > 0 && penalty < Infinity ? gamma * Math.log(penalty) : 0;
  let change = 0;
  for (let k = 0; k < m; k++) {
    g[k] = g[k]! + shift;
    change = Math.max(change, Math.abs(g[k]! - before[k]!));
  }
  if (rho < 1) {
    state.away += shift;
    change = Math.max(change, Math.abs(state.away - awayBefore));
  }
  return change;
}

/** Sweeps until no potential changes by more than `tolerance`, at most `most` of them; ends with the rows. Returns the sweeps. */
export function* settlePotentials(
  state: PartialTransport,
  C: Float64Array,
  tolerance: number,
  most: number,
): Breathing<number> {
  let work = 0;
  for (let sweep = 1; ; sweep++) {
    fitRows(state, C);
    if (sweep > most) return sweep - 1;
    const change = fitColumns(state, C);
    if (change <= tolerance) {
      fitRows(state, C);
      return sweep;
    }
    work += 20 * state.n * state.m;
    if (work > BREATH) {
      work = 0;
      yield undefined;
    }
  }
}

/** Q into `plan` (n × m) and what rows keep back into `back` (n). */
export function writePartialPlan(
  { n, m, eps, f, g, away }: PartialTransport,
  C: Float64Array,
  plan: Float64Array,
  back: Float64Array,
): void {
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < m; k++) plan[i * m + k] = Math.exp((f[i]! + g[k]! - C[i * m + k]!) / eps);
    back[i] = Math.exp((f[i]! + away) / eps);
  }
}
