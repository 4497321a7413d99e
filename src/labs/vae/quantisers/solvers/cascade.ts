import { choice, integer } from '../../../../params/descriptor.ts';
import { method } from '../problem.ts';
import { trainCodebooks } from '../train-codebooks.ts';

/**
 * Levels of quantisation: each quantises what the levels before it left, and the decoder adds them up.
 *
 * Source   Zhu et al. 2022, arXiv 2203.10897, section 3.3.
 * Solves   min mean squared residual level by level, to a local minimum.
 * Cost     O(L n K pixels) a step.
 * Rate     level after level comes to rest.
 * Needs    L · K · pixels numbers at the decoder.
 * Fails    to gain as much from later levels: residuals are nearly uncorrelated.
 * Departs  by levels of one size: no down-sampling between them, and k-means on pixels in place of a network.
 */
export const cascade = method({
  label: 'Cascade of levels',
  source: 'Zhu et al. 2022, arXiv 2203.10897',
  precision: 'float64',
  params: {
    levels: integer({ label: 'Levels', symbol: 'L', min: 1, max: 3, default: 2 }),
    groups: choice({ label: 'Codebooks of a level', symbol: 'M', options: ['1', '2', '4', '8'], default: '4' }),
    codes: integer({ label: 'Codewords of each', symbol: 'K', min: 4, max: 256, default: 16, scale: 'log' }),
  },
  solve: (images, { levels, groups, codes }, run) =>
    trainCodebooks(images, { groups: Number(groups), codes, depth: levels }, run),
});
