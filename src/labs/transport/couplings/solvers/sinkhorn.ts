import type { RunContext } from '../../../../engine/bench.ts';
import { blocks } from '../../../../math/blocks.ts';
import type { Reals } from '../../../../math/log-sum-exp.ts';
import { type LogSums, logSumSizes, nativeLogSums, pointLogSums } from '../../../../math/log-sums.ts';
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
 * Cost     O(nm) time a step (at most 2nm exponentials), O(n + m) memory beside C; 2nmd more operations where C is not kept.
 * Rate     linear, slower as ε → 0; the marginal error never increases.
 * Needs    a, b strictly positive with equal totals. Over nm = 4,194,304 costs are computed from the points at every use.
 * Fails    by slowness: at ε of a thousandth of the cost 10,000 steps may leave an error of 1e-8.
 * Departs  by working on potentials instead of scalings, so that small ε does not underflow, and by leaving out
 *          terms under 1e-20 of the largest in each sum, which float64 cannot see.
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
    // f_i ← ε (log a_i − LSE_j (g_j − C_ij)/ε)
    yield* scaleRows(sums, a, g, eps, f, run);
    // g_j ← ε (log b_j − LSE_i (f_i − C_ij)/ε)
    yield* scaleColumns(sums, b, f, eps, g, run);
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

/** f such that the rows of exp((f + g − C)/ε) sum to a; breathes between blocks of rows. */
export function* scaleRows(
  sums: LogSums,
  a: Float64Array,
  g: Reals,
  eps: number,
  f: Reals,
  run: RunContext,
): Generator<undefined, void> {
  const m = g.length;
  for (const [from, to] of blocks(f.length, m)) {
    if (from > 0) yield undefined;
    run.count('exponentials', sums.rows(g, eps, f, from, to));
    run.count('multiplyAdds', (to - from) * m);
    for (let i = from; i < to; i++) f[i] = eps * Math.log(a[i]!) - f[i]!;
  }
}

/** g such that the columns of exp((f + g − C)/ε) sum to b; breathes between blocks of columns. */
export function* scaleColumns(
  sums: LogSums,
  b: Float64Array,
  f: Reals,
  eps: number,
  g: Reals,
  run: RunContext,
): Generator<undefined, void> {
  const n = f.length;
  const m = g.length;
  for (const [from, to] of blocks(m, n)) {
    if (from > 0) yield undefined;
    run.count('exponentials', sums.columns(f, eps, g, from, to));
    run.count('multiplyAdds', (to - from) * n);
    for (let j = from; j < to; j++) g[j] = eps * Math.log(b[j]!) - g[j]!;
  }
}
