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
  const limit = Math.min(k, n);
  const f = new Float64Array(n);
  const g = new Float64Array(m);
  const from = new Int32Array(m * limit);
  const to = new Int32Array(m * limit);
  const mass = new Float64Array(m * limit);
  // Column after column in memory, as they are read.
  const columns = new Float64Array(n * m);
  for (let i = 0; i < n; i++) for (let j = 0; j < m; j++) columns[j * n + i] = C[i * m + j]!;
  const s = new Float64Array(n);
  const row = new Int32Array(n);
  const kept = new Int32Array(n);
  let count = 0;
  return { z: new Float64Array(semi ? n : n + m), at, coupling };

  function coupling(): Coupling {
    return { f, g, plan: { kind: 'arcs', count, from, to, mass, quadratic: { gamma, k: limit } } };
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
      let most = Number.NEGATIVE_INFINITY;
      for (let i = 0, at = j * n; i < n; i++, at++) {
        s[i] = (f[i]! - columns[at]!) / gamma;
        if (s[i]! > most) most = s[i]!;
      }
      // At or below the threshold nothing is kept; in the semi-dual it lies at most b_j under the largest entry.
      const floor = semi ? most - b[j]! : -g[j]! / gamma;
      let candidates = 0;
      for (let i = 0; i < n; i++) {
        if (s[i]! < floor) continue;
        s[candidates] = s[i]!;
        row[candidates++] = i;
      }
      const size = keepLargest(s, 0, candidates, limit, kept);
      // t_j = [topk(s_j) − τ_j]₊: in the semi-dual 1ᵀt_j = b_j sets τ_j, in the dual τ_j = −β_j/γ
      if (semi) g[j] = -gamma * simplexThreshold(s, 0, kept, size, b[j]!);
      const tau = -g[j]! / gamma;
      let sum = 0;
      let square = 0;
      for (let l = 0; l < size; l++) {
        const t = s[kept[l]!]! - tau;
        if (!(t > 0)) continue;
        const i = row[kept[l]!]!;
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
