import { choice, integer, number } from '../../../../params/descriptor.ts';
import { factorise, trainingParams } from '../factorisation.ts';
import { method } from '../problem.ts';

/**
 * Dynamic sparse learning: tables that are sparse from the first batch on, and whose entries move to where they are needed.
 *
 * Source   Wang, Sui, Wu, Zheng & Xiong 2024, Dynamic Sparse Learning; the exchange is that of Mocanu et al. 2018 and Evci et al. 2020.
 * Solves   min −ln σ(u·i⁺ − u·i⁻) over tables with a fixed number of entries.
 * Cost     O(batch · d · density) a batch; an exchange sorts the table.
 * Rate     Adam; the share exchanged falls from a half to 0.005 along half a cosine.
 * Needs    0 < density ≤ 1.
 * Fails    far below the density at which every vector keeps a few coordinates.
 * Departs  matrix factorisation only; in a batch the arithmetic runs over all coordinates and the mask, and what is counted
 *          is the share that exists.
 */
export const dynamicSparse = method({
  label: 'Dynamic sparse tables',
  source: 'Wang, Sui, Wu, Zheng & Xiong 2024',
  precision: 'float64',
  params: {
    density: number({
      label: 'Density',
      min: 0.02,
      max: 1,
      default: 0.3,
      scale: 'log',
      help: 'Share of the entries of both tables that exist, from the first batch on.',
    }),
    every: integer({ label: 'Batches between exchanges', symbol: 'ΔT', min: 2, max: 200, default: 20, scale: 'log' }),
    rate: number({ label: 'Share exchanged at first', min: 0.01, max: 0.9, default: 0.5 }),
    growth: choice({
      label: 'Grow by',
      options: ['gradient', 'momentum', 'random'],
      default: 'gradient',
      help: 'What decides where new entries appear.',
    }),
    ...trainingParams,
  },
  solve: (problem, given, run) => factorise(problem, given, given.density, given, run),
});
