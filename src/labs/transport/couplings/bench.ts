import { type Bench, ProblemError } from '../../../engine/bench.ts';
import { instances } from './instances.ts';
import { type NumberedTransport, tooLarge } from './make-problem.ts';
import { measurePlan } from './measure-plan.ts';
import { metrics, prepareExactOptimum } from './metrics.ts';
import { isDense, planRow } from './plan-rows.ts';
import type { Coupling, Transport } from './problem.ts';
import { problemFacts, snapshots } from './snapshots.ts';
import { exact } from './solvers/exact.ts';
import { quadratic } from './solvers/quadratic.ts';
import { sinkhorn } from './solvers/sinkhorn.ts';
import { sinkhornGpu } from './solvers/sinkhorn-gpu.ts';
import { sinkhornKernel } from './solvers/sinkhorn-kernel.ts';
import { sinkhornNewtonSparse } from './solvers/sinkhorn-newton-sparse.ts';
import { sinkhornUnbalanced } from './solvers/sinkhorn-unbalanced.ts';
import { sparsityConstrained } from './solvers/sparsity-constrained.ts';
import { readData } from './user-data.ts';

/** Largest n · m whose plan is part of the headless result. */
const RESULT_LIMIT = 250_000;
/** Methods that compute costs from the points and hold no matrix. */
const MATRIX_FREE: readonly string[] = ['sinkhorn', 'sinkhornGpu'];

export default {
  id: 'transport/couplings',
  title: 'Couplings',
  help: 'Move one distribution onto another at the least total cost: exactly, with an entropic term that makes it smooth and fast, or with a quadratic term and few sources a target.',
  instances,
  methods: {
    exact,
    sinkhorn,
    sinkhornKernel,
    sinkhornGpu,
    sinkhornUnbalanced,
    sinkhornNewtonSparse,
    quadratic,
    sparsityConstrained,
  },
  metrics,
  snapshots,
  defaultInstance: 'clouds',
  defaultMethod: 'sinkhornNewtonSparse',
  stop: { rule: { metric: 'marginalError', bound: 1e-9, direction: 'below' }, maxSteps: 5000 },
  stopFor: {
    exact: { rule: null, maxSteps: 200_000 },
    // Above the float32 floor of ordinary problems.
    sinkhornGpu: { rule: { metric: 'marginalError', bound: 1e-5, direction: 'below' }, maxSteps: 2000 },
    // The gradient of the dual, in the largest of its entries.
    quadratic: { rule: { metric: 'largestError', bound: 1e-8, direction: 'below' }, maxSteps: 500 },
    sparsityConstrained: { rule: { metric: 'largestError', bound: 1e-8, direction: 'below' }, maxSteps: 500 },
    sinkhornUnbalanced: { rule: { metric: 'dualGradient', bound: 1e-9, direction: 'below' }, maxSteps: 5000 },
  },
  describeProblem: (problem) => ({ facts: problemFacts(problem), notes: problem.notes }),
  prepare: prepareExactOptimum,
  // One measurement costs about as much as a step of Sinkhorn.
  // Where a step takes seconds, the sampled metrics of each are a tenth of it.
  metricStride: (problem, method) =>
    method === 'sinkhorn' && !isDense(problem)
      ? 1
      : Math.min(16, Math.max(1, Math.ceil((problem.n * problem.m) / 300_000))),
  check: (problem, method) => {
    if (!MATRIX_FREE.includes(method) && !isDense(problem)) throw new ProblemError(tooLarge(problem.n, problem.m));
  },
  result,
  resultFields: {
    cost: '⟨P, C⟩, the plan times the cost, in the unit solved',
    objective:
      'what the method minimises: ⟨P, C⟩ + ε Σ P log P for balanced entropic methods, the KL form for the unbalanced one, ⟨P, C⟩ + (γ/2)‖P‖² for the quadratic ones, ⟨P, C⟩ for the exact one',
    marginalError: 'Σ|P1 − a| + Σ|Pᵀ1 − b|',
    iterations: 'steps taken',
    potentials:
      'source and target potentials, P = exp((f + g − C)/ε) (unbalanced: a b times that; quadratic: [f + g − C]₊/γ on the k largest of a column), with target[0] = 0; null for atoms of zero weight',
    plan: 'n rows of m numbers, when n·m is at most 250,000; else null',
  },
  readData,
} satisfies Bench<Transport, Coupling>;

/** In the reader's own numbering: atoms of zero weight have empty rows or columns and no potential. */
function result(problem: Transport, iterate: Coupling, step: number): Readonly<Record<string, unknown>> {
  const { cost, objective, marginalError } = measurePlan(problem, iterate);
  const { n, m, source, target } = numbering(problem);
  // The plan depends on f + g alone, so this gauge holds for the unbalanced plan too.
  const shift = iterate.g[0]!;
  const spreadOut = (values: Float64Array, places: Int32Array, size: number, offset: number): number[] => {
    const out = new Array<number>(size).fill(Number.NaN);
    places.forEach((place, k) => {
      out[place] = values[k]! + offset;
    });
    return out;
  };
  let plan: number[][] | null = null;
  if (n * m <= RESULT_LIMIT) {
    plan = Array.from({ length: n }, () => new Array<number>(m).fill(0));
    const row = new Float64Array(problem.m);
    for (let i = 0; i < problem.n; i++) {
      planRow(problem, iterate, i, row);
      for (let j = 0; j < problem.m; j++) plan[source[i]!]![target[j]!] = row[j]!;
    }
  }
  return {
    cost,
    objective,
    marginalError,
    iterations: step,
    potentials: {
      source: spreadOut(iterate.f, source, n, shift),
      target: spreadOut(iterate.g, target, m, -shift),
    },
    plan,
  };
}

function numbering(problem: Transport) {
  const { original } = problem as Partial<NumberedTransport>;
  if (original) return original;
  const all = (size: number) => Int32Array.from({ length: size }, (_, k) => k);
  return { n: problem.n, m: problem.m, source: all(problem.n), target: all(problem.m) };
}
