import type { RunContext } from '../../../../engine/bench.ts';
import { logSumSizes, nativeLogSums } from '../../../../math/log-sums.ts';
import { scaleColumns, scaleRows } from '../../../../math/log-sweep.ts';
import { openSinkhorn } from '../../../../math/native/sinkhorn.ts';
import { number, type Values } from '../../../../params/descriptor.ts';
import { type Coupling, method, type Transport } from '../problem.ts';
import { countWork, eps } from './sinkhorn.ts';

const params = {
  eps,
  tau: number({
    label: 'Price of mass',
    symbol: 'τ',
    help: 'cost of creating or destroying mass, in the unit of the cost; large τ enforces the marginals',
    min: 1e-3,
    max: 1e3,
    scale: 'log',
    default: 1,
  }),
};

/**
 * Sinkhorn's scaling for unbalanced transport, in the log domain.
 *
 *   min_P  ⟨P, C⟩ + ε KL(P | abᵀ) + τ KL(P1 | a) + τ KL(Pᵀ1 | b)
 *
 * Source   Chizat, Peyré, Schmitzer & Vialard 2018, Algorithm 1; log form: Séjourné, Feydy et al. 2019.
 * Solves   its dual: maximises it exactly over f, then over g, in turn, from f = g = 0.
 * Cost     O(nm) time a step (at most 2nm exponentials), O(n + m) memory beside C.
 * Rate     linear, at worst (τ/(τ + ε))² a step: slow when τ is far above ε.
 * Needs    a, b strictly positive; nm ≤ 4,194,304. C ≥ 0 for the plan to have at most the mass of a and b.
 * Fails    for τ far below the costs by sending nothing: the mass tends to 0, which is the minimiser.
 * Departs  by working on potentials instead of scalings.
 */
export const sinkhornUnbalanced = method({
  label: 'Sinkhorn, unbalanced',
  source: 'Chizat et al. 2018, Algorithm 1',
  precision: 'float64',
  params,
  solve,
});

function* solve(
  { n, m, a, b, C }: Transport,
  given: Values<typeof params>,
  run: RunContext,
): Generator<Coupling | undefined> {
  const kernels = openSinkhorn({ ...logSumSizes(n, m), f: n, g: m, shiftedF: n, shiftedG: m });
  const { f, g, shiftedF, shiftedG } = kernels.floats;
  kernels.floats.C.set(C);
  const sums = nativeLogSums(n, m, kernels);
  const told = { f: new Float64Array(n), g: new Float64Array(m) };
  const onesOfA = new Float64Array(n).fill(1);
  const onesOfB = new Float64Array(m).fill(1);

  for (;;) {
    const { eps, tau } = given;
    const damping = tau / (tau + eps);
    // f_i ← −τ/(τ + ε) · ε LSE_j ((g_j − C_ij)/ε + log b_j)
    for (let j = 0; j < m; j++) shiftedG[j] = g[j]! + eps * Math.log(b[j]!);
    countWork(run, yield* scaleRows(sums, onesOfA, shiftedG, eps, f));
    for (let i = 0; i < n; i++) f[i] = damping * f[i]!;
    // g_j ← −τ/(τ + ε) · ε LSE_i ((f_i − C_ij)/ε + log a_i)
    for (let i = 0; i < n; i++) shiftedF[i] = f[i]! + eps * Math.log(a[i]!);
    countWork(run, yield* scaleColumns(sums, onesOfB, shiftedF, eps, g));
    for (let j = 0; j < m; j++) g[j] = damping * g[j]!;
    told.f.set(f);
    told.g.set(g);
    yield { ...told, plan: { kind: 'gibbs', eps, weighted: true }, tau };
  }
}
