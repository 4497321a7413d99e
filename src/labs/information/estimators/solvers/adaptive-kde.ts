import { growing } from '../growing.ts';
import { method } from '../problem.ts';
import { bound, kernelInformationOf, NOISY, noiseVariance } from './kernel-information.ts';

function largest(values: Float64Array): number {
  let most = 0;
  for (const value of values) if (Math.abs(value) > most) most = Math.abs(value);
  return most;
}

/**
 * Information after Gaussian noise whose variance is the parameter times the largest absolute value among the samples so far,
 * for x and for y (Chelombiev, Houghton & O'Donnell 2019; entropies by the bounds of Kolchinsky & Tracey 2017). Bits.
 */
export const adaptiveKde = method({
  label: 'Adaptive kernel bound',
  source: "Chelombiev, Houghton & O'Donnell 2019",
  precision: 'float64',
  params: { noiseVariance, bound },
  solve(problem, { noiseVariance, bound }, run) {
    const { dx, x, y } = problem;
    return growing(problem, NOISY, (n) => {
      const varianceX = noiseVariance * (largest(x.subarray(0, n * dx)) || 1);
      const varianceY =
        y.kind === 'real' ? noiseVariance * (largest(y.values.subarray(0, n * y.dy)) || 1) : noiseVariance;
      return kernelInformationOf(problem, n, bound, varianceX, varianceY, run.count);
    });
  },
});
