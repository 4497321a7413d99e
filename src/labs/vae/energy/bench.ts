import type { Bench } from '../../../engine/bench.ts';
import { aligned, random } from './instances.ts';
import { metrics } from './metrics.ts';
import type { BoltzmannMachine, Marginals } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { monotoneMeanField } from './solvers/monotone-mean-field.ts';
import { parallelMeanField } from './solvers/parallel-mean-field.ts';

export default {
  id: 'vae/energy',
  title: 'Boltzmann machines',
  help: 'Marginals that agree with one another: iterate them until they do, from several starts side by side.',
  instances: { random, aligned },
  methods: { monotoneMeanField, parallelMeanField },
  metrics,
  snapshots,
  defaultInstance: 'random',
  defaultMethod: 'monotoneMeanField',
  stop: { rule: { metric: 'residual', bound: 1e-10, direction: 'below' }, maxSteps: 300 },
  describeProblem: ({ groups, states, eigenvalues, margin }) => ({
    facts: {
      groups,
      states,
      margin,
      smallestFree: eigenvalues.free.at(-1)!,
      smallestMonotone: eigenvalues.monotone.at(-1)!,
      largestMonotone: eigenvalues.monotone[0]!,
    },
    notes: [
      `I − Φ reaches from ${eigenvalues.free.at(-1)!.toFixed(2)} to ${eigenvalues.free[0]!.toFixed(2)} as drawn, from ${eigenvalues.monotone.at(-1)!.toFixed(3)} to ${eigenvalues.monotone[0]!.toFixed(2)} made monotone.`,
    ],
  }),
  result: (machine, marginals) => ({
    residual: metrics.residual!.measure(machine, marginals),
    spread: metrics.spread!.measure(machine, marginals),
    smallestEigenvalue: metrics.smallestEigenvalue!.measure(machine, marginals),
    marginals: Array.from({ length: machine.groups }, (_, g) =>
      Array.from(marginals.x[0]!.subarray(g * machine.states, (g + 1) * machine.states)),
    ),
  }),
  resultFields: {
    residual: 'largest |x − softmax(Φx + b)| over variables, states and starts',
    spread: 'largest difference of a marginal between starts',
    smallestEigenvalue: 'of I − Φ',
    marginals: 'of the first start, a row a variable',
  },
} satisfies Bench<BoltzmannMachine, Marginals>;
