import type { Bench } from '../../../engine/bench.ts';
import { freeRunOf } from './free-run.ts';
import { automaton } from './instances.ts';
import { metrics } from './metrics.ts';
import type { Automaton, Generator } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { deterministicRnn } from './solvers/deterministic-rnn.ts';
import { pvRnn } from './solvers/pv-rnn.ts';

const value = (number: number): number | null => (Number.isNaN(number) ? null : number);

export default {
  id: 'vae/sequences',
  title: 'Sequences',
  help: 'Learn sequences that are partly certain and partly random, then go on by yourself.',
  instances: { automaton },
  methods: { pvRnn, deterministicRnn },
  metrics,
  snapshots,
  defaultInstance: 'automaton',
  defaultMethod: 'pvRnn',
  stop: { rule: null, maxSteps: 100 },
  metricStride: () => 5,
  describeProblem: ({ count, length, truth, targets }) => {
    const random = targets.filter((_, k) => (k % length) % 3 === 2);
    const share = random.reduce((sum, x) => sum + (x > 0 ? 1 : 0), 0) / random.length;
    return {
      facts: { sequences: count, length, probability: truth[2]!, share },
      notes: [
        `${count} sequences of ${length} steps. A step of the run is ten updates. In the training data the third phase is up ${(100 * share).toFixed(0)} times in 100.`,
      ],
    };
  },
  result: (problem, generator) => ({
    reconstruction: value(metrics.reconstruction!.measure(problem, generator)),
    kl: value(metrics.kl!.measure(problem, generator)),
    phaseError: value(metrics.phaseError!.measure(problem, generator)),
    probability: Array.from(freeRunOf(problem, generator).probability),
    spread: Array.from(freeRunOf(problem, generator).spread),
    priorSd: Array.from(freeRunOf(problem, generator).sd),
  }),
  resultFields: {
    reconstruction: 'squared error, halved, over a training sequence',
    kl: 'nats a latent over a training sequence; null without latents',
    phaseError: 'mean difference of P(+1) from the automaton’s',
    probability: 'P(+1) of the free run, by phase',
    spread: 'standard deviation across free runs, by phase',
    priorSd: 'deviation of the prior before each phase, latent after latent',
  },
} satisfies Bench<Automaton, Generator>;
