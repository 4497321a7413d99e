import type { RunContext } from '../../../../engine/bench.ts';
import { bipartiteGradients } from '../../../../math/bipartite-gradients.ts';
import { conjugateGradients } from '../../../../math/conjugate-gradients.ts';
import type { Reals } from '../../../../math/log-sum-exp.ts';
import { logSweep } from '../../../../math/log-sweep.ts';
import { kthLargestOf } from '../../../../math/quickselect.ts';
import { bipartiteProduct, entriesFrom } from '../../../../math/sparse-rows.ts';
import { choice, integer, number, type Values } from '../../../../params/descriptor.ts';
import { type Coupling, method, type NewtonStep, type Transport } from '../problem.ts';
import { entropicDual } from './entropic-dual.ts';
import { nativeDual, plainDual } from './gibbs-plan.ts';
import { countWork, eps } from './sinkhorn.ts';

const params = {
  eps,
  warmup: integer({ label: 'Sinkhorn sweeps first', symbol: 'N₁', min: 1, max: 1000, scale: 'log', default: 20 }),
  keepPerRow: number({
    label: 'Kept entries a row',
    symbol: 'k',
    help: 'the ⌈k n⌉ largest entries of the plan make the sparse Hessian',
    min: 1,
    max: 100,
    scale: 'log',
    default: 20,
  }),
  cgTolerance: number({
    label: 'CG tolerance',
    help: 'of ‖residual‖/‖gradient‖',
    min: 1e-8,
    max: 1e-2,
    scale: 'log',
    default: 1e-6,
  }),
  damping: number({
    label: 'Damping',
    symbol: 'μ',
    help: 'diagonal times 1 + μ‖gradient‖₁; 0 is the paper',
    min: 0,
    max: 1,
    default: 0,
  }),
  arithmetic: choice({
    label: 'Arithmetic',
    options: ['float64', 'mixed', 'float32'],
    default: 'float64',
    optionLabels: { mixed: 'float64, CG in float32', float32: 'float32 throughout' },
  }),
};

/**
 * Sinkhorn-Newton-Sparse: a few Sinkhorn sweeps, then Newton steps with a thresholded Hessian.
 *
 * Source   Tang, Shavlovsky, Rahmanian, Tardini, Thekumparampil, Xiao & Ying, ICLR 2024, Algorithm 1.
 * Solves   max f(x, y) = −ε Σ exp((x_i + y_j − C_ij)/ε) + ⟨r, x⟩ + ⟨c, y⟩ over the potentials.
 * Cost     O(nm) time a step: at most nm exponentials a line-search trial, kn-sparse products in CG; nm numbers of memory beside C.
 * Rate     linear in the sweeps; superlinear in the Newton steps when the plan is nearly sparse.
 * Needs    r, c strictly positive with equal totals; nm ≤ 4,194,304.
 * Fails    where the plan is spread over more than k entries a row (smooth densities, city-block costs): steps of 1e-6
 *          and a flat error. A failed line search shows as stepLength 0, leaves the potentials as they are and ends the run.
 * Departs  no −1 in the exponent (it shifts x by ε); k counts entries of P; the diagonal keeps the full sums; damping
 *          (off at 0). `float32` keeps potentials, cost, plan, sums and CG vectors in float32, scalars in float64.
 */
export const sinkhornNewtonSparse = method({
  label: 'Sinkhorn-Newton-Sparse',
  source: 'Tang et al. 2024, Algorithm 1',
  precision: 'float64',
  params,
  solve,
});

function* solve(
  { n, m, a: r, b: c, C: cost }: Transport,
  values: Values<typeof params>,
  run: RunContext,
): Generator<Coupling | undefined> {
  const { eps, arithmetic } = values;
  const storage = arithmetic === 'float64' ? 'float64' : 'float32';
  const { sums, gibbs, z, trial } =
    arithmetic === 'float32' ? plainDual(Float32Array.from(cost), n, m) : nativeDual(cost, n, m);
  const f = new Float64Array(n);
  const g = new Float64Array(m);
  const iterate = (newton?: NewtonStep): Coupling => {
    f.set(z.subarray(0, n));
    g.set(z.subarray(n));
    const plan = { kind: 'gibbs', eps, weighted: false } as const;
    return newton ? { f, g, plan, phase: 'Newton', newton } : { f, g, plan, phase: 'Sinkhorn' };
  };

  // line 2: N₁ sweeps, x then y
  for (let k = 0; k < values.warmup; k++) {
    countWork(run, yield* logSweep(sums, [r, c], eps, [z.subarray(0, n), z.subarray(n)]));
    yield iterate();
  }

  const dual = entropicDual(gibbs, r, c, eps, run);
  const { P, sums: marginals, gradient } = dual;
  const gradients = bipartiteGradients(n, m);
  let here = yield* dual.at(z);
  for (;;) {
    const { keepPerRow, cgTolerance, damping } = values;
    // line 3.2: the ⌈kn⌉ largest entries of P; the diagonal keeps the full sums
    const S = yield* entriesFrom(P, n, m, yield* kthLargestOf(P, Math.ceil(keepPerRow * n)));
    run.count('multiplyAdds', 2 * n * m);
    let kept = 0;
    for (let k = 0; k < S.count; k++) kept += S.value[k]!;
    const diagonal = marginals.map((p) => p * (1 + damping * here.norm));
    const massDropped = Math.max(0, 1 - kept / here.mass);
    const facts = { keptEntries: S.count, massDropped, rows: S.row, columns: S.column };

    // line 3.3: M δ = ∇f by conjugate gradients, Δz = ε δ
    const sparse = storage === 'float32' ? { ...S, value: Float32Array.from(S.value) } : S;
    const product = (x: Reals, out: Reals) => bipartiteProduct(sparse, diagonal, x, out);
    const work = 2 * S.count + 6 * (n + m);
    const limits = {
      tolerance: cgTolerance,
      maxSteps: 4 * (n + m),
      storage,
      stepsPerBreath: Math.ceil(2e6 / work),
    } as const;
    const { x: delta, steps: cgSteps } =
      storage === 'float64'
        ? yield* gradients(S, diagonal, gradient, limits)
        : yield* conjugateGradients(product, diagonal, gradient, limits);
    run.count('multiplyAdds', cgSteps * work);

    // line 3.4: halve α until f rises enough; where f is flat to rounding, until ‖∇f‖₁ falls
    let slope = 0;
    for (let k = 0; k < n + m; k++) slope += eps * gradient[k]! * delta[k]!;
    let alpha = 1;
    for (let halvings = 0; ; halvings++, alpha /= 2) {
      if (halvings > 40) alpha = 0;
      for (let k = 0; k < n + m; k++) trial[k] = z[k]! + alpha * eps * delta[k]!;
      const there = yield* dual.at(trial);
      const flat = Math.abs(there.value - here.value) <= 1e-12 * Math.max(1, Math.abs(here.value));
      const accepted = flat ? there.norm < here.norm : there.value >= here.value + 1e-4 * alpha * slope;
      if (alpha === 0 || (Number.isFinite(there.value) && accepted)) {
        // line 3.5: z ← z + αΔz
        z.set(trial);
        here = there;
        break;
      }
    }
    yield iterate({ ...facts, cgSteps, stepLength: alpha });
    // given up: the next step would be the same
    if (alpha === 0) return;
  }
}
