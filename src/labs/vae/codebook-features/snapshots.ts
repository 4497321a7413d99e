import { type Automaton, type Reader, SUCCESSORS } from './problem.ts';
import { readAutomaton } from './read-automaton.ts';

export interface TransitionsSnapshot {
  readonly states: number;
  /** states × states, row-major. */
  readonly truth: Float64Array;
  readonly predicted: Float64Array;
}

export interface CodesSnapshot {
  readonly states: number;
  readonly count: number;
  /** states × count: 1/k where a state chooses a codeword; null without a codebook. */
  readonly choices: Float64Array | null;
}

export const snapshots = {
  transitions: (automaton: Automaton, reader: Reader): Readonly<Record<string, unknown>> & TransitionsSnapshot => {
    const { states, successors } = automaton;
    const truth = new Float64Array(states * states);
    successors.forEach((t, k) => {
      truth[Math.floor(k / SUCCESSORS) * states + t] = 1 / SUCCESSORS;
    });
    return { states, truth, predicted: readAutomaton(automaton, reader).predicted.slice() };
  },
  codes: (automaton: Automaton, reader: Reader): Readonly<Record<string, unknown>> & CodesSnapshot => {
    const { states } = automaton;
    const { chosen } = readAutomaton(automaton, reader);
    const { count, kept } = reader.codebook ?? { count: 0, kept: 1 };
    if (!chosen) return { states, count, choices: null };
    const choices = new Float64Array(states * count);
    chosen.forEach((code, at) => {
      choices[Math.floor(at / kept) * count + code] = 1 / kept;
    });
    return { states, count, choices };
  },
};
