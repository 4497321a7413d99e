import type { NoisyImages } from './problem.ts';

/** D(z) = μ + C (C + s² I)⁻¹ (z − μ) of one image: the mean of x given z = x + s ε. Writes to `out` from `offset`. */
export function denoise(
  { pixels, mean, values, vectors }: Pick<NoisyImages, 'pixels' | 'mean' | 'values' | 'vectors'>,
  z: Float64Array,
  variance: number,
  out: Float64Array,
  offset = 0,
): void {
  const along = new Float64Array(pixels);
  for (let p = 0; p < pixels; p++) {
    const away = z[offset + p]! - mean[p]!;
    for (let e = 0; e < pixels; e++) along[e]! += away * vectors[p * pixels + e]!;
  }
  for (let e = 0; e < pixels; e++) along[e]! *= values[e]! / (values[e]! + variance);
  for (let p = 0; p < pixels; p++) {
    let sum = mean[p]!;
    for (let e = 0; e < pixels; e++) sum += along[e]! * vectors[p * pixels + e]!;
    out[offset + p] = sum;
  }
}
