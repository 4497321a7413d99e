import type { RunContext } from '../../../../engine/bench.ts';
import { blocks } from '../../../../math/blocks.ts';
import { columnLogSumExp, type Reals, rowLogSumExp } from '../../../../math/log-sum-exp.ts';
import { number, type Values } from '../../../../params/descriptor.ts';
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
 * Cost     O(nm) time a step (at most 2nm exponentials), O(n + m) memory beside C.
 * Rate     linear, slower as ε → 0; the marginal error never increases.
 * Needs    a, b strictly positive with equal totals; nm ≤ 4,194,304.
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

function* solve(
  { n, m, a, b, C }: Transport,
  given: Values<typeof params>,
  run: RunContext,
): Generator<Coupling | undefined> {
  const f = new Float64Array(n);
  const g = new Float64Array(m);
  for (;;) {
    const { eps } = given;
    // f_i ← ε (log a_i − LSE_j (g_j − C_ij)/ε)
    yield* scaleRows(C, a, g, eps, f, run);
    // g_j ← ε (log b_j − LSE_i (f_i − C_ij)/ε)
    yield* scaleColumns(C, b, f, eps, g, run);
    yield { f, g, plan: { kind: 'gibbs', eps, weighted: false } };
  }
}

/** f such that the rows of exp((f + g − C)/ε) sum to a; breathes between blocks of rows. */
export function* scaleRows(
  C: Reals,
  a: Float64Array,
  g: Reals,
  eps: number,
  f: Reals,
  run: RunContext,
): Generator<undefined, void> {
  const m = g.length;
  for (const [from, to] of blocks(f.length, m)) {
    if (from > 0) yield undefined;
    run.count('exponentials', rowLogSumExp(C, m, g, eps, f, from, to));
    run.count('multiplyAdds', (to - from) * m);
    for (let i = from; i < to; i++) f[i] = eps * Math.log(a[i]!) - f[i]!;
  }
}

/** g such that the columns of exp((f + g − C)/ε) sum to b; breathes between blocks of columns. */
export function* scaleColumns(
  C: Reals,
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
    run.count('exponentials', columnLogSumExp(C, n, m, f, eps, g, from, to));
    run.count('multiplyAdds', (to - from) * n);
    for (let j = from; j < to; j++) g[j] = eps * Math.log(b[j]!) - g[j]!;
  }
}
