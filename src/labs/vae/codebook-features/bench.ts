import type { Bench } from '../../../engine/bench.ts';
import { automaton } from './instances.ts';
import { metrics } from './metrics.ts';
import type { Automaton, Reader } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { codebook } from './solvers/codebook.ts';
import { plain } from './solvers/plain.ts';

const value = (number: number): number | null => (Number.isNaN(number) ? null : number);

export default {
  id: 'vae/codebook-features',
  title: 'Codebook features',
  help: 'Make a network’s narrow layer speak in codewords, and see what each of them stands for.',
  instances: { automaton },
  methods: { codebook, plain },
  metrics,
  snapshots,
  defaultInstance: 'automaton',
  defaultMethod: 'codebook',
  stop: { rule: null, maxSteps: 250 },
  describeProblem: ({ states }) => ({
    facts: { states, least: Math.log(4) },
    notes: [`${states} states; guessing puts ${(4 / states).toFixed(2)} on those that may follow.`],
  }),
  result: (problem, reader) =>
    Object.fromEntries(
      ['validMass', 'crossEntropy', 'codesUsed', 'ownStates', 'purity'].map((name) => [
        name,
        value(metrics[name]!.measure(problem, reader)),
      ]),
    ),
  resultFields: {
    validMass: 'probability put on the four states that may follow, averaged over the states',
    crossEntropy: 'nats a transition; log 4 at best',
    codesUsed: 'codewords that at least one state chooses; null without a codebook',
    ownStates: 'states whose codewords no other state chooses',
    purity: 'mean over the states of one over how many share their codewords',
  },
} satisfies Bench<Automaton, Reader>;
