import { ProblemError, type RunContext } from '../../../../engine/bench.ts';
import { openSoftminLoop } from '../../../../tensor/kernels/row-softmin.ts';
import type { SoftminProblem } from '../../../../tensor/kernels/softmin-problem.ts';
import { type Coupling, method } from '../problem.ts';
import { eps } from './sinkhorn.ts';

const params = { eps };

/**
 * Sinkhorn in the log domain in float32, on the GPU where there is one, with costs computed from the points.
 *
 * Source   Cuturi 2013, Algorithm 1; fused log-sum-exp without a matrix: Feydy et al. 2019, section 4 (GeomLoss).
 * Solves   the same dual in the same order as sinkhorn, from g = 0.
 * Cost     O(nmd) time a step (2nm exponentials), O((n + m)d) memory: no n × m matrix on webgpu and cpu.
 * Rate     linear, slower as ε → 0, until float32 ends it.
 * Needs    costs from points, a, b strictly positive with equal totals; n, m ≤ 16,384.
 * Fails    by a floor: potentials keep 24 bits, so an entry of P is off by some 1e-7 max(|f|, |g|, C)/ε relative and
 *          the marginal error stops between 1e-7 and 1e-4; at ε of a thousandth of the cost expect 1e-6.
 * Departs  by float32; points are moved to their mean first, which changes no cost and loses fewer bits.
 */
export const sinkhornGpu = method({
  label: 'Sinkhorn, float32 from points',
  source: 'Cuturi 2013, Algorithm 1; Feydy et al. 2019',
  precision: 'float32',
  backends: ['wasm', 'cpu'],
  params,
  solve: ({ n, m, a, b, cost }, { eps }, run) => {
    if (cost.kind !== 'points') {
      throw new ProblemError(
        'sinkhornGpu computes costs from points; this instance has only a cost matrix. Choose an instance with points, or sinkhorn.',
      );
    }
    const { x, y, dimension: d, ground, factor } = cost;
    return iterate({ n, m, d, x, y, a, b, ground, factor, eps }, run);
  },
});

async function* iterate(problem: SoftminProblem, run: RunContext): AsyncGenerator<Coupling | undefined, void> {
  const { n, m, eps } = problem;
  const f = new Float64Array(n);
  const g = new Float64Array(m);
  const loop = await openSoftminLoop(run.backend, problem);
  const settle = async () => {
    const home = await loop.read();
    f.set(home.f);
    g.set(home.g);
  };
  try {
    for (;;) {
      // f_i ← ε (log a_i − LSE_j (g_j − C_ij)/ε), then g_j ← ε (log b_j − LSE_i (f_i − C_ij)/ε)
      for (const part of loop.parts()) {
        await part;
        yield undefined;
      }
      run.count('exponentials', 2 * n * m);
      yield { f, g, plan: { kind: 'gibbs', eps, weighted: false }, phase: 'Sinkhorn', settle };
    }
  } finally {
    loop.dispose();
  }
}
