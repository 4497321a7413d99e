import { BREATH, type Breathing } from '../../../../math/breaths.ts';
import { number } from '../../../../params/descriptor.ts';
import { learn, learningParams } from '../learning.ts';
import { method, type Representation } from '../problem.ts';

/**
 * Every view is to find the other views of its image among all codes of the batch, by a softmax of the cosines:
 *
 *   L = −mean over views i and positives p of  log ( exp(ẑ_i·ẑ_p/τ) / Σ_{k ≠ i} exp(ẑ_i·ẑ_k/τ) )
 *
 * Chen, Kornblith, Norouzi & Hinton 2020, arXiv 2002.05709, equation 1; more than two views as in Khosla et al. 2020.
 */
export const simclr = method({
  label: 'SimCLR',
  source: 'Chen et al. 2020, arXiv 2002.05709',
  precision: 'float64',
  params: {
    ...learningParams,
    temperature: number({ label: 'Temperature', symbol: 'τ', min: 0.05, max: 2, default: 0.5, scale: 'log' }),
  },
  solve: (problem, given, run) =>
    learn(problem, given, (unit) => contrastiveGradient(unit, problem, given.temperature), run),
});

export function* contrastiveGradient(
  unit: Float64Array,
  { batch, views, codeSize: d }: Pick<Representation, 'batch' | 'views' | 'codeSize'>,
  temperature: number,
): Breathing<Float64Array> {
  const rows = batch * views;
  const out = new Float64Array(unit.length);
  const slopes = new Float64Array(rows);
  let busy = 0;
  for (let i = 0; i < rows; i++) {
    busy += 3 * rows * d;
    if (busy > BREATH) {
      busy = 0;
      yield undefined;
    }
    let sum = 0;
    for (let k = 0; k < rows; k++) {
      // Cosines are at most 1: nothing overflows.
      slopes[k] = k === i ? 0 : Math.exp((cosine(unit, i, k, d) - 1) / temperature);
      sum += slopes[k]!;
    }
    const own = Math.floor(i / views);
    for (let k = 0; k < rows; k++) {
      if (k === i) continue;
      const positive = Math.floor(k / views) === own ? 1 / (views - 1) : 0;
      const slope = (slopes[k]! / sum - positive) / (rows * temperature);
      for (let c = 0; c < d; c++) {
        out[i * d + c] = out[i * d + c]! + slope * unit[k * d + c]!;
        out[k * d + c] = out[k * d + c]! + slope * unit[i * d + c]!;
      }
    }
  }
  return out;
}

function cosine(unit: Float64Array, i: number, k: number, d: number): number {
  let sum = 0;
  for (let c = 0; c < d; c++) sum += unit[i * d + c]! * unit[k * d + c]!;
  return sum;
}
