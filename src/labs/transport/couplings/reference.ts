import { type DrawnDigit, digitStrokes } from '../../../data/digit-strokes.ts';
import { type Bump, cellCentres, lineDensity } from '../../../data/line-densities.ts';
import { circles, gaussians, mixture8, moons, swissRoll } from '../../../data/planar-clouds.ts';
import { randomCosts } from '../../../data/random-costs.ts';
import { ProblemError, type RunContext } from '../../../engine/bench.ts';
import { networkSimplex, type TransportTree } from '../../../math/network-simplex.ts';
import { pairwiseCosts } from '../../../math/pairwise-costs.ts';
import { mulberry32, normals } from '../../../math/random.ts';
import { sortedTransport } from '../../../math/sorted-transport.ts';
import { pseudoSolve } from '../../../math/symmetric-eigen.ts';
import { matrixProblem } from './make-problem.ts';
import { measurePlan } from './measure-plan.ts';
import { planRow } from './plan-rows.ts';
import type { Coupling, Transport } from './problem.ts';
import { quadraticReference } from './quadratic-reference.ts';
import { eps as epsParam, sinkhorn } from './solvers/sinkhorn.ts';
import { sinkhornKernel } from './solvers/sinkhorn-kernel.ts';
import { sinkhornNewtonSparse } from './solvers/sinkhorn-newton-sparse.ts';
import { sinkhornUnbalanced } from './solvers/sinkhorn-unbalanced.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
type Inputs = any;
type Outputs = Record<string, unknown>;

/** What our own code computes for an entry of that kind, by the names under `expected`. */
export const reference: Record<string, (inputs: Inputs) => Outputs> = {
  ...quadraticReference,
  'rng/mulberry32': ({ seed, n_uniform, n_normal }) => {
    const random = mulberry32(seed);
    return {
      uniform: Array.from({ length: n_uniform }, random),
      normal: Array.from(normals(mulberry32(seed), n_normal)),
    };
  },
  'gen/gaussians': (inputs) => cloud('gaussians', inputs),
  'gen/moons': (inputs) => cloud('moons', inputs),
  'gen/circles': (inputs) => cloud('circles', inputs),
  'gen/mixture8': (inputs) => cloud('mixture8', inputs),
  'gen/swissRoll': (inputs) => cloud('swissRoll', inputs),
  'gen/digitImage': digitImage,
  'ot/exactPlan': ({ C, a, b }) => {
    const { cost, plan } = exactPlan(fromRows(C), Float64Array.from(a), Float64Array.from(b));
    return { cost, plan };
  },
  'ot/randomAssignment': ({ n, seed }) => {
    const C = randomCosts(mulberry32(seed), n);
    const { cost, plan } = exactPlan(C, uniform(n), uniform(n));
    const assignment = plan.map((row) => row.indexOf(Math.max(...row)));
    return { mean_cost: cost, C00: C[0], Clast: C[n * n - 1], assignment };
  },
  'ot/oneD': ({ x, y }) => lineDistances(Float64Array.from(x), Float64Array.from(y)),
  'ot/errors': ({ cases }) => ({ rejected: cases.map(isRejected) }),
  'ot/clouds': clouds,
  'ot/density1d': ({ n, source, target }) => {
    const r = lineDensity(n, source as Bump[]);
    const x = cellCentres(n);
    return { ...lineDistances(x, x, r, lineDensity(n, target as Bump[])), r0: r[0], rmax: Math.max(...r) };
  },
  'sinkhorn/balanced': (inputs) => {
    const problem = stated(inputs);
    const optimum = settle(problem, sinkhorn.solve(problem, { eps: inputs.eps }, idle), 1e-14);
    const { cost, dual, objective } = measurePlan(problem, optimum);
    const { f, g } = optimum;
    return {
      f: Array.from(f, (v) => v + g[0]!),
      g: Array.from(g, (v) => v - g[0]!),
      plan: planOf(problem, optimum),
      transport_cost: cost,
      dual_value: dual,
      entropy_form: objective,
      kl_form: objective + klShift(problem, inputs.eps),
    };
  },
  'sinkhorn/trace': (inputs) => {
    const problem = stated(inputs);
    const errors: number[] = [];
    for (const iterate of steps(sinkhorn.solve(problem, { eps: inputs.eps }, idle))) {
      errors.push(rowError(problem, iterate));
      if (errors.length === inputs.iterations) break;
    }
    return { row_marginal_L1: errors };
  },
  'sinkhorn/iterations': ({ n, seed, eta, tol }) => {
    const { iterations } = firstBelow(assignmentProblem(n, seed), 1 / eta, tol, 1e6);
    return { iterations };
  },
  'sinkhorn/iterationsByEps': (inputs) => {
    const [x, y] = (['source', 'target'] as const).map((side, k) =>
      generate(inputs[side], { ...inputs, seed: inputs.seeds[k] }),
    ) as [Float64Array, Float64Array];
    const C = costs(inputs.cost, x, y, 2);
    const problem = matrixProblem({ C, a: uniform(inputs.n), b: uniform(inputs.n), scale: 'none' });
    const runs = (inputs.eps as number[]).map((eps) => firstBelow(problem, eps, inputs.tol, inputs.limit));
    return {
      iterations: runs.map((run) => run.iterations),
      transport_cost: runs.map((run) => measurePlan(problem, run.iterate).cost),
    };
  },
  'sinkhorn/unbalanced': (inputs) => {
    const problem = stated(inputs);
    const { eps, tau } = inputs;
    let last: Coupling | null = null;
    let count = 0;
    for (const iterate of steps(sinkhornUnbalanced.solve(problem, { eps, tau }, idle))) {
      last = iterate;
      if (measurePlan(problem, iterate).dualGradient < 1e-14 || ++count === 20_000) break;
    }
    const { mass, objective } = measurePlan(problem, last!);
    return { mass, plan: planOf(problem, last!), value: objective };
  },
  'sns/newtonStep': newtonStep,
  'sns/optimum': (inputs) => {
    const problem = stated({ C: inputs.C, a: inputs.r, b: inputs.c });
    const values = { eps: 1 / inputs.eta, warmup: 100, keepPerRow: problem.m, cgTolerance: 1e-10, damping: 0 };
    const solving = sinkhornNewtonSparse.solve(problem, { ...values, arithmetic: 'float64' }, idle);
    const optimum = settle(problem, solving, 1e-14, 200);
    return {
      transport_cost: measurePlan(problem, optimum).cost,
      plan: planOf(problem, optimum),
      dual_entropy_form: linearDual(problem, optimum),
      exact_ot: exactPlan(problem.C, problem.a, problem.b).cost,
    };
  },
  'sns/iterations': newtonIterations,
  'sns/bigAssignment': newtonIterations,
  'sns/digits': ({ source, target, side, cost, eta, tol, max_iterations }) => {
    const centres = cellCentres(side);
    const x = Float64Array.from({ length: 2 * side * side }, (_, k) => {
      const pixel = k >> 1;
      return centres[k % 2 === 0 ? pixel % side : Math.floor(pixel / side)]!;
    });
    const a = digitStrokes(source as DrawnDigit, side);
    const b = digitStrokes(target as DrawnDigit, side);
    const problem = matrixProblem({ C: costs(cost, x, x, 2), a, b, scale: 'none' });
    const { iterations, iterate } = firstBelow(problem, 1 / eta, tol, max_iterations);
    return {
      exact_ot: exactPlan(problem.C, a, b).cost,
      transport_cost: measurePlan(problem, iterate).cost,
      dual_entropy_form: linearDual(problem, iterate),
      sinkhorn_iterations: iterations,
    };
  },
};

/** A run nobody watches. */
const idle: RunContext = { random: mulberry32(0), noise: mulberry32(0), count: () => undefined, backend: 'cpu' };

function* steps(solving: unknown): Generator<Coupling> {
  for (const iterate of solving as Iterable<Coupling | undefined>) if (iterate) yield iterate;
}

/** Runs until the marginal error is at most `tolerance`, or for `most` steps. */
function settle(problem: Transport, solving: unknown, tolerance: number, most = 200_000): Coupling {
  let count = 0;
  for (const iterate of steps(solving)) {
    if (measurePlan(problem, iterate).marginalError <= tolerance || ++count === most) return iterate;
  }
  throw new RangeError('a solver that never ends has ended');
}

/** First Sinkhorn iteration with row error ≤ tol, or the limit; large problems look at every 200th part of the way. */
function firstBelow(
  problem: Transport,
  eps: number,
  tol: number,
  limit: number,
): { iterations: number; iterate: Coupling } {
  const small = problem.n * problem.m <= 20_000;
  let iterations = 0;
  for (const iterate of steps(sinkhornKernel.solve(problem, { eps }, idle))) {
    iterations++;
    const looks = small || iterations % Math.ceil(iterations / 200) === 0;
    if (iterations >= limit || (looks && rowError(problem, iterate) <= tol)) return { iterations, iterate };
  }
  throw new RangeError('Sinkhorn has ended');
}

const uniform = (n: number): Float64Array => new Float64Array(n).fill(1 / n);
const fromRows = (rows: readonly number[][]): Float64Array => Float64Array.from(rows.flat());
const toRows = (flat: Float64Array, columns: number): number[][] =>
  Array.from({ length: flat.length / columns }, (_, i) => Array.from(flat.subarray(i * columns, (i + 1) * columns)));
const assignmentProblem = (n: number, seed: number): Transport =>
  matrixProblem({ C: randomCosts(mulberry32(seed), n), a: uniform(n), b: uniform(n), scale: 'none' });
const stated = ({ C, a, b }: Inputs): Transport =>
  matrixProblem({ C: fromRows(C), a: Float64Array.from(a), b: Float64Array.from(b), scale: 'none' });

function generate(
  kind: string,
  { n, seed, noise = 0.05, factor = 0.5, radius = 2, std = 0.15, mean, L }: Inputs,
): Float64Array {
  const random = mulberry32(seed);
  if (kind === 'gaussians') return gaussians(random, n, mean ?? [0, 0], L ? L.flat() : [0.6, 0, 0, 0.6]);
  if (kind === 'moons') return moons(random, n, noise);
  if (kind === 'circles') return circles(random, n, factor, noise);
  if (kind === 'mixture8') return mixture8(random, n, radius, std);
  if (kind === 'swissRoll') return swissRoll(random, n, noise);
  throw new ProblemError(`${kind} is no generator`);
}

const cloud = (kind: string, inputs: Inputs): Outputs => ({ points: toRows(generate(kind, inputs), 2) });

/** `sq`, `l2` or `l1`, divided by the largest when the name says `/ max`. */
function costs(name: string, x: Float64Array, y: Float64Array, dimension: number): Float64Array {
  const grounds = { sq: 'squaredEuclidean', l2: 'euclidean', l1: 'cityblock' } as const;
  const ground = grounds[name.split(' ')[0] as keyof typeof grounds];
  if (!ground) throw new ProblemError(`${name} is no cost`);
  const C = pairwiseCosts(ground, x, y, dimension, 1);
  if (!name.includes('max')) return C;
  const largest = C.reduce((most, c) => Math.max(most, c), 0);
  return C.map((c) => c / largest);
}

function digitImage({ digit, side, width, floor, row }: Inputs): Outputs {
  const image = digitStrokes(digit, side, width, floor);
  let sum = 0;
  const centre = [0, 0];
  image.forEach((p, k) => {
    sum += p;
    centre[0]! += (p * ((k % side) + 0.5)) / side;
    centre[1]! += (p * (Math.floor(k / side) + 0.5)) / side;
  });
  const max = Math.max(...image);
  const pixels = Array.from(image.subarray(row * side, (row + 1) * side));
  return { sum, max, argmax: image.indexOf(max), row: pixels, center_of_mass_xy: centre };
}

function exactPlan(C: Float64Array, a: Float64Array, b: Float64Array): { cost: number; plan: number[][] } {
  const n = a.length;
  const m = b.length;
  const plan = new Float64Array(n * m);
  let cost = 0;
  let tree: TransportTree | null = null;
  for (tree of networkSimplex(C, n, m, a, b));
  for (let v = 0; v < n + m; v++) {
    if (v === tree!.root) continue;
    const arc = v < n ? v * m + tree!.parent[v]! - n : tree!.parent[v]! * m + v - n;
    plan[arc] = tree!.flow[v]!;
    cost += tree!.flow[v]! * C[arc]!;
  }
  return { cost, plan: toRows(plan, m) };
}

function lineDistances(x: Float64Array, y: Float64Array, a?: Float64Array, b?: Float64Array): Outputs {
  return { W1: sortedTransport(x, y, (d) => d, a, b), W2sq: sortedTransport(x, y, (d) => d * d, a, b) };
}

/** Whether the balanced entropic solver refuses the case with a sentence; null stands for NaN. */
function isRejected({ C, a, b, eps }: Inputs): 0 | 1 {
  try {
    if (!(eps > 0)) throw new ProblemError(`eps is ${eps}; it must be positive (${epsParam.label}).`);
    const rows = (C as (number | null)[][]).map((row) => row.map((c) => c ?? Number.NaN));
    stated({ C: rows, a, b });
    return 0;
  } catch (error) {
    if (error instanceof ProblemError) return 1;
    throw error;
  }
}

function clouds(inputs: Inputs): Outputs {
  const { n, seeds, cost, eps } = inputs;
  const x = generate(inputs.source, { ...inputs, seed: seeds[0] });
  const y = generate(inputs.target, { ...inputs, seed: seeds[1] });
  const C = costs(cost, x, y, 2);
  const problem = matrixProblem({ C, a: uniform(n), b: uniform(n), scale: 'none' });
  const optimum = settle(problem, sinkhornKernel.solve(problem, { eps }, idle), 1e-12);
  const { cost: transportCost, objective } = measurePlan(problem, optimum);
  return {
    exact: exactPlan(C, problem.a, problem.b).cost,
    C00: C[0],
    mean_cost: C.reduce((sum, c) => sum + c, 0) / C.length,
    entropic_transport_cost: transportCost,
    entropic_kl_value: objective + klShift(problem, eps),
  };
}

/** KL form minus entropy form: −ε (Σ a log a + Σ b log b). */
function klShift({ a, b }: Transport, eps: number): number {
  const negentropy = (p: Float64Array) => p.reduce((sum, v) => sum + v * Math.log(v), 0);
  return -eps * (negentropy(a) + negentropy(b));
}

function linearDual({ a, b }: Transport, { f, g }: Coupling): number {
  return a.reduce((sum, v, i) => sum + v * f[i]!, 0) + b.reduce((sum, v, j) => sum + v * g[j]!, 0);
}

function planOf(problem: Transport, iterate: Coupling): number[][] {
  const row = new Float64Array(problem.m);
  return Array.from({ length: problem.n }, (_, i) => {
    planRow(problem, iterate, i, row);
    return Array.from(row);
  });
}

/** Σ_i |(P1)_i − a_i|. */
function rowError(problem: Transport, iterate: Coupling): number {
  const row = new Float64Array(problem.m);
  let error = 0;
  for (let i = 0; i < problem.n; i++) {
    planRow(problem, iterate, i, row);
    let sum = 0;
    for (let j = 0; j < row.length; j++) sum += row[j]!;
    error += Math.abs(sum - problem.a[i]!);
  }
  return error;
}

/** Value, gradient, Hessian diagonal and dense Newton direction of the card's f, with its −1 in the exponent. */
function newtonStep({ C, r, c, eta, x, y }: Inputs): Outputs {
  const n = r.length;
  const m = c.length;
  const size = n + m;
  const H = new Float64Array(size * size);
  const gradient = Float64Array.from([...r, ...c]);
  let f = 0;
  for (let k = 0; k < size; k++) f += gradient[k]! * (k < n ? x[k] : y[k - n]);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      const p = Math.exp(eta * (x[i] + y[j] - C[i][j]) - 1);
      f -= p / eta;
      gradient[i] = gradient[i]! - p;
      gradient[n + j] = gradient[n + j]! - p;
      for (const [row, column] of [
        [i, i],
        [n + j, n + j],
        [i, n + j],
        [n + j, i],
      ] as const) {
        H[row * size + column] = H[row * size + column]! + eta * p;
      }
    }
  }
  const direction = pseudoSolve(H, size, gradient);
  return {
    f,
    gradient: Array.from(gradient),
    neg_hessian_diag: Array.from({ length: size }, (_, k) => H[k * size + k]!),
    direction: Array.from(direction),
    decrement: direction.reduce((sum, d, k) => sum + d * gradient[k]!, 0),
  };
}

/** Sinkhorn-Newton-Sparse on a random assignment problem: Newton steps to tol, then on to the final tolerance. */
function newtonIterations({ n, seed, eta, n1, keep_per_row, cg_rtol, tol, final_tol, max_newton }: Inputs): Outputs {
  const problem = assignmentProblem(n, seed);
  const values = { eps: 1 / eta, warmup: n1, keepPerRow: keep_per_row, cgTolerance: cg_rtol, damping: 0 };
  let count = 0;
  let errorAfter = Number.NaN;
  let newton: number | null = null;
  for (const iterate of steps(sinkhornNewtonSparse.solve(problem, { ...values, arithmetic: 'float64' }, idle))) {
    const { marginalError, cost } = measurePlan(problem, iterate);
    if (++count < n1) continue;
    if (count === n1) errorAfter = marginalError;
    if (newton === null && marginalError <= tol) newton = count - n1;
    if (marginalError > (final_tol ?? tol) && count < n1 + max_newton) continue;
    return {
      newton_iterations: newton ?? max_newton,
      error_after_n1: errorAfter,
      transport_cost: cost,
      dual_entropy_form: linearDual(problem, iterate),
    };
  }
  throw new RangeError('a solver that never ends has ended');
}
