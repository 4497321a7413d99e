import { RANGE, type SinkhornPotentials } from './sinkhorn-potentials.ts';

/**
 * Further sweeps of warm Sinkhorn potentials on costs that have changed a little: one kernel of the potentials as they are, scaled
 * `sweeps` times, n m exponentials in all. Falls back on `update` where the potentials do not suit the costs. Entries that
 * were below 1e-150 at the start stay 0. Returns how many exponentials were taken.
 */
export function createKernelSweeps(
  sinkhorn: SinkhornPotentials,
  eps: number,
): (C: Float64Array, sweeps: number) => number {
  const { run, floats } = sinkhorn.kernels;
  const { f, g, plan: K, a, b, u, v, nextU, nextV } = floats;
  const n = a.length;
  const m = b.length;
  return (C, sweeps) => {
    floats.C.set(C);
    const exponentials = run.gibbsSums(floats.C, f, g, K, nextU, nextV, m, 1 / eps, 0, n);
    u.fill(1);
    v.fill(1);
    const done = run.scalings(K, a, b, u, v, nextU, nextV, n, m, ...RANGE, sweeps);
    if (done < sweeps) return exponentials + sinkhorn.update(C, sweeps);
    for (let i = 0, k = 0; i < n; i++) {
      const ui = u[i]!;
      f[i] = f[i]! + eps * Math.log(ui);
      for (let j = 0; j < m; j++, k++) K[k] = K[k]! * ui * v[j]!;
    }
    for (let j = 0; j < m; j++) g[j] = g[j]! + eps * Math.log(v[j]!);
    return exponentials;
  };
}
