import { createTape, forward } from '../../../math/mlp.ts';
import { softmaxRows } from '../../../math/softmax-cross-entropy.ts';
import { replaceByCodes } from './bottleneck.ts';
import type { Automaton, Reader } from './problem.ts';

/** What a reader does with every state. */
export interface Reading {
  /** states × states: probability of each next state. */
  readonly predicted: Float64Array;
  /** states × kept, the most similar first; null without a codebook. */
  readonly chosen: Int32Array | null;
}

const known = new WeakMap<Reader, Reading>();

/** All states read once; kept with the iterate, since every step yields one of its own. */
export function readAutomaton({ states, inputs }: Automaton, reader: Reader): Reading {
  const found = known.get(reader);
  if (found) return found;
  const { encoder, decoder, codebook } = reader;
  const width = encoder.sizes.at(-1)!;
  const neck = forward(encoder, inputs, states, createTape(encoder, states));
  const chosen = codebook ? new Int32Array(states * codebook.kept) : null;
  const passed = codebook ? new Float64Array(states * width) : neck;
  if (codebook && chosen) replaceByCodes(codebook, states, width, neck, chosen, passed);
  const predicted = new Float64Array(states * states);
  softmaxRows(forward(decoder, passed, states, createTape(decoder, states)), states, states, predicted);
  const reading = { predicted, chosen };
  known.set(reader, reading);
  return reading;
}
