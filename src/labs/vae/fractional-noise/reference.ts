import { fractionalCovariance, typeOneCovariance } from '../../../math/fractional-brownian.ts';
import {
  fittedWeights,
  geometricRates,
  superpositionCovariance,
  superpositionError,
  superpositionGram,
  superpositionMoments,
} from '../../../math/ou-superposition.ts';
import { kernelDistance } from './metrics.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
type Inputs = any;

export const reference: Record<string, (inputs: Inputs) => Record<string, unknown>> = {
  mafbm: ({ H, K, gamma_max, T, cov_points }) => {
    const rates = geometricRates(K, gamma_max);
    const weights = fittedWeights(rates, H, T);
    const A = superpositionGram(rates, T);
    const { distance, size } = kernelDistance({ hurst: H, horizon: T }, { rates, weights });
    return {
      gamma: rates,
      A: Array.from(rates, (_, i) => A.slice(i * K, (i + 1) * K)),
      b: superpositionMoments(rates, H, T),
      weights,
      mse: superpositionError({ rates, weights }, H, T),
      rel_rms: Math.sqrt(distance / size),
      cov_true_type2: cov_points.map(([s, t]: [number, number]) => fractionalCovariance(H, s, t)),
      cov_approx: cov_points.map(([s, t]: [number, number]) => superpositionCovariance({ rates, weights }, s, t)),
    };
  },
  fbm: ({ H, s, t }) => ({ cov: s.map((one: number, k: number) => typeOneCovariance(H, one, t[k])) }),
};
