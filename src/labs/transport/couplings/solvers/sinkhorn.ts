import type { RunContext } from '../../../../engine/bench.ts';
import { logSumSizes, nativeLogSums, pointLogSums } from '../../../../math/log-sums.ts';
import { logSweep, type Work } from '../../../../math/log-sweep.ts';
import { openSinkhorn } from '../../../../math/native/sinkhorn.ts';
import { number, type Values } from '../../../../params/descriptor.ts';
import { isDense } from '../plan-rows.ts';
import { type Coupling, method, type Transport } from '../problem.ts';

/** Regularisation, as every entropic method of the bench takes it. */
export const eps = number({
  label: 'Regularisation',
  symbol: 'ε',
  help: 'in the unit of the cost; 1/η in papers that use η',
  min: 1e-5,
  max: 10,
  scale: 'log',
  default: 0.05,
});

const params = { eps };

/**
 * Sinkhorn's matrix scaling, in the log domain.
 *
 * Source   Cuturi 2013, Algorithm 1; log form: Peyré & Cuturi 2019, section 4.4.
 * Solves   the dual: maximises it exactly over f, then over g, in turn, from f = g = 0.
 * Cost     O(nm) time a step (at most nm exponentials but for first steps at small ε), O(n + m) memory beside C; nmd more
 *          operations where C is not kept.
 * Rate     linear, slower as ε → 0; the marginal error never increases.
 * Needs    a, b strictly positive with equal totals. Over nm = 4,194,304 costs are computed from the points at every use.
 * Fails    by slowness: at ε of a thousandth of the cost 10,000 steps may leave an error of 1e-8.
 * Departs  by working on potentials instead of scalings, so that small ε does not underflow; by leaving out terms under
 *          1e-20 of each sum, which float64 cannot see; by taking the exponentials of both halves of a step once.
 */
export const sinkhorn = method({
  label: 'Sinkhorn',
  source: 'Cuturi 2013, Algorithm 1',
  precision: 'float64',
  params,
  solve,
});

function* solve(problem: Transport, given: Values<typeof params>, run: RunContext): Generator<Coupling | undefined> {
  const { n, m, a, b, cost } = problem;
  const { sums, f, g } = cost.kind === 'matrix' || isDense(problem) ? matrixLogSums(problem) : pointLogSums(cost);
  const told = { f: new Float64Array(n), g: new Float64Array(m) };
  for (;;) {
    const { eps } = given;
    // f_i ← ε (log a_i − LSE_j (g_j − C_ij)/ε), then g_j ← ε (log b_j − LSE_i (f_i − C_ij)/ε)
    countWork(run, yield* logSweep(sums, [a, b], eps, [f, g]));
    told.f.set(f);
    told.g.set(g);
    yield { ...told, plan: { kind: 'gibbs', eps, weighted: false } };
  }
}

function matrixLogSums({ n, m, C }: Transport) {
  const kernels = openSinkhorn({ ...logSumSizes(n, m), f: n, g: m });
  kernels.floats.C.set(C);
  const { f, g } = kernels.floats;
  return { sums: nativeLogSums(n, m, kernels), f, g };
}

export function countWork(run: RunContext, { exponentials, multiplyAdds }: Work): void {
  run.count('exponentials', exponentials);
  run.count('multiplyAdds', multiplyAdds);
}
