import type { Metric } from '../../../engine/bench.ts';
import type { Estimate, Program } from './problem.ts';

type Measured = Metric<Program, Estimate>;

/** Below this share of its square a mean's variance is rounding. */
const ROUNDING = 1e-12;

const meanOf = ({ gradients, samples }: Estimate): number => gradients[0]! / samples;

function varianceOf({ gradients, squares, samples }: Estimate): number {
  const mean = gradients[0]! / samples;
  const variance = (squares[0]! - samples * mean * mean) / (samples - 1);
  return variance > ROUNDING * mean * mean ? variance : 0;
}

/** NaN for several particles, whose gradient has no closed form here. */
export const exactGradient = (program: Program, { theta, particles }: Estimate): number =>
  particles === 1 ? program.exact(theta).gradient[0]! : Number.NaN;

const gradient: Measured = {
  label: 'Mean gradient',
  scale: 'linear',
  better: null,
  help: 'Mean of the gradients by the first parameter since the parameters moved last.',
  measure: (_, estimate) => meanOf(estimate),
};

const gradientExact: Measured = {
  label: 'Exact gradient',
  scale: 'linear',
  better: null,
  help: 'From the closed form; not known for several particles.',
  measure: exactGradient,
};

const deviation: Measured = {
  label: 'Off by',
  unit: 'standard errors',
  scale: 'linear',
  better: null,
  help: 'Mean gradient less the exact one, without its sign, in standard errors of the mean: above 4 it is biased.',
  measure: (program, estimate) => {
    const off = Math.abs(meanOf(estimate) - exactGradient(program, estimate));
    const error = Math.sqrt(varianceOf(estimate) / estimate.samples);
    if (error > 0) return off / error;
    return off <= 1e-9 ? 0 : Number.NaN;
  },
};

const variance: Measured = {
  label: 'Variance of a gradient',
  scale: 'linear',
  better: null,
  help: 'Of one sample of the gradient by the first parameter.',
  measure: (_, estimate) => varianceOf(estimate),
};

const signal: Measured = {
  label: 'Signal to noise',
  scale: 'linear',
  better: null,
  help: 'Mean of the gradient over its standard deviation, without sign; not there without noise.',
  measure: (_, estimate) => {
    const spread = Math.sqrt(varianceOf(estimate));
    return spread > 0 ? Math.abs(meanOf(estimate)) / spread : Number.NaN;
  },
};

const bound: Measured = {
  label: 'Objective',
  scale: 'linear',
  better: 'higher',
  help: 'Mean of the values: a bound on the log evidence, in nats, where the program weighs a posterior.',
  measure: (_, { values, samples }) => values / samples,
};

const gap: Measured = {
  label: 'Below the log evidence',
  unit: 'nats',
  scale: 'log',
  better: null,
  help: 'Log evidence less the objective; only where the program weighs a posterior.',
  measure: ({ logEvidence }, { values, samples }) => logEvidence - values / samples,
};

export const metrics = { gradient, gradientExact, deviation, variance, signal, bound, gap };
