import { type Bench, ProblemError } from '../../../engine/bench.ts';
import { cone, conjugate, flip, mixture, square } from './instances.ts';
import { metrics } from './metrics.ts';
import type { Estimate, Program } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { enumerated } from './solvers/enumerated.ts';
import { iwae } from './solvers/iwae.ts';
import { measureValued } from './solvers/measure-valued.ts';
import { reparameterised } from './solvers/reparameterised.ts';
import { scoreFunction } from './solvers/score-function.ts';
import { scoreFunctionBaseline } from './solvers/score-function-baseline.ts';

const known = (value: number): number | null => (Number.isFinite(value) ? value : null);

export default {
  id: 'vae/programs',
  title: 'Programmable inference',
  help: 'An objective is a program with random choices; each choice brings its own estimator of the gradient.',
  instances: { conjugate, mixture, cone, square, flip },
  methods: { reparameterised, scoreFunction, scoreFunctionBaseline, enumerated, measureValued, iwae },
  metrics,
  snapshots,
  defaultInstance: 'conjugate',
  defaultMethod: 'reparameterised',
  stop: { rule: null, maxSteps: 50 },
  describeProblem: ({ names, logEvidence, ring, kinds }) => ({
    facts: { names, logEvidence: known(logEvidence), ring, kinds },
    notes: Number.isFinite(logEvidence) ? [`The log evidence is −${Math.abs(logEvidence).toFixed(4)} nats.`] : [],
  }),
  check: ({ kinds, weighs }, method) => {
    if (method === 'iwae' && !weighs)
      throw new ProblemError(
        'Several particles average log weights, which this program does not have; all else fits it.',
      );
    if ((method === 'reparameterised' || method === 'iwae') && kinds.includes('flip'))
      throw new ProblemError(
        'A flip cannot be reparameterised; score functions, enumeration and measure-valued derivatives fit it.',
      );
  },
  result: (program, estimate) => {
    const measured = (name: keyof typeof metrics) => metrics[name].measure(program, estimate);
    const value = measured('bound');
    return {
      elbo: program.weighs ? value : Number.NaN,
      value,
      logEvidence: program.logEvidence,
      exactValue: estimate.particles === 1 ? program.exact(estimate.theta).value : Number.NaN,
      theta: [...estimate.theta],
      names: program.names,
      gradient: Array.from(estimate.gradients, (sum) => sum / estimate.samples),
      exactGradient: estimate.particles === 1 ? [...program.exact(estimate.theta).gradient] : [],
      variance: measured('variance'),
      signal: measured('signal'),
      samples: estimate.samples,
    };
  },
  resultFields: {
    elbo: 'mean of the values where they bound the log evidence, nats; null for the square and the flip',
    value: 'mean of the values',
    logEvidence: 'log p(x), nats; null where nothing is observed',
    exactValue: 'what the values estimate, in closed form; null for IWAE with several particles',
    theta: 'parameters at which the gradients were drawn',
    names: 'names of the parameters',
    gradient: 'mean of the gradients since the parameters moved last, by parameter',
    exactGradient: 'closed form of the same; empty for IWAE with several particles',
    variance: 'variance of one gradient by the first parameter',
    signal: 'mean of that gradient over its standard deviation; null without noise',
    samples: 'gradients behind these numbers',
  },
} satisfies Bench<Program, Estimate>;
