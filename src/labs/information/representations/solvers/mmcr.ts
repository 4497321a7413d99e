import { nuclearNorm } from '../../../../math/nuclear-norm.ts';
import { number } from '../../../../params/descriptor.ts';
import { learn, learningParams } from '../learning.ts';
import { method, type Representation } from '../problem.ts';

/**
 * Minimises −‖C‖_* + (λ/B) Σ_b ‖Z_b‖_*: C holds the centroids of the unit codes of every image, Z_b the codes of one. The
 * gradient of a nuclear norm is U Vᵀ. λ = 0 is what the released code uses.
 *
 * Yerxa, Kuang, Simoncelli & Chung 2023, arXiv 2303.03307, equation 4.
 */
export const mmcr = method({
  label: 'MMCR',
  source: 'Yerxa et al. 2023, arXiv 2303.03307',
  precision: 'float64',
  params: {
    ...learningParams,
    localPrice: number({ label: 'Price of spread within an image', symbol: 'λ', min: 0, max: 1, default: 0 }),
  },
  solve: (problem, given, run) =>
    learn(
      problem,
      given,
      // biome-ignore lint/correctness/useYield: it is short
      function* (unit) {
        return mmcrGradient(unit, problem, given.localPrice);
      },
      run,
    ),
});

export function mmcrGradient(
  unit: Float64Array,
  { batch, views, codeSize: d }: Pick<Representation, 'batch' | 'views' | 'codeSize'>,
  localPrice: number,
): Float64Array {
  const C = new Float64Array(batch * d);
  const size = views * d;
  for (let b = 0; b < batch; b++)
    for (let k = 0; k < size; k++) C[b * d + (k % d)] = C[b * d + (k % d)]! + unit[b * size + k]! / views;
  const global = nuclearNorm(C, batch, d).gradient;
  const out = new Float64Array(unit.length);
  for (let b = 0; b < batch; b++) for (let k = 0; k < size; k++) out[b * size + k] = -global[b * d + (k % d)]! / views;
  if (localPrice === 0) return out;
  for (let b = 0; b < batch; b++) {
    const own = nuclearNorm(unit.subarray(b * size, (b + 1) * size), views, d).gradient;
    for (let k = 0; k < size; k++) out[b * size + k] = out[b * size + k]! + (localPrice / batch) * own[k]!;
  }
  return out;
}
