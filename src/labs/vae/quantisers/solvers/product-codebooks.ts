import { choice, integer } from '../../../../params/descriptor.ts';
import { method } from '../problem.ts';
import { trainCodebooks } from '../train-codebooks.ts';

/**
 * A codebook for each of M groups of components: K^M combinations from M · K codewords of a Mth of the length.
 *
 * Source   Zhu et al. 2022, arXiv 2203.10897, section 3.2.
 * Solves   min mean squared distance of each group to the nearest of its K codewords, to a local minimum.
 * Cost     O(n K pixels) a step, whatever M.
 * Rate     monotone; some thirty steps.
 * Needs    K · pixels numbers at the decoder: rate grows with M at no further storage.
 * Fails    to see correlation between groups: at the same rate fewer, longer codewords are better.
 * Departs  by k-means on pixels in place of learned transforms and Gumbel-softmax samples of the codewords.
 */
export const productCodebooks = method({
  label: 'Several codebooks',
  source: 'Zhu et al. 2022, arXiv 2203.10897',
  precision: 'float64',
  params: {
    groups: choice({
      label: 'Codebooks',
      symbol: 'M',
      options: ['1', '2', '4', '8'],
      default: '8',
      help: 'Each takes 8/M rows of the image.',
    }),
    codes: integer({ label: 'Codewords of each', symbol: 'K', min: 4, max: 256, default: 16, scale: 'log' }),
  },
  solve: (images, { groups, codes }, run) => trainCodebooks(images, { groups: Number(groups), codes, depth: 1 }, run),
});
