import type { RunContext } from '../../../engine/bench.ts';
import { finish } from '../../../math/breaths.ts';
import { mulberry32 } from '../../../math/random.ts';
import { shortestAugmentingPaths } from '../../../math/shortest-augmenting-paths.ts';
import { sparseProjection } from '../../../math/sparse-projection.ts';
import { matrixProblem } from './make-problem.ts';
import { measurePlan } from './measure-plan.ts';
import { planRow } from './plan-rows.ts';
import type { Coupling, Transport } from './problem.ts';
import { ascend } from './solvers/ascend.ts';
import { quadraticDual } from './solvers/quadratic-dual.ts';

interface Stated {
  readonly C: readonly (readonly number[])[];
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly gamma: number;
  readonly k: number;
}

const idle: RunContext = { random: mulberry32(0), noise: mulberry32(0), count: () => undefined, backend: 'cpu' };
const ITERATIONS = 500;

const stated = ({ C, a, b }: Stated): Transport =>
  matrixProblem({ C: Float64Array.from(C.flat()), a: Float64Array.from(a), b: Float64Array.from(b), scale: 'none' });

/** Value, gradient and plan of a (semi-)dual at a point, to be maximised. */
function evaluated(problem: Transport, { gamma, k }: Stated, formulation: 'dual' | 'semiDual', z: Float64Array) {
  const dual = quadraticDual(problem, { gamma, k, formulation }, idle);
  const gradient = new Float64Array(z.length);
  const value = -finish(dual.at(z, gradient));
  return { value, gradient: Array.from(gradient, (v) => -v), coupling: dual.coupling() };
}

/** The largest value that L-BFGS reaches on the dual or on the semi-dual. */
function optimum(problem: Transport, { gamma, k }: Stated): number {
  let best = Number.NEGATIVE_INFINITY;
  for (const formulation of ['semiDual', 'dual'] as const) {
    let left = ITERATIONS;
    let last: Coupling | null = null;
    for (const iterate of ascend(quadraticDual(problem, { gamma, k, formulation }, idle))) {
      if (!iterate) continue;
      last = iterate;
      if (--left === 0 || measurePlan(problem, iterate).largestError <= 1e-8) break;
    }
    if (last) best = Math.max(best, measurePlan(problem, last).dual);
  }
  return best;
}

/** What our own code computes for the entries of the sparsity-constrained problem. */
export const quadraticReference = {
  'ksparse/atPoint': (inputs: Stated & { readonly alpha: readonly number[]; readonly beta: readonly number[] }) => {
    const problem = stated(inputs);
    const dual = evaluated(problem, inputs, 'dual', Float64Array.of(...inputs.alpha, ...inputs.beta));
    const semi = evaluated(problem, inputs, 'semiDual', Float64Array.from(inputs.alpha));
    const row = new Float64Array(problem.m);
    return {
      dual: dual.value,
      dual_grad: dual.gradient,
      semidual: semi.value,
      semidual_grad: semi.gradient,
      semidual_plan: Array.from({ length: problem.n }, (_, i) => {
        planRow(problem, semi.coupling, i, row);
        return Array.from(row);
      }),
    };
  },
  'ksparse/optimum': (inputs: Stated) => {
    const problem = stated(inputs);
    const { n, m, a, b, C } = problem;
    return { value: optimum(problem, inputs), exact_ot: finish(shortestAugmentingPaths(C, n, m, a, b)).cost };
  },
  'ksparse/projection': ({ V, z, k }: { readonly V: number[][]; readonly z: number[]; readonly k: number }) => {
    const columns = z.map((mass, j) =>
      sparseProjection(
        Float64Array.from(V, (row) => row[j]!),
        mass,
        k,
      ),
    );
    return { P: V.map((_, i) => columns.map((column) => column[i]!)) };
  },
};
