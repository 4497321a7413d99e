import type { Bench } from '../../../engine/bench.ts';
import { observation } from './instances.ts';
import { metrics } from './metrics.ts';
import type { Bridge, ControlledBridge } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { exactControl } from './solvers/exact-control.ts';
import { learnedControl } from './solvers/learned-control.ts';

export default {
  id: 'vae/fractional-bridge',
  title: 'Fractional bridge',
  help: 'A process with fractional noise, given one observation: learn the control that turns the prior into the posterior.',
  instances: { observation },
  methods: { learnedControl, exactControl },
  metrics,
  snapshots,
  defaultInstance: 'observation',
  defaultMethod: 'learnedControl',
  stop: { rule: null, maxSteps: 2000 },
  endsAt: 'iterations',
  metricStride: () => 10,
  describeProblem: ({ hurst, steps, observed, sd, exact }) => ({
    facts: {
      hurst,
      steps,
      observed,
      sd,
      logEvidence: exact.logEvidence,
      priorSd: Math.sqrt(exact.priorVariance.at(-1)!),
      posteriorMean: exact.mean.at(-1)!,
      posteriorSd: Math.sqrt(exact.variance.at(-1)!),
    },
    notes: [
      `Log evidence ${exact.logEvidence.toFixed(3).replace('-', '−')}; at time 1 the prior has deviation ${Math.sqrt(exact.priorVariance.at(-1)!).toFixed(3)}, the posterior mean ${exact.mean.at(-1)!.toFixed(3)} and deviation ${Math.sqrt(exact.variance.at(-1)!).toFixed(3)}.`,
    ],
  }),
  result: (problem, iterate) => ({
    elbo: metrics.elbo!.measure(problem, iterate),
    standardError: metrics.standardError!.measure(problem, iterate),
    logEvidence: problem.exact.logEvidence,
    meanError: metrics.meanError!.measure(problem, iterate),
    sdError: metrics.sdError!.measure(problem, iterate),
  }),
  resultFields: {
    elbo: 'evidence lower bound in nats, over 256 paths',
    standardError: 'of the bound, in nats',
    logEvidence: 'exact, of the discretised process',
    meanError: 'root mean squared error of the posterior mean over time',
    sdError: 'root mean squared error of the posterior deviation over time',
  },
} satisfies Bench<Bridge, ControlledBridge>;
