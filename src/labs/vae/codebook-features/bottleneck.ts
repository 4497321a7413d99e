import { inverseNorms, mostSimilarCodes } from '../../../math/vector-quantisation.ts';
import type { Codebook } from './problem.ts';

/**
 * The k codewords with the largest ⟨a, c/|c|⟩ of every row, and their mean in place of the row. `chosen` is rows × k,
 * `out` rows × width.
 */
export function replaceByCodes(
  { count, kept, words }: Codebook,
  rows: number,
  width: number,
  activations: Float64Array,
  chosen: Int32Array,
  out: Float64Array,
): void {
  const inverse = new Float64Array(count);
  const similarities = new Float64Array(count);
  inverseNorms(words, count, width, inverse);
  out.fill(0, 0, rows * width);
  for (let r = 0; r < rows; r++) {
    mostSimilarCodes(words, inverse, width, activations, r * width, kept, similarities, chosen, r * kept);
    for (let k = 0; k < kept; k++) {
      const word = chosen[r * kept + k]! * width;
      for (let i = 0; i < width; i++) out[r * width + i]! += words[word + i]! / kept;
    }
  }
}
