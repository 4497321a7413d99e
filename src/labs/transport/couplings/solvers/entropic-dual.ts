import type { RunContext } from '../../../../engine/bench.ts';
import { blocks } from '../../../../math/blocks.ts';
import type { Reals } from '../../../../math/log-sum-exp.ts';
import type { GibbsPlan } from './gibbs-plan.ts';

export interface DualValue {
  /** f(x, y) = −ε ΣP + ⟨r, x⟩ + ⟨c, y⟩ with P = exp((x + y − C)/ε). */
  readonly value: number;
  /** ‖∇f‖₁ = Σ|r − P1| + Σ|c − Pᵀ1|. */
  readonly norm: number;
  /** ΣP. */
  readonly mass: number;
}

/** The entropic dual as a function of z = (x, y); the arrays hold what belongs to the last point it was evaluated at. */
export interface EntropicDual {
  readonly P: Reals;
  /** Row sums of P, then column sums. */
  readonly sums: Reals;
  readonly gradient: Reals;
  /** Breathes between blocks of rows. */
  at(z: Reals): Generator<undefined, DualValue>;
}

export function entropicDual(
  gibbs: GibbsPlan,
  r: Float64Array,
  c: Float64Array,
  eps: number,
  run: RunContext,
): EntropicDual {
  const n = r.length;
  const m = c.length;
  const { P, sums } = gibbs;
  const gradient = sums.slice();
  return { P, sums, gradient, at };

  function* at(z: Reals): Generator<undefined, DualValue> {
    sums.fill(0);
    for (const [from, to] of blocks(n, m)) {
      if (from > 0) yield undefined;
      run.count('exponentials', gibbs.evaluate(z, eps, from, to));
      run.count('multiplyAdds', (to - from) * m);
    }
    let mass = 0;
    let linear = 0;
    let norm = 0;
    let along = 0;
    for (let k = 0; k < n + m; k++) {
      const wanted = k < n ? r[k]! : c[k - n]!;
      const slope = wanted - sums[k]!;
      if (k < n) mass += sums[k]!;
      linear += wanted * z[k]!;
      norm += Math.abs(slope);
      along += (k < n ? slope : -slope) / (n + m);
      gradient[k] = slope;
    }
    // Σ∇ₓf = Σ∇ᵧf: what rounding leaves along (1, −1), the kernel of the Hessian, conjugate gradients would blow up.
    for (let k = 0; k < n + m; k++) gradient[k] = gradient[k]! - (k < n ? along : -along);
    return { value: linear - eps * mass, norm, mass };
  }
}
