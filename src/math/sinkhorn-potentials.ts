import { gibbsKernel } from './gibbs-kernel.ts';
import { columnLogSumExp, rowLogSumExp } from './log-sum-exp.ts';

/** Entropic transport between two weighted sets, kept warm while the costs change. */
export interface SinkhornPotentials {
  readonly f: Float64Array;
  readonly g: Float64Array;
  /** P = exp((f + g − C)/ε), n × m row-major, as of the last update; its column sums are exact. */
  readonly plan: Float64Array;
  /** Sweeps (f, then g) on the costs given, from the potentials as they are. Returns how many exponentials were taken. */
  readonly update: (C: Float64Array, sweeps: number) => number;
  /** ⟨a, f⟩ + ⟨b, g⟩ − ε Σ P + ε: the dual value, equal at the optimum to ⟨P, C⟩ + ε Σ P log P. */
  readonly entropyForm: () => number;
  /** The same for ⟨P, C⟩ + ε KL(P | abᵀ). */
  readonly klForm: () => number;
}

/**
 * Sinkhorn's iterations in float64 for use inside other methods (Sinkhorn divergences, Monge gaps): one sweep in the log
 * domain on the new costs, then scalings of the kernel that sweep left, absorbed at the end; 4nm exponentials and
 * 2nm multiply-adds a further sweep. Where a scaling leaves the range of numbers all sweeps are done in the log domain.
 * Weights are positive and sum to 1. Cuturi 2013, Algorithm 1; Schmitzer 2019, Algorithm 2.
 */
export function sinkhornPotentials(a: Float64Array, b: Float64Array, eps: number): SinkhornPotentials {
  const n = a.length;
  const m = b.length;
  const f = new Float64Array(n);
  const g = new Float64Array(m);
  const plan = new Float64Array(n * m);
  const u = new Float64Array(n);
  const v = new Float64Array(m);
  const logA = a.map(Math.log);
  const logB = b.map(Math.log);

  // f ← ε (log a − LSE_j (g − C)/ε), then g ← ε (log b − LSE_i (f − C)/ε)
  const logSweep = (C: Float64Array): number => {
    const exponentials = rowLogSumExp(C, m, g, eps, f, 0, n);
    for (let i = 0; i < n; i++) f[i] = eps * logA[i]! - f[i]!;
    const more = columnLogSumExp(C, n, m, f, eps, g, 0, m);
    for (let j = 0; j < m; j++) g[j] = eps * logB[j]! - g[j]!;
    return exponentials + more;
  };

  const update = (C: Float64Array, sweeps: number): number => {
    let exponentials = logSweep(C);
    exponentials += gibbsKernel(C, m, f, g, eps, plan, 0, n);
    let left = sweeps - 1;
    u.fill(1);
    v.fill(1);
    while (left > 0 && scale(plan, a, b, u, v)) left--;
    if (left > 0) {
      for (let k = 1; k < sweeps; k++) exponentials += logSweep(C);
      return exponentials + gibbsKernel(C, m, f, g, eps, plan, 0, n);
    }
    if (sweeps > 1) {
      for (let i = 0; i < n; i++) f[i] = f[i]! + eps * Math.log(u[i]!);
      for (let j = 0; j < m; j++) g[j] = g[j]! + eps * Math.log(v[j]!);
      // Not u K v: what was rounded to 0 in the old kernel may have grown.
      exponentials += gibbsKernel(C, m, f, g, eps, plan, 0, n);
    }
    return exponentials;
  };

  const entropyForm = () => {
    let value = eps;
    for (let i = 0; i < n; i++) value += a[i]! * f[i]!;
    for (let j = 0; j < m; j++) value += b[j]! * g[j]!;
    let mass = 0;
    for (let k = 0; k < plan.length; k++) mass += plan[k]!;
    return value - eps * mass;
  };
  let shift = 0;
  for (let i = 0; i < n; i++) shift += a[i]! * logA[i]!;
  for (let j = 0; j < m; j++) shift += b[j]! * logB[j]!;
  return { f, g, plan, update, entropyForm, klForm: () => entropyForm() - eps * shift };
}

/** u ← a/(Kv), v ← b/(Kᵀu); false when a scaling leaves the range of numbers. */
function scale(K: Float64Array, a: Float64Array, b: Float64Array, u: Float64Array, v: Float64Array): boolean {
  const n = a.length;
  const m = b.length;
  for (let i = 0, k = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < m; j++, k++) sum += K[k]! * v[j]!;
    u[i] = a[i]! / sum;
    if (!(u[i]! > 1e-100 && u[i]! < 1e100)) return false;
  }
  v.fill(0);
  for (let i = 0, k = 0; i < n; i++) {
    const ui = u[i]!;
    for (let j = 0; j < m; j++, k++) v[j] = v[j]! + K[k]! * ui;
  }
  for (let j = 0; j < m; j++) {
    v[j] = b[j]! / v[j]!;
    if (!(v[j]! > 1e-100 && v[j]! < 1e100)) return false;
  }
  return true;
}
