import type { RunContext } from '../../../../engine/bench.ts';
import { logSumSizes, nativeLogSums } from '../../../../math/log-sums.ts';
import { logSweep } from '../../../../math/log-sweep.ts';
import { openSinkhorn } from '../../../../math/native/sinkhorn.ts';
import { pairwiseCosts } from '../../../../math/pairwise-costs.ts';
import { type Bridge, type BridgeProblem, method } from '../problem.ts';

/**
 * Sinkhorn's iterations in the log domain between the two samples, with C = ½|x − y|².
 *
 * Source   Cuturi 2013; the discrete plan extended to all x as in Pooladian & Niles-Weed 2021.
 * Solves   the entropic plan between the samples, P = exp((f + g − C)/ε) with P1 = 1/n and Pᵀ1 = 1/m.
 * Cost     nm exponentials a step.
 * Rate     linear, and slower the smaller ε.
 * Needs    n·m numbers for the costs.
 * Fails    to know anything of the target between its sample's points.
 */
export const sinkhorn = method({
  label: 'Sinkhorn',
  source: 'Cuturi 2013',
  precision: 'float64',
  params: {},
  solve: iterate,
});

function* iterate({ eps, source, target }: BridgeProblem, _: object, run: RunContext): Generator<Bridge | undefined> {
  const [n, m] = [source.points.length / 2, target.points.length / 2];
  const kernels = openSinkhorn({ ...logSumSizes(n, m), f: n, g: m });
  kernels.floats.C.set(pairwiseCosts('squaredEuclidean', source.points, target.points, 2, 0.5));
  const { f, g } = kernels.floats;
  const sums = nativeLogSums(n, m, kernels);
  const told = { f: new Float64Array(n), g: new Float64Array(m) };
  // Atoms at the target points: log α_j = (g_j − ½|y_j|²)/ε.
  const v = { eps, logAlpha: new Float64Array(m), r: target.points.slice(), S: new Float64Array(3 * m) };
  const half = Float64Array.from({ length: m }, (_, j) => 0.5 * (v.r[2 * j]! ** 2 + v.r[2 * j + 1]! ** 2));
  const [a, b] = [new Float64Array(n).fill(1 / n), new Float64Array(m).fill(1 / m)];
  for (;;) {
    // f_i = ε (log a_i − LSE_j((g_j − C_ij)/ε)), then the same for g.
    run.count('exponentials', (yield* logSweep(sums, [a, b], eps, [f, g])).exponentials);
    for (let j = 0; j < m; j++) {
      v.logAlpha[j] = (g[j]! - half[j]!) / eps;
    }
    told.f.set(f);
    told.g.set(g);
    yield { potential: v, independent: false, ...told };
  }
}
