import { integer, number } from '../../../../params/descriptor.ts';
import { liveValues } from '../../../../params/live-values.ts';
import { method } from '../problem.ts';
import { trainReader } from '../training.ts';

/** What both methods have: the network and its optimiser. */
export const shared = {
  width: integer({
    label: 'Width of the narrow layer',
    min: 2,
    max: 32,
    default: 8,
    scale: 'log',
    help: 'Fewer neurons than states: features must share them.',
  }),
  rate: number({ label: 'Learning rate', min: 1e-4, max: 3e-2, default: 3e-3, scale: 'log' }),
};

/**
 * The same network with its activations left alone.
 *
 * Source   the baseline of Tamkin, Taufeeque & Goodman 2023, arXiv 2310.17230.
 * Solves   min cross-entropy of the next state.
 * Cost     O(states · 64 · (states + width)) a batch.
 * Rate     Adam; some 2,500 batches of 128 transitions.
 * Needs    nothing.
 * Fails    at nothing here; but what a neuron stands for cannot be said.
 */
export const plain = method({
  label: 'No codebook',
  source: 'Tamkin, Taufeeque & Goodman 2023, arXiv 2310.17230',
  precision: 'float64',
  params: shared,
  solve: (automaton, given, run) =>
    trainReader(automaton, liveValues(given, ['rate'], { width: given.width, book: null }), run),
});
