import type { Metric } from '../../../engine/bench.ts';
import { controlledPaths, JUDGED, momentsByTime } from './controlled-paths.ts';
import type { Bridge, ControlledBridge } from './problem.ts';

type Measured = Metric<Bridge, ControlledBridge>;

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** log p(o|X) − ½∫u² − ∫u dW of every path: its mean is the bound, and it hardly varies near the posterior. */
function logWeights(problem: Bridge, iterate: ControlledBridge): Float64Array {
  const { logLikelihood, energy, martingale } = controlledPaths(problem, iterate);
  return logLikelihood.map((value, p) => value - energy[p]! - martingale[p]!);
}

const elbo = (problem: Bridge, iterate: ControlledBridge): number => meanOf(logWeights(problem, iterate));

const rms = (values: readonly number[]): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);

/** Root mean squared difference over time between a moment of the paths and the exact one. */
function momentError(problem: Bridge, iterate: ControlledBridge, moment: 'mean' | 'sd'): number {
  const found = momentsByTime(controlledPaths(problem, iterate).x.subarray(JUDGED))[moment];
  const { mean, variance } = problem.exact;
  return rms(Array.from(found, (value, i) => value - (moment === 'mean' ? mean[i]! : Math.sqrt(variance[i]!))));
}

export const metrics: Readonly<Record<string, Measured>> = {
  elbo: {
    label: 'Evidence lower bound',
    unit: 'nats',
    scale: 'linear',
    better: 'higher',
    help: `E[log p(o|X) − ½∫u²dt] over ${JUDGED} paths; ∫u dW, whose mean is 0, is taken off each to steady the mean.`,
    measure: elbo,
  },
  gap: {
    label: 'Gap to the evidence',
    unit: 'nats',
    scale: 'linear',
    better: 'lower',
    help: 'Log evidence of the discretised process less the bound; below 0 only by the error of the mean.',
    measure: (problem, iterate) => problem.exact.logEvidence - elbo(problem, iterate),
  },
  standardError: {
    label: 'Error of the bound',
    unit: 'nats',
    scale: 'log',
    better: null,
    help: 'Standard error of the evidence lower bound over the pairs of paths.',
    measure: (problem, iterate) => {
      const values = logWeights(problem, iterate);
      const pairs = Float64Array.from({ length: JUDGED / 2 }, (_, k) => (values[2 * k]! + values[2 * k + 1]!) / 2);
      const mean = meanOf(pairs);
      return Math.sqrt(pairs.reduce((sum, value) => sum + (value - mean) ** 2, 0)) / pairs.length;
    },
  },
  logLikelihood: {
    label: 'Expected log likelihood',
    unit: 'nats',
    scale: 'linear',
    better: null,
    help: 'E log p(o|X): how well the paths meet the observation.',
    measure: (problem, iterate) => meanOf(controlledPaths(problem, iterate).logLikelihood),
  },
  kl: {
    label: 'KL to the prior',
    unit: 'nats',
    scale: 'linear',
    better: null,
    help: 'E ½∫u²dt: what the control costs.',
    measure: (problem, iterate) => meanOf(controlledPaths(problem, iterate).energy),
  },
  meanError: {
    label: 'Error of the posterior mean',
    scale: 'linear',
    better: 'lower',
    help: 'Root mean square over time, against the exact posterior of the discretised process.',
    measure: (problem, iterate) => momentError(problem, iterate, 'mean'),
  },
  sdError: {
    label: 'Error of the posterior deviation',
    scale: 'log',
    better: 'lower',
    help: 'Root mean square over time, against the exact posterior of the discretised process.',
    measure: (problem, iterate) => momentError(problem, iterate, 'sd'),
  },
};
