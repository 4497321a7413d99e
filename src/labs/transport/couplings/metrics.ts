import type { Metric } from '../../../engine/bench.ts';
import { shortestAugmentingPaths } from '../../../math/shortest-augmenting-paths.ts';
import { measurePlan } from './measure-plan.ts';
import type { Coupling, Transport } from './problem.ts';

type Measured = Metric<Transport, Coupling>;

/** Largest n · m whose exact optimum is computed beside a run. */
const EXACT_LIMIT = 250_000;

/** Breaths (a million entries read each) after which the optimum is given up: general weights can need far more. */
const MOST_BREATHS = 500;

const optima = new WeakMap<Transport, number>();

/** Computes the exact optimum `gapToExact` compares with, in breaths; NaN where it would take too long. */
export function* prepareExactOptimum(problem: Transport): Generator<undefined, void> {
  const { n, m, a, b } = problem;
  if (n * m > EXACT_LIMIT || optima.has(problem)) return;
  const search = shortestAugmentingPaths(problem.C, n, m, a, b);
  let optimum = Number.NaN;
  for (let breaths = 0; breaths < MOST_BREATHS; breaths++) {
    const step = search.next();
    if (step.done) {
      optimum = step.value.cost;
      break;
    }
    yield undefined;
  }
  optima.set(problem, optimum);
}

/** The exact optimum, from the preparation or computed now; NaN where n · m is above 250,000 or it takes too long. */
export function exactOptimum(problem: Transport): number {
  if (!optima.has(problem)) for (const _ of prepareExactOptimum(problem));
  return optima.get(problem) ?? Number.NaN;
}

const estimated = 'Above 4,194,304 entries it is estimated from 512 evenly spaced rows and columns.';

const marginalError: Measured = {
  label: 'Marginal error',
  scale: 'log',
  better: 'lower',
  help: `Σ|P1 − a| + Σ|Pᵀ1 − b|, both sides, in the 1-norm: 0 when the plan has the marginals asked for. ${estimated}`,
  measure: (problem, iterate) => measurePlan(problem, iterate).marginalError,
  // A relative rounding error of 6e-8 in the exponents, of size max(|f|, |g|, C)/ε on the plan's support, averages
  // down in the sums: converged float32 runs were measured between 1.5e-7 and 2e-6 for ε from 1/100 to 1/1200.
  float32Floor: () => 1e-6,
};

const rowError: Measured = {
  label: 'Row error',
  scale: 'log',
  better: 'lower',
  help: `Σ|P1 − a|, the source side alone: what the semi-dual leaves open, as its columns are exact. With at most k < n non-zeros a target it need not go to 0. ${estimated}`,
  measure: (problem, iterate) => measurePlan(problem, iterate).rowError,
  float32Floor: () => 1e-6,
};

const largestError: Measured = {
  label: 'Largest marginal error',
  scale: 'log',
  better: 'lower',
  help: 'The largest |P1 − a| or |Pᵀ1 − b| of one atom: the largest entry of the gradient of a quadratic dual.',
  measure: (problem, iterate) => measurePlan(problem, iterate).largestError,
};

const nonZeros: Measured = {
  label: 'Non-zeros',
  scale: 'log',
  better: null,
  help: 'Entries of the plan above 1e-9 of what their target takes in all; not counted above 4,194,304 entries.',
  measure: (problem, iterate) => measurePlan(problem, iterate).nonZeros,
};

const mostNonZeros: Measured = {
  label: 'Most non-zeros of a target',
  scale: 'linear',
  better: null,
  help: 'The largest number of sources that one target takes from, counted as the non-zeros are.',
  measure: (problem, iterate) => measurePlan(problem, iterate).mostNonZeros,
};

const beyondLimit: Measured = {
  label: 'Non-zeros beyond k',
  scale: 'linear',
  better: null,
  help: 'How many non-zeros targets have beyond the k that they may have, in all; only where there is such a limit.',
  measure: (problem, iterate) => measurePlan(problem, iterate).beyondLimit,
};

const transportCost: Measured = {
  label: 'Transport cost',
  symbol: '⟨P,C⟩',
  unit: 'cost',
  scale: 'linear',
  better: null,
  help: `⟨P, C⟩, the plan times the cost. An infeasible plan may cost less than the optimum. ${estimated}`,
  measure: (problem, iterate) => measurePlan(problem, iterate).cost,
};

const dualObjective: Measured = {
  label: 'Dual objective',
  unit: 'cost',
  scale: 'linear',
  better: 'higher',
  help: '⟨a, f⟩ + ⟨b, g⟩ − ε ΣP + ε for entropic methods, its own dual for the unbalanced one, ⟨a, f⟩ + ⟨b, g⟩ − Σ [f + g − C]₊²/(2γ) over the k largest of each column for the quadratic ones, ⟨a, f⟩ + ⟨b, g⟩ for the exact one (an upper bound until its potentials are feasible).',
  measure: (problem, iterate) => measurePlan(problem, iterate).dual,
};

const dualityGap: Measured = {
  label: 'Duality gap',
  unit: 'cost',
  scale: 'log',
  better: 'lower',
  help: 'Objective of a feasible plan minus a feasible dual: 0 at the optimum, to rounding. Entropic: the plan rounded to the marginals (Altschuler et al. 2017); exact: the dual from the c-transform of g. Not for k < n non-zeros a target: that problem is not convex, its dual a lower bound, and rounding would break the limit.',
  measure: (problem, iterate) => measurePlan(problem, iterate).gap,
};

const dualGradient: Measured = {
  label: 'Dual gradient',
  scale: 'log',
  better: 'lower',
  help: 'Unbalanced: Σ|P1 − a e^(−f/τ)| + Σ|Pᵀ1 − b e^(−g/τ)|, the first-order condition in the 1-norm: 0 at the optimum.',
  measure: (problem, iterate) => measurePlan(problem, iterate).dualGradient,
};

const gapToExact: Measured = {
  label: 'Cost above exact',
  unit: 'cost',
  scale: 'linear',
  better: null,
  help: '⟨P, C⟩ minus the exact optimum by shortest augmenting paths, for n·m up to 250,000 and 500 million operations; between 0 and ε log(n m) at an entropic optimum, negative while the plan is infeasible.',
  measure: (problem, iterate) =>
    iterate.tau === undefined ? measurePlan(problem, iterate).cost - exactOptimum(problem) : Number.NaN,
};

const mass: Measured = {
  label: 'Mass',
  scale: 'linear',
  better: null,
  help: 'ΣP: 1 when the marginals hold; less where the unbalanced problem leaves mass at home.',
  measure: (problem, iterate) => measurePlan(problem, iterate).mass,
};

const cgSteps: Measured = {
  label: 'CG steps',
  scale: 'linear',
  better: null,
  help: 'Conjugate-gradient steps of this Newton step.',
  measure: (_, { newton }) => newton?.cgSteps ?? Number.NaN,
};

const keptEntries: Measured = {
  label: 'Kept entries',
  scale: 'linear',
  better: null,
  help: 'Entries of the plan in the sparse Hessian of this Newton step.',
  measure: (_, { newton }) => newton?.keptEntries ?? Number.NaN,
};

const massDropped: Measured = {
  label: 'Mass dropped',
  scale: 'log',
  better: null,
  help: '1 − ΣS/ΣP: share of the plan outside the kept entries; 0 when nothing is left out.',
  measure: (_, { newton }) => newton?.massDropped ?? Number.NaN,
};

const stepLength: Measured = {
  label: 'Step length',
  symbol: 'α',
  scale: 'log',
  better: null,
  help: 'α accepted by the line search of this Newton step: 1 is the full step, 0 a failed search.',
  measure: (_, { newton }) => newton?.stepLength ?? Number.NaN,
};

export const metrics = {
  marginalError,
  rowError,
  largestError,
  nonZeros,
  mostNonZeros,
  beyondLimit,
  transportCost,
  dualObjective,
  dualityGap,
  dualGradient,
  gapToExact,
  mass,
  cgSteps,
  keptEntries,
  massDropped,
  stepLength,
};
