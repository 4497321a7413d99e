import { growing } from '../growing.ts';
import { method } from '../problem.ts';
import { kernelInformationOf, NOISY, noiseVariance } from './kernel-information.ts';

/**
 * Information after Gaussian noise of fixed variance, entropies by the upper bound of Kolchinsky & Tracey (2017, from
 * pairwise Kullback-Leibler divergences). Bits. The noise's variance is in the square of the data's unit, one for x and y.
 */
export const kdeUpper = method({
  label: 'Kernel upper bound',
  source: 'Kolchinsky & Tracey 2017',
  precision: 'float64',
  params: { noiseVariance },
  solve: (problem, { noiseVariance }, run) =>
    growing(problem, NOISY, (n) => kernelInformationOf(problem, n, 'upper', noiseVariance, noiseVariance, run.count)),
});
