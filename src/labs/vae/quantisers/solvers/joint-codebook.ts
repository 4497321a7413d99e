import { integer } from '../../../../params/descriptor.ts';
import { method } from '../problem.ts';
import { trainCodebooks } from '../train-codebooks.ts';

/**
 * One codebook for whole images: plain vector quantisation by k-means.
 *
 * Source   Lloyd 1957; the single codebook of Zhu et al. 2022, section 3.
 * Solves   min mean squared distance of images to the nearest of K codewords, to a local minimum.
 * Cost     O(n K pixels) a step.
 * Rate     monotone; some twenty steps.
 * Needs    K · pixels numbers at the decoder: storage grows exponentially with the rate.
 * Fails    at high rates, where there are fewer images than codewords would be needed.
 */
export const jointCodebook = method({
  label: 'One codebook',
  source: 'Lloyd 1957',
  precision: 'float64',
  params: { codes: integer({ label: 'Codewords', symbol: 'K', min: 4, max: 256, default: 64, scale: 'log' }) },
  solve: (images, { codes }, run) => trainCodebooks(images, { groups: 1, codes, depth: 1 }, run),
});
