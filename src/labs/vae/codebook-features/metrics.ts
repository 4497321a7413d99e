import type { Metric } from '../../../engine/bench.ts';
import { type Automaton, type Reader, SUCCESSORS } from './problem.ts';
import { type Reading, readAutomaton } from './read-automaton.ts';

type Measured = Metric<Automaton, Reader>;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const everyState = ({ states }: Automaton): number[] => Array.from({ length: states }, (_, s) => s);

/** Probability put on the states that may follow each state. */
function validMasses({ states, successors }: Automaton, { predicted }: Reading): number[] {
  return Array.from({ length: states }, (_, s) => {
    let mass = 0;
    for (let k = 0; k < SUCCESSORS; k++) mass += predicted[s * states + successors[s * SUCCESSORS + k]!]!;
    return mass;
  });
}

/** How many states share each state's codes; null without a codebook. */
function sharing(automaton: Automaton, reader: Reader): number[] | null {
  const { chosen } = readAutomaton(automaton, reader);
  if (!chosen || !reader.codebook) return null;
  const { kept } = reader.codebook;
  const names = everyState(automaton).map((s) => [...chosen.subarray(s * kept, (s + 1) * kept)].sort().join());
  return names.map((name) => names.filter((other) => other === name).length);
}

export const metrics: Readonly<Record<string, Measured>> = {
  validMass: {
    label: 'Valid mass',
    scale: 'linear',
    better: 'higher',
    help: 'Probability put on the four states that may follow, averaged over the states; 1 at best.',
    measure: (automaton, reader) => mean(validMasses(automaton, readAutomaton(automaton, reader))),
  },
  crossEntropy: {
    label: 'Cross-entropy',
    unit: 'nats',
    scale: 'linear',
    better: 'lower',
    help: 'Of the true transitions, averaged over the states; log 4 = 1.3863 at best.',
    measure: (automaton, reader) => {
      const { states, successors } = automaton;
      const { predicted } = readAutomaton(automaton, reader);
      return mean(
        Array.from(successors, (t, k) => -Math.log(predicted[Math.floor(k / SUCCESSORS) * states + t]! + 1e-300)),
      );
    },
  },
  codesUsed: {
    label: 'Codewords in use',
    scale: 'linear',
    better: null,
    help: 'Codewords that at least one state chooses.',
    measure: (automaton, reader) => {
      const { chosen } = readAutomaton(automaton, reader);
      return chosen ? new Set(chosen).size : Number.NaN;
    },
  },
  ownStates: {
    label: 'States with codes of their own',
    scale: 'linear',
    better: null,
    help: 'States whose choice of codewords no other state makes.',
    measure: (automaton, reader) => sharing(automaton, reader)?.filter((count) => count === 1).length ?? Number.NaN,
  },
  purity: {
    label: 'Purity',
    scale: 'linear',
    better: null,
    help: 'Mean over the states of one over how many share their codewords; 1 where none do.',
    measure: (automaton, reader) => mean(sharing(automaton, reader)?.map((count) => 1 / count) ?? []),
  },
};
