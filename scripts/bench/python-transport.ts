import type { Transport } from '../../src/labs/transport/couplings/problem.ts';
import { sinkhorn } from '../../src/labs/transport/couplings/solvers/sinkhorn.ts';
import { sinkhornKernel } from '../../src/labs/transport/couplings/solvers/sinkhorn-kernel.ts';
import type { PythonRow } from './against-python.ts';
import { assignment, cloudsProblem, countSteps, newtonUnderWay, start, workOfSteps } from './solvers.ts';

/** Potentials are given up to a constant; ours and theirs may differ by rounding. */
const BOUND = 1e-9;

const arraysOf = ({ n, m, a, b, C }: Transport) => ({
  a: { data: a, shape: [n] },
  b: { data: b, shape: [m] },
  C: { data: C, shape: [n, m] },
});

/** Compares their f after `checkAt` steps with ours. */
function checkPotentials(problem: Transport, eps: number, checkAt: number): PythonRow['check'] {
  const ours = start(sinkhorn, problem, { eps }).step(checkAt).f;
  return ({ f }) => {
    const apart = (f as number[]).map((value, i) => value - ours[i]!);
    const spread = Math.max(...apart) - Math.min(...apart);
    const holds = spread <= BOUND;
    return {
      holds,
      said: `f of both after ${checkAt} steps differs by ${spread.toExponential(1)}${holds ? ' ≤' : ', over'} ${BOUND}`,
    };
  };
}

/** Steps of Sinkhorn between two clouds. */
function iteration(n: number, eps: number, of: 'kernel' | 'log', task: string, many: number, few: number): PythonRow {
  const problem = cloudsProblem(n);
  const method = of === 'kernel' ? sinkhornKernel : sinkhorn;
  const solver = start(method, problem, { eps });
  solver.step(of === 'kernel' ? 100 : 5);
  // 200 steps hold one absorption.
  const work = workOfSteps(solver, of === 'kernel' ? 200 : 5, problem);
  return {
    ours: of === 'kernel' ? 'sinkhornKernel, one step' : 'sinkhorn (log domain), one step',
    anchor: NAMES[task as keyof typeof NAMES],
    size: `${n} × ${n}, ε = ${eps} of the largest cost`,
    needs: needsOf(task),
    task,
    arrays: arraysOf(problem),
    numbers: { eps },
    many,
    few,
    run: (count) => void solver.step(count),
    checkAt: 30,
    check: checkPotentials(problem, eps, 30),
    work,
    anchorWork: of === 'kernel' ? { flops: 4 * n * n, bytes: 16 * n * n } : { exponentials: 2 * n * n },
  };
}

const needsOf = (task: string): PythonRow['needs'] =>
  task.startsWith('pot') ? ['numpy', 'ot'] : task.startsWith('torch') ? ['numpy', 'torch'] : ['numpy'];

const NAMES = {
  pot_sinkhorn: "POT's sinkhorn, one iteration",
  pot_sinkhorn_log: "POT's sinkhorn_log on torch or NumPy, one iteration",
  torch_sinkhorn_log: 'a bare loop in torch, exponents above −700, one iteration',
  torch_sinkhorn_shared: 'torch, log-sum-exps that share exponentials as ours do',
  numpy_sinkhorn_log: 'NumPy, two log-sum-exps in place',
  numpy_sinkhorn: 'NumPy, two products and two divisions',
} as const;

/** Sinkhorn-Newton-Sparse to its end against as many iterations of sinkhorn_log as Sinkhorn needs. */
function newton(n: number, eps: number, seed: number, task: keyof typeof NAMES): PythonRow {
  const problem = assignment(seed, n);
  const { target, steps, run, work } = newtonUnderWay(problem, eps);
  const replaces = countSteps(problem, eps, target);
  return {
    ours: `sinkhornNewtonSparse, ${steps} steps`,
    anchor: `${NAMES[task]}, times ${replaces}`,
    size: `random assignment, n = ${n}, seed ${seed}, ε = 1/${Math.round(1 / eps)}, marginal error < ${target}`,
    needs: needsOf(task),
    task,
    arrays: arraysOf(problem),
    numbers: { eps },
    many: 30,
    few: 5,
    run,
    replaces,
    checkAt: 30,
    check: checkPotentials(problem, eps, 30),
    work,
    anchorWork: { exponentials: 2 * n * n * replaces },
    note: `anchor = time of an iteration × ${replaces}, counted in one run of sinkhornKernel, whose iterates are the same`,
  };
}

export const transportRows = (quick: boolean): (() => PythonRow)[] =>
  quick
    ? [
        () => iteration(64, 0.01, 'kernel', 'pot_sinkhorn', 600, 100),
        () => newton(60, 1 / 100, 2, 'torch_sinkhorn_log'),
      ]
    : [
        ...[512, 1024].flatMap((n) => [
          () => iteration(n, 0.01, 'kernel', 'pot_sinkhorn', n > 600 ? 450 : 1600, n > 600 ? 50 : 100),
          () => iteration(n, 0.01, 'kernel', 'numpy_sinkhorn', n > 600 ? 450 : 1600, n > 600 ? 50 : 100),
          () => iteration(n, 0.01, 'log', 'pot_sinkhorn_log', n > 600 ? 12 : 40, n > 600 ? 2 : 5),
          () => iteration(n, 0.01, 'log', 'numpy_sinkhorn_log', n > 600 ? 17 : 60, n > 600 ? 2 : 5),
          () => iteration(n, 0.01, 'log', 'torch_sinkhorn_shared', n > 600 ? 17 : 60, n > 600 ? 2 : 5),
        ]),
        () => newton(500, 1 / 1200, 2, 'pot_sinkhorn_log'),
        () => newton(500, 1 / 1200, 2, 'torch_sinkhorn_log'),
      ];
