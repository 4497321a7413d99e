import { normals, type Random } from '../../../math/random.ts';
import type { Weights } from './problem.ts';

/** Standard deviation of W_v, and b_v, at the start. */
const SMALL = 0.01;
const LOG_VARIANCE = -2;

/** W_d of random unit rows, W_e = W_dᵀ, biases 0; where the variance is learned, W_v small and b_v = −2. */
export function createWeights(d: number, m: number, learnedVariance: boolean, random: Random): Weights {
  const Wd = normals(random, m * d);
  toUnitRows(Wd, m, d);
  const We = new Float64Array(d * m);
  for (let j = 0; j < m; j++) for (let i = 0; i < d; i++) We[i * m + j] = Wd[j * d + i]!;
  return {
    d,
    m,
    We,
    be: new Float64Array(m),
    Wd,
    bd: new Float64Array(d),
    Wv: learnedVariance ? normals(random, d * m).map((value) => SMALL * value) : null,
    bv: learnedVariance ? new Float64Array(m).fill(LOG_VARIANCE) : null,
  };
}

/** Weights of the same shapes, all 0: room for gradients. */
export function zeroWeights({ d, m, Wv }: Weights): Weights {
  const [We, be, Wd, bd] = [d * m, m, m * d, d].map((length) => new Float64Array(length));
  const variance = Wv ? { Wv: new Float64Array(d * m), bv: new Float64Array(m) } : { Wv: null, bv: null };
  return { d, m, We: We!, be: be!, Wd: Wd!, bd: bd!, ...variance };
}

/** All arrays that are learned, in a fixed order. */
export const parametersOf = ({ We, be, Wd, bd, Wv, bv }: Weights): Float64Array[] =>
  Wv && bv ? [We, be, Wd, bd, Wv, bv] : [We, be, Wd, bd];

export function toUnitRows(W: Float64Array, rows: number, columns: number): void {
  for (let j = 0; j < rows; j++) {
    let square = 0;
    for (let i = j * columns; i < (j + 1) * columns; i++) square += W[i]! * W[i]!;
    const scale = 1 / Math.max(Math.sqrt(square), 1e-12);
    for (let i = j * columns; i < (j + 1) * columns; i++) W[i] = W[i]! * scale;
  }
}

/** Scales gradients together so that their norm is at most `most`; returns the norm they had. */
export function clipNorm(gradients: readonly Float64Array[], most: number): number {
  let square = 0;
  for (const gradient of gradients) for (let k = 0; k < gradient.length; k++) square += gradient[k]! * gradient[k]!;
  const norm = Math.sqrt(square);
  if (norm > most)
    for (const gradient of gradients)
      for (let k = 0; k < gradient.length; k++) gradient[k] = (gradient[k]! * most) / norm;
  return norm;
}
