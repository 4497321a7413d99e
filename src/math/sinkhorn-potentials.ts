import { finish } from './breaths.ts';
import { logSumSizes, nativeLogSums } from './log-sums.ts';
import { logSweep } from './log-sweep.ts';
import { openSinkhorn, type SinkhornKernels } from './native/sinkhorn.ts';

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
  readonly kernels: PotentialKernels;
}

/** What the potentials are computed with: costs C, K (the plan), weights a and b, scalings u and v, and scratch. */
export type PotentialKernels = SinkhornKernels<ReturnType<typeof sizes>>;
const sizes = (n: number, m: number) => ({
  ...logSumSizes(n, m),
  ...{ plan: n * m, a: n, b: m, f: n, g: m, u: n, v: m, nextU: n, nextV: m },
});

/** Scalings beyond these are out of the range in which a kernel is trusted. */
export const RANGE = [1e-100, 1e100] as const;

/**
 * Sinkhorn's iterations in float64 for use inside other methods (Sinkhorn divergences, Monge gaps): one sweep in the log
 * domain on the new costs, then scalings of the kernel that sweep left, absorbed at the end; 4nm exponentials and
 * 2nm multiply-adds a further sweep. Where a scaling leaves the range of numbers all sweeps are done in the log domain.
 * Weights are positive and sum to 1. Cuturi 2013, Algorithm 1; Schmitzer 2019, Algorithm 2.
 */
export function sinkhornPotentials(a: Float64Array, b: Float64Array, eps: number): SinkhornPotentials {
  const n = a.length;
  const m = b.length;
  const kernels = openSinkhorn(sizes(n, m));
  const { f, g, plan, u, v, nextU, nextV, ...held } = kernels.floats;
  held.a.set(a);
  held.b.set(b);
  const sums = nativeLogSums(n, m, kernels);

  // f ← ε (log a − LSE_j (g − C)/ε), then g ← ε (log b − LSE_i (f − C)/ε)
  const sweep = () => finish(logSweep(sums, [a, b], eps, [f, g])).exponentials;
  const toPlan = () => kernels.run.gibbsSums(held.C, f, g, plan, nextU, nextV, m, 1 / eps, 0, n);

  const update = (C: Float64Array, sweeps: number): number => {
    held.C.set(C);
    let exponentials = sweep() + toPlan();
    const left = sweeps - 1;
    u.fill(1);
    v.fill(1);
    const done = kernels.run.scalings(plan, held.a, held.b, u, v, nextU, nextV, n, m, ...RANGE, left);
    if (done < left) {
      for (let k = 1; k < sweeps; k++) exponentials += sweep();
      return exponentials + toPlan();
    }
    if (sweeps > 1) {
      for (let i = 0; i < n; i++) f[i] = f[i]! + eps * Math.log(u[i]!);
      for (let j = 0; j < m; j++) g[j] = g[j]! + eps * Math.log(v[j]!);
      // Not u K v: what was rounded to 0 in the old kernel may have grown.
      exponentials += toPlan();
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
  for (let i = 0; i < n; i++) shift += a[i]! * Math.log(a[i]!);
  for (let j = 0; j < m; j++) shift += b[j]! * Math.log(b[j]!);
  return { f, g, plan, update, entropyForm, klForm: () => entropyForm() - eps * shift, kernels };
}
