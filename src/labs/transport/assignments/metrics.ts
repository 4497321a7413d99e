import type { Metric } from '../../../engine/bench.ts';
import { balancedAssignment } from '../../../math/balanced-assignment.ts';
import { BREATH } from '../../../math/breaths.ts';
import { columnMasses, dualValue, labelAccuracy, objectiveOf } from './measure.ts';
import type { Assigned, Assignment } from './problem.ts';

type Measured = Metric<Assignment, Assigned>;

const optima = new WeakMap<Assignment, number>();

/** The optimum of the balanced problem before the first step. It proves itself: a dual value equals it. */
export function* prepareOptimum(problem: Assignment): Generator<undefined> {
  const { n, m, choices, gain } = problem;
  let work = 0;
  for (const { units, capacity, excess, searched } of balancedAssignment(gain, n, m, choices)) {
    if (excess.every((value) => value === 0))
      optima.set(
        problem,
        gain.reduce((sum, value, at) => sum + (value * units[at]!) / capacity, 0),
      );
    if (searched - work > BREATH / 4) {
      work = searched;
      yield undefined;
    }
  }
}

/** Optimum of the balanced problem, in the unit of the scores, summed over rows. */
export function optimumOf(problem: Assignment): number {
  if (!optima.has(problem)) for (const _ of prepareOptimum(problem));
  return optima.get(problem)!;
}

const total = (plan: Float64Array): number => plan.reduce((sum, q) => sum + q, 0);

/** Largest load of a column over the mean one, less one. */
function violation(loads: Float64Array): number {
  return (Math.max(...loads) / total(loads)) * loads.length - 1;
}

function residual({ m }: Assignment, { plan, terms, potential }: Assigned): number {
  if (!terms) return Number.NaN;
  const { rho, rhoAsked, gamma } = terms;
  const masses = columnMasses(plan, m);
  const missing = Math.abs(rhoAsked - total(masses));
  return masses.reduce(
    (sum, mass, k) => sum + Math.abs(mass - (rho / m) * (potential ? Math.exp(-potential[k]! / gamma) : 1)),
    missing,
  );
}

function decrease(problem: Assignment, assigned: Assigned): number {
  const { before } = assigned;
  if (!before) return Number.NaN;
  return objectiveOf(problem, { ...assigned, ...before }) - objectiveOf(problem, assigned);
}

function switches({ choices }: Assignment, { routing }: Assigned): number {
  if (!routing || routing.fresh) return Number.NaN;
  const { chosen, chosenBefore } = routing;
  let moved = 0;
  for (let at = 0; at < chosen.length; at++) {
    const row = at - (at % choices);
    let stayed = false;
    for (let c = row; c < row + choices; c++) stayed ||= chosenBefore[c] === chosen[at];
    if (!stayed) moved++;
  }
  return moved;
}

export const metrics: Readonly<Record<string, Measured>> = {
  maxVio: {
    label: 'Largest violation',
    scale: 'log',
    better: 'lower',
    help: 'MaxVio: the fullest column over an even share of the mass, less 1; 0 where all columns are equally full.',
    measure: ({ m }, { plan }) => violation(columnMasses(plan, m)),
  },
  recentMaxVio: {
    label: 'Largest violation, mean of 100 steps',
    scale: 'log',
    better: 'lower',
    help: 'MaxVio averaged over the last steps, at most 100 of them; routing methods alone have it.',
    measure: (_, { routing }) =>
      routing ? routing.recent.reduce((sum, load) => sum + violation(load), 0) / routing.recent.length : Number.NaN,
  },
  dualityGap: {
    label: 'Duality gap',
    scale: 'log',
    better: 'lower',
    help: '𝓛(p) at the prices less the optimum of the balanced problem, over all rows; not for partial transport, nor for fresh batches.',
    measure: (problem, { prices, routing }) =>
      prices && !routing?.fresh ? dualValue(problem, prices) - optimumOf(problem) : Number.NaN,
  },
  score: {
    label: 'Score of what is assigned',
    scale: 'linear',
    better: 'higher',
    help: 'Mean gain of the mass that is assigned: log-probability of its cluster, or gate score of its expert.',
    measure: (_, { plan, gain }) => plan.reduce((sum, q, at) => sum + q * gain[at]!, 0) / total(plan),
  },
  mass: {
    label: 'Mass transported',
    scale: 'linear',
    better: null,
    help: 'Share of all the mass that goes to a column.',
    measure: (_, { plan }) => total(plan),
  },
  accuracy: {
    label: 'Accuracy of the labels',
    scale: 'linear',
    better: 'higher',
    help: 'Share of rows whose largest entry of the plan is in their true column.',
    measure: (problem, { plan }) => labelAccuracy(problem, plan, problem.n),
  },
  topAccuracy: {
    label: 'Accuracy where mass moves',
    scale: 'linear',
    better: 'higher',
    help: 'The same over the ρn rows from which most mass is transported; all rows where none is kept back.',
    measure: (problem, { plan, terms }) =>
      labelAccuracy(problem, plan, Math.max(1, Math.round((terms?.rho ?? 1) * problem.n))),
  },
  objective: {
    label: 'Objective',
    scale: 'linear',
    better: null,
    help: '⟨Q, C⟩ − λ₁⟨S, QQᵀ⟩ + γ KL + ε Σ Q(log Q − 1), the mass kept back included in the entropy; entropic methods alone.',
    measure: objectiveOf,
  },
  decrease: {
    label: 'Fall of the objective',
    scale: 'log',
    better: null,
    help: 'Objective a step before less now; negative would be a rise. Majorisation-minimisation alone.',
    measure: decrease,
  },
  residual: {
    label: 'Residual',
    scale: 'log',
    better: 'lower',
    help: 'Distance of the column masses from what the prices ask for, plus what is missing of the mass asked for in the end; entropic methods.',
    measure: residual,
  },
  switches: {
    label: 'Switches',
    scale: 'linear',
    better: null,
    help: 'Pairs of a row and a column that were not chosen a step before; routing methods on one batch.',
    measure: switches,
  },
  firstRise: {
    label: 'First rise of the dual',
    scale: 'linear',
    better: null,
    help: 'The first step at which 𝓛 is larger than a step before; nothing while it only falls.',
    measure: (_, { routing }) => (routing && routing.firstRise > 0 ? routing.firstRise : Number.NaN),
  },
  regret: {
    label: 'Regret',
    scale: 'linear',
    better: 'lower',
    help: 'Σ 𝓛/T over the fresh batches so far, less what the best fixed prices pay on them.',
    measure: (_, { routing }) => (routing?.fresh ? routing.paid - routing.bestPaid : Number.NaN),
  },
};
