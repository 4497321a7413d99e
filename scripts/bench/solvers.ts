import { gaussians, moons } from '../../src/data/planar-clouds.ts';
import { randomCosts } from '../../src/data/random-costs.ts';
import type { Method } from '../../src/engine/bench.ts';
import { matrixProblem, pointProblem } from '../../src/labs/transport/couplings/make-problem.ts';
import type { Coupling, Transport } from '../../src/labs/transport/couplings/problem.ts';
import { sinkhorn } from '../../src/labs/transport/couplings/solvers/sinkhorn.ts';
import { sinkhornKernel } from '../../src/labs/transport/couplings/solvers/sinkhorn-kernel.ts';
import { sinkhornNewtonSparse } from '../../src/labs/transport/couplings/solvers/sinkhorn-newton-sparse.ts';
import { mulberry32, philoxStream } from '../../src/math/random.ts';
import type { Measurement, NotMeasured, Work } from './paired.ts';
import { cpuMs, paired } from './paired.ts';

interface Options {
  readonly quick: boolean;
  readonly full: boolean;
  readonly pairs: number;
  readonly sampleMs: number;
}

type CouplingMethod = Pick<Method<Transport, Coupling>, 'solve'>;

/** A solver under way: pulls whole steps, and knows what it counted. */
export function start(method: CouplingMethod, problem: Transport, params: Readonly<Record<string, number | string>>) {
  const counted: Record<string, number> = {};
  const steps = method.solve(problem, params, {
    random: philoxStream(1, 1),
    noise: philoxStream(1, 2),
    count: (work, amount) => {
      counted[work] = (counted[work] ?? 0) + amount;
    },
    backend: 'cpu',
  });
  const pulls = (steps as Iterable<Coupling | undefined>)[Symbol.iterator]();
  let last: Coupling | null = null;
  return {
    step(times: number): Coupling {
      for (let k = 0; k < times; ) {
        const { done, value } = pulls.next();
        if (done) throw new Error('The solver ended.');
        if (value === undefined) continue;
        last = value;
        k++;
      }
      return last!;
    },
    work: (): number => Object.values(counted).reduce((sum, amount) => sum + amount, 0),
    workOf: (kind: string): number => counted[kind] ?? 0,
  };
}

/** ‖P1 − a‖₁ + ‖Pᵀ1 − b‖₁ in float64 from the potentials; shares no code with the solvers. */
function marginalError({ n, m, a, b, C }: Transport, { f, g }: Coupling, eps: number): number {
  const columns = new Float64Array(m);
  let error = 0;
  for (let i = 0; i < n; i++) {
    let row = 0;
    for (let j = 0; j < m; j++) {
      const p = Math.exp((f[i]! + g[j]! - C[i * m + j]!) / eps);
      row += p;
      columns[j]! += p;
    }
    error += Math.abs(row - a[i]!);
  }
  for (let j = 0; j < m; j++) error += Math.abs(columns[j]! - b[j]!);
  return error;
}

/** Flops and exponentials of one step by the solver's own count; the matrix is read once. */
export function workOfSteps(solver: ReturnType<typeof start>, steps: number, { n, m }: Transport): Required<Work> {
  const before = [solver.workOf('multiplyAdds'), solver.workOf('exponentials')] as const;
  solver.step(steps);
  return {
    flops: (2 * (solver.workOf('multiplyAdds') - before[0])) / steps,
    exponentials: (solver.workOf('exponentials') - before[1]) / steps,
    bytes: 8 * n * m,
  };
}

const uniform = (n: number) => new Float64Array(n).fill(1 / n);

/** Two moons to a correlated Gaussian, n points a side, costs divided by the largest. */
export function cloudsProblem(n: number): Transport {
  return pointProblem({
    x: moons(mulberry32(2), n, 0.05),
    y: gaussians(mulberry32(3), n, [1, 0.5], [0.5, 0.3, 0, 0.5]),
    dimension: 2,
    a: uniform(n),
    b: uniform(n),
    ground: 'squaredEuclidean',
    scale: 'max',
    shape: { kind: 'points' },
  });
}

/** The random assignment of the card. */
export const assignment = (seed: number, n: number): Transport =>
  matrixProblem({ C: randomCosts(mulberry32(seed), n), a: uniform(n), b: uniform(n), scale: 'max' });

/** Sinkhorn-Newton-Sparse with the settings of the card, ready to be run to its goal any number of times. */
export function newtonUnderWay(problem: Transport, eps: number) {
  const target = 1e-9;
  const params = { eps, warmup: 20, keepPerRow: 5, cgTolerance: 1e-6, damping: 0, arithmetic: 'float64' };
  const begin = () => start(sinkhornNewtonSparse, problem, params);
  const counting = begin();
  let steps = 1;
  while (!(marginalError(problem, counting.step(1), eps) < target)) {
    if (++steps > 200) throw new Error(`not below ${target} after 200 steps`);
  }
  const run = (count: number) => {
    for (let k = 0; k < count; k++) begin().step(steps);
  };
  return { target, steps, run, work: workSummary(counting), operations: counting.work() };
}

/** Sinkhorn's steps to the goal, counted on the absorbed kernel, whose iterates are the same; looked at every few. */
export function countSteps(problem: Transport, eps: number, target: number, every = 50, limit = 500_000): number {
  const absorbed = start(sinkhornKernel, problem, { eps });
  for (let steps = every; steps < limit; steps += every) {
    if (marginalError(problem, absorbed.step(every), eps) < target) return steps;
  }
  throw new Error(`Sinkhorn not below ${target} after ${limit} steps`);
}

/** (b) One iteration on the absorbed kernel against one in the log domain, both float64 and far into their runs. */
export async function measureIterations({ quick, pairs, sampleMs }: Options): Promise<(Measurement | NotMeasured)[]> {
  const eps = 0.01;
  const warm = quick ? 20 : 100;
  const results: (Measurement | NotMeasured)[] = [];
  for (const n of quick ? [64] : [256, 512, 1024]) {
    const problem = cloudsProblem(n);
    const kernel = start(sinkhornKernel, problem, { eps });
    const log = start(sinkhorn, problem, { eps });
    const [p, q] = [kernel.step(warm), log.step(warm)];
    const apart = p.f.reduce((most, value, i) => Math.max(most, Math.abs(value - q.f[i]!)), 0);
    const bound = 1e-11;
    if (!(apart <= bound)) {
      results.push({
        id: 'iteration',
        notMeasured: `n = ${n}: after ${warm} steps f differs by ${apart}, over ${bound}`,
      });
      continue;
    }
    // 200 steps hold one absorption.
    const oursWork = workOfSteps(kernel, 200, problem);
    const anchorWork = workOfSteps(log, 5, problem);
    const times = await paired({
      pairs,
      sampleMs,
      clock: cpuMs,
      ours: (count) => void kernel.step(count),
      anchor: (count) => void log.step(count),
    });
    results.push({
      id: 'iteration',
      ours: 'sinkhornKernel, one step',
      anchor: 'sinkhorn (log domain), one step',
      size: `${n} × ${n}, ε = ${eps} of the largest cost`,
      backend: 'cpu-float64',
      clock: 'CPU',
      ...times,
      oursWork,
      anchorWork,
      check: `f of both after ${warm} steps differs by ${apart.toExponential(1)} ≤ ${bound}`,
    });
  }
  return results;
}

/** (c) Sinkhorn-Newton-Sparse against Sinkhorn to a marginal error of 1e-9 on random assignments. */
export async function measureNewton(options: Options): Promise<(Measurement | NotMeasured)[]> {
  const results: (Measurement | NotMeasured)[] = [];
  for (const seed of options.quick ? [2] : [1, 2]) {
    results.push(
      ...(await newtonOnSeed(seed, options).catch((error: Error) => [{ id: 'newton', notMeasured: error.message }])),
    );
  }
  return results;
}

/** Against Sinkhorn on the absorbed kernel and, on the card's seed 2, in the log domain. */
async function newtonOnSeed(seed: number, { quick, full, pairs, sampleMs }: Options): Promise<Measurement[]> {
  const n = quick ? 60 : 500;
  const eps = quick ? 1 / 100 : 1 / 1200;
  const problem = assignment(seed, n);
  const { target, steps: newtonSteps, run: runNewton, work, operations } = newtonUnderWay(problem, eps);
  const beganAt = cpuMs();
  const sinkhornSteps = countSteps(problem, eps, target, quick ? 10 : seed === 2 ? 50 : 500);
  const absorbedMs = cpuMs() - beganAt;

  const size = `random assignment, n = ${n}, seed ${seed}, ε = 1/${Math.round(1 / eps)}, marginal error < ${target}`;
  const check = `both below ${target}, measured apart from the solvers`;
  const ours = `sinkhornNewtonSparse, ${newtonSteps} steps`;
  const against = async (name: string, method: CouplingMethod, note: string): Promise<Measurement> => {
    const solver = start(method, problem, { eps });
    solver.step(quick ? 20 : 60);
    // 400 steps hold two absorptions.
    const kernel = method === sinkhornKernel;
    const { flops, exponentials } = workOfSteps(solver, kernel ? 400 : 20, problem);
    const totalWork = (flops / 2 + exponentials) * sinkhornSteps;
    const times = await paired({
      pairs,
      sampleMs,
      clock: cpuMs,
      ours: runNewton,
      anchor: (count) => void solver.step(count),
    });
    const scale = ({ q1, median, q3 }: Measurement['speedUp']) => ({
      q1: q1 * sinkhornSteps,
      median: median * sinkhornSteps,
      q3: q3 * sinkhornSteps,
    });
    const saved = totalWork / operations;
    return {
      id: 'newton',
      ours,
      anchor: `${name}, ${sinkhornSteps} steps`,
      size,
      backend: 'cpu-float64',
      clock: 'CPU',
      ...times,
      anchorMs: scale(times.anchorMs),
      speedUp: scale(times.speedUp),
      oursWork: work,
      anchorWork: { flops: flops * sinkhornSteps, exponentials: exponentials * sinkhornSteps },
      check,
      note: `work ${operations.toExponential(2)} against ${totalWork.toExponential(2)}, ${saved.toFixed(0)} times less; ${note}`,
    };
  };
  const slope = `anchor = time of a step × ${sinkhornSteps} steps, counted in one run of sinkhornKernel`;
  const whole = `${slope}, which took ${(absorbedMs / 1000).toFixed(1)} s with the looks at its error`;
  const results = [await against('sinkhornKernel', sinkhornKernel, whole)];
  if (seed !== 2) return results;
  results.push(await against('sinkhorn (log domain)', sinkhorn, slope));
  if (full) {
    const log = start(sinkhorn, problem, { eps });
    const began = cpuMs();
    const last = log.step(sinkhornSteps);
    const took = cpuMs() - began;
    const error = marginalError(problem, last, eps);
    const line = results[1]!;
    results[1] = {
      ...line,
      note: `${line.note}; in full it took ${(took / 1000).toFixed(1)} s and left ${error.toExponential(1)}`,
    };
  }
  return results;
}

function workSummary(solver: ReturnType<typeof start>): Work {
  return { flops: 2 * solver.workOf('multiplyAdds'), exponentials: solver.workOf('exponentials') };
}
