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
function start(method: CouplingMethod, problem: Transport, params: Readonly<Record<string, number | string>>) {
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

/** Flops and exponentials of one step by the solver's own count; the cost or kernel matrix passes twice. */
function workOfSteps(solver: ReturnType<typeof start>, steps: number, { n, m }: Transport): Required<Work> {
  const before = [solver.workOf('multiplyAdds'), solver.workOf('exponentials')] as const;
  solver.step(steps);
  return {
    flops: (2 * (solver.workOf('multiplyAdds') - before[0])) / steps,
    exponentials: (solver.workOf('exponentials') - before[1]) / steps,
    bytes: 16 * n * m,
  };
}

const uniform = (n: number) => new Float64Array(n).fill(1 / n);

/** (b) One iteration on the absorbed kernel against one in the log domain, both float64 and far into their runs. */
export async function measureIterations({ quick, pairs, sampleMs }: Options): Promise<(Measurement | NotMeasured)[]> {
  const eps = 0.01;
  const warm = quick ? 20 : 100;
  const results: (Measurement | NotMeasured)[] = [];
  for (const n of quick ? [64] : [256, 512, 1024]) {
    const problem = pointProblem({
      x: moons(mulberry32(2), n, 0.05),
      y: gaussians(mulberry32(3), n, [1, 0.5], [0.5, 0.3, 0, 0.5]),
      dimension: 2,
      a: uniform(n),
      b: uniform(n),
      ground: 'squaredEuclidean',
      scale: 'max',
      shape: { kind: 'points' },
    });
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

/** (c) Sinkhorn-Newton-Sparse against Sinkhorn to a marginal error of 1e-9 on a random assignment. */
export async function measureNewton({ quick, full, pairs, sampleMs }: Options): Promise<(Measurement | NotMeasured)[]> {
  const target = 1e-9;
  const n = quick ? 60 : 500;
  const eps = quick ? 1 / 100 : 1 / 1200;
  const seed = 2;
  const problem = matrixProblem({ C: randomCosts(mulberry32(seed), n), a: uniform(n), b: uniform(n), scale: 'max' });
  const params = { eps, warmup: 20, keepPerRow: 5, cgTolerance: 1e-6, damping: 0, arithmetic: 'float64' };
  const reached = (iterate: Coupling) => marginalError(problem, iterate, eps) < target;

  const newton = () => start(sinkhornNewtonSparse, problem, params);
  const counting = newton();
  let newtonSteps = 1;
  while (!reached(counting.step(1))) {
    if (++newtonSteps > 200) return [{ id: 'newton', notMeasured: `not below ${target} after 200 steps` }];
  }
  // Sinkhorn's steps, counted on the absorbed kernel, whose iterates are the same; looked at every 50.
  const every = quick ? 10 : 50;
  const limit = 100_000;
  const absorbed = start(sinkhornKernel, problem, { eps });
  const beganAt = cpuMs();
  let looking = 0;
  let sinkhornSteps = 0;
  for (let found = false; !found; ) {
    const iterate = absorbed.step(every);
    sinkhornSteps += every;
    const before = cpuMs();
    found = reached(iterate);
    looking += cpuMs() - before;
    if (sinkhornSteps >= limit)
      return [{ id: 'newton', notMeasured: `Sinkhorn not below ${target} after ${limit} steps` }];
  }
  const absorbedMs = cpuMs() - beganAt - looking;

  const size = `random assignment, n = ${n}, seed ${seed}, ε = 1/${Math.round(1 / eps)}, marginal error < ${target}`;
  const check = `both below ${target}, measured apart from the solvers`;
  const ours = `sinkhornNewtonSparse, ${newtonSteps} steps`;
  const runNewton = (count: number) => {
    for (let k = 0; k < count; k++) newton().step(newtonSteps);
  };
  const against = async (name: string, method: CouplingMethod, note: string): Promise<Measurement> => {
    const solver = start(method, problem, { eps });
    solver.step(quick ? 20 : 60);
    // 400 steps hold two absorptions.
    const { flops, exponentials } = workOfSteps(solver, method === sinkhornKernel ? 400 : 20, problem);
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
    const saved = totalWork / counting.work();
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
      oursWork: workSummary(counting),
      anchorWork: { flops: flops * sinkhornSteps, exponentials: exponentials * sinkhornSteps },
      check,
      note: `work ${counting.work().toExponential(2)} against ${totalWork.toExponential(2)}, ${saved.toFixed(0)} times less; ${note}`,
    };
  };
  const slope = `anchor = time of a step × ${sinkhornSteps} steps, counted in one run of sinkhornKernel`;
  const whole = `${slope}, which took ${(absorbedMs / 1000).toFixed(1)} s`;
  const results: (Measurement | NotMeasured)[] = [
    await against('sinkhornKernel', sinkhornKernel, whole),
    await against('sinkhorn (log domain)', sinkhorn, slope),
  ];
  if (full) {
    const log = start(sinkhorn, problem, { eps });
    const began = cpuMs();
    const last = log.step(sinkhornSteps);
    const took = cpuMs() - began;
    const error = marginalError(problem, last, eps);
    const line = results[1] as Measurement;
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
