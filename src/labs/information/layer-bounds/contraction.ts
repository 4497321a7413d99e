import { normalTail } from '../../../math/normal-tail.ts';

/**
 * Dobrushin coefficients, exact for these channels: how much of a divergence between two inputs can survive. For every
 * f-divergence, the Kullback-Leibler one among them, the coefficient is at most this one of total variation.
 */

/** Dropout of `inputs` inputs, each with chance `rate`: 1 − rate^inputs, the chance that any survives. */
export const dropoutContraction = (rate: number, inputs: number): number => (rate === 0 ? 1 : 1 - rate ** inputs);

/** Noise of standard deviation `noise` after a layer of `width` units in [−1, 1]: 1 − 2 Q(√width / noise); 1 without noise. */
export const gaussianTotalVariation = (noise: number, width: number): number =>
  noise === 0 ? 1 : 1 - 2 * normalTail(Math.sqrt(width) / noise);
