import { integer, number } from '../../../../params/descriptor.ts';
import { liveValues } from '../../../../params/live-values.ts';
import { method } from '../problem.ts';
import { trainReader } from '../training.ts';
import { shared } from './plain.ts';

/**
 * A network whose narrow layer is replaced by the mean of its k most similar codewords.
 *
 * Source   Tamkin, Taufeeque & Goodman 2023, arXiv 2310.17230, sections 2 and 3; the released code for ∂c and the average.
 * Solves   min cross-entropy of the next state, with the straight-through gradient, and λ mean‖out − a‖² for the codewords.
 * Cost     O(states · codes · width) a batch beside the network.
 * Rate     Adam; some 2,500 batches of 128 transitions.
 * Needs    k at most the number of codes.
 * Fails    by codes that nobody chooses any more: with k = 1 about half of them.
 * Departs  by dense layers in place of a transformer, one codebook in place of one a layer and head, and no weight decay.
 */
export const codebook = method({
  label: 'Codebook',
  source: 'Tamkin, Taufeeque & Goodman 2023, arXiv 2310.17230',
  precision: 'float64',
  params: {
    ...shared,
    codes: integer({ label: 'Codewords', min: 8, max: 256, default: 64, scale: 'log' }),
    kept: integer({ label: 'Codewords kept', symbol: 'k', min: 1, max: 8, default: 1 }),
    reconstruction: number({
      label: 'Weight of the reconstruction',
      symbol: 'λ',
      min: 0,
      max: 2,
      default: 1,
      help: 'Draws chosen codewords to the activations they replace.',
    }),
  },
  solve: (automaton, given, run) =>
    trainReader(automaton, liveValues(given, ['rate'], { width: given.width, book: given }), run),
});
