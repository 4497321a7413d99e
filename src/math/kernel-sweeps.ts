import { gibbsKernel } from './gibbs-kernel.ts';
import type { SinkhornPotentials } from './sinkhorn-potentials.ts';

/** Scalings beyond these are out of the range in which the kernel is trusted. */
const RANGE = 1e100;

/**
 * Further sweeps of warm Sinkhorn potentials on costs that have changed a little: one kernel of the potentials as they are, scaled
 * `sweeps` times, n m exponentials in all. Falls back on `update` where the potentials do not suit the costs. Entries that
 * were below 1e-150 at the start stay 0. Returns how many exponentials were taken.
 */
export function createKernelSweeps(
  sinkhorn: SinkhornPotentials,
  a: Float64Array,
  b: Float64Array,
  eps: number,
): (C: Float64Array, sweeps: number) => number {
  const n = a.length;
  const m = b.length;
  const { f, g, plan: K } = sinkhorn;
  const u = new Float64Array(n);
  const v = new Float64Array(m);
  const next = new Float64Array(m);
  const inRange = (value: number) => value > 1 / RANGE && value < RANGE;

  /** u ← a/(Kv), v ← b/(Kᵀu), reading K once, four rows at a time. */
  const scale = (): boolean => {
    next.fill(0);
    let i = 0;
    for (; i + 3 < n; i += 4) {
      const k0 = i * m;
      const k1 = k0 + m;
      const k2 = k1 + m;
      const k3 = k2 + m;
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let j = 0; j < m; j++) {
        const w = v[j]!;
        s0 += K[k0 + j]! * w;
        s1 += K[k1 + j]! * w;
        s2 += K[k2 + j]! * w;
        s3 += K[k3 + j]! * w;
      }
      const u0 = a[i]! / s0;
      const u1 = a[i + 1]! / s1;
      const u2 = a[i + 2]! / s2;
      const u3 = a[i + 3]! / s3;
      if (!(inRange(u0) && inRange(u1) && inRange(u2) && inRange(u3))) return false;
      u[i] = u0;
      u[i + 1] = u1;
      u[i + 2] = u2;
      u[i + 3] = u3;
      for (let j = 0; j < m; j++) {
        next[j] = next[j]! + K[k0 + j]! * u0 + K[k1 + j]! * u1 + K[k2 + j]! * u2 + K[k3 + j]! * u3;
      }
    }
    for (; i < n; i++) {
      let sum = 0;
      for (let j = 0, k = i * m; j < m; j++, k++) sum += K[k]! * v[j]!;
      const ui = a[i]! / sum;
      if (!inRange(ui)) return false;
      u[i] = ui;
      for (let j = 0, k = i * m; j < m; j++, k++) next[j] = next[j]! + K[k]! * ui;
    }
    for (let j = 0; j < m; j++) {
      v[j] = b[j]! / next[j]!;
      if (!inRange(v[j]!)) return false;
    }
    return true;
  };

  return (C, sweeps) => {
    const exponentials = gibbsKernel(C, m, f, g, eps, K, 0, n);
    v.fill(1);
    for (let k = 0; k < sweeps; k++) if (!scale()) return exponentials + sinkhorn.update(C, sweeps);
    for (let i = 0, k = 0; i < n; i++) {
      f[i] = f[i]! + eps * Math.log(u[i]!);
      for (let j = 0; j < m; j++, k++) K[k] = K[k]! * u[i]! * v[j]!;
    }
    for (let j = 0; j < m; j++) g[j] = g[j]! + eps * Math.log(v[j]!);
    return exponentials;
  };
}
