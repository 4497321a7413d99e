import type { RunContext } from '../../../../engine/bench.ts';
import { BREATH, type Breathing } from '../../../../math/breaths.ts';
import { keepLargest, simplexThreshold } from '../../../../math/sparse-projection.ts';
import type { Coupling, Transport } from '../problem.ts';

export interface QuadraticOptions {
  readonly gamma: number;
  /** Most non-zeros a column. */
  readonly k: number;
  readonly formulation: 'dual' | 'semiDual';
}

/**
 * Minus the (semi-)dual of transport with (γ/2)‖P‖² and at most k non-zeros a column, to be minimised over z: (f, g) for the
 * dual, f alone for the semi-dual. The coupling is that of the last evaluation.
 */
export interface QuadraticDual {
  readonly z: Float64Array;
  /** Writes minus the gradient, (P1 − a, Pᵀ1 − b) or P1 − a, and returns minus the value; breathes between columns. */
  at(z: Float64Array, gradient: Float64Array): Breathing<number>;
  coupling(): Coupling;
}

export function quadraticDual(
  { n, m, a, b, C }: Transport,
  { gamma, k, formulation }: QuadraticOptions,
  run: RunContext,
): QuadraticDual {
  const semi = formulation === 'semiDual';
  const most = Math.min(k, n);
  const f = new Float64Array(n);
  const g = new Float64Array(m);
  const from = new Int32Array(m * most);
  const to = new Int32Array(m * most);
  const mass = new Float64Array(m * most);
  const s = new Float64Array(n);
  const kept = new Int32Array(n);
  let count = 0;
  return { z: new Float64Array(semi ? n : n + m), at, coupling };

  function coupling(): Coupling {
    return { f, g, plan: { kind: 'arcs', count, from, to, mass, quadratic: { gamma, k: most } } };
  }

  function* at(z: Float64Array, gradient: Float64Array): Breathing<number> {
    f.set(z.subarray(0, n));
    if (!semi) g.set(z.subarray(n));
    let value = 0;
    for (let i = 0; i < n; i++) {
      value -= a[i]! * f[i]!;
      gradient[i] = -a[i]!;
    }
    count = 0;
    const pause = Math.ceil(BREATH / n);
    for (let j = 0; j < m; j++) {
      if (j > 0 && j % pause === 0) yield undefined;
      // s_j = (α − c_j)/γ; its order does not depend on β_j
      for (let i = 0; i < n; i++) s[i] = (f[i]! - C[i * m + j]!) / gamma;
      const size = keepLargest(s, 0, n, most, kept);
      // t_j = [topk(s_j) − τ_j]₊: in the semi-dual 1ᵀt_j = b_j sets τ_j, in the dual τ_j = −β_j/γ
      if (semi) g[j] = -gamma * simplexThreshold(s, 0, kept, size, b[j]!);
      const tau = -g[j]! / gamma;
      let sum = 0;
      let square = 0;
      for (let l = 0; l < size; l++) {
        const t = s[kept[l]!]! - tau;
        if (!(t > 0)) continue;
        const i = kept[l]!;
        from[count] = i;
        to[count] = j;
        mass[count++] = t;
        sum += t;
        square += t * t;
        gradient[i] = gradient[i]! + t;
      }
      // 1/(2γ) Σ [s_ij]₊² of the dual, in units of γ t; the semi-dual is the dual at the best β.
      value += 0.5 * gamma * square - b[j]! * g[j]!;
      if (!semi) gradient[n + j] = sum - b[j]!;
    }
    run.count('multiplyAdds', n * m);
    return value;
  }
}
