import { decodeDigits8 } from '../../../data/digits8.ts';
import { paintFace } from '../../../data/faces.ts';
import { paintSprite } from '../../../data/sprites.ts';
import type { Assets } from '../../../engine/bench.ts';
import { finish } from '../../../math/breaths.ts';
import { mulberry32 } from '../../../math/random.ts';
import { symmetricEigenvalues } from '../../../math/symmetric-eigenvalues.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
type Inputs = any;

const rows = (image: Float64Array, side: number): number[][] =>
  Array.from({ length: side }, (_, row) => Array.from(image.subarray(row * side, (row + 1) * side)));

/** Largest eigenvalues of the covariance (1/n) of the images numbered in `chosen`, pixels divided by 16. */
function covarianceEigenvalues(pixels: Uint8Array, chosen: readonly number[], width: number, count: number): number[] {
  const mean = new Float64Array(width);
  for (const k of chosen) for (let i = 0; i < width; i++) mean[i]! += pixels[k * width + i]! / 16 / chosen.length;
  const covariance = new Float64Array(width * width);
  for (const k of chosen) {
    for (let i = 0; i < width; i++) {
      const a = (pixels[k * width + i]! / 16 - mean[i]!) / chosen.length;
      for (let j = 0; j < width; j++) covariance[i * width + j]! += a * (pixels[k * width + j]! / 16 - mean[j]!);
    }
  }
  return Array.from(finish(symmetricEigenvalues(covariance, width)).subarray(0, count));
}

/** Reference values of the lab's data: random numbers, digits, rendered shapes and faces. */
export const reference: Record<string, (inputs: Inputs, assets: Assets) => Record<string, unknown>> = {
  prng_mulberry32: ({ seed, n }) => {
    const random = mulberry32(seed);
    return { u: Array.from({ length: n }, () => random()) };
  },
  digits8_record: ({ file, index }, assets) => {
    const { pixels, labels } = decodeDigits8(assets[file]!);
    const own = Array.from(pixels.subarray(index * 64, index * 64 + 64));
    return { pixels: own, label: labels[index], pixel_sum: own.reduce((sum, value) => sum + value, 0) };
  },
  digits8_stats: ({ file, subset, eigenvalues }, assets) => {
    const { count, pixels, labels } = decodeDigits8(assets[file]!);
    const chosen = Array.from({ length: count }, (_, k) => k).filter(
      (k) => subset === 'all' || (k % 5 === 4) === (subset === 'test'),
    );
    const counts = Array<number>(10).fill(0);
    let sum = 0;
    for (const k of chosen) {
      counts[labels[k]!]!++;
      for (let i = 0; i < 64; i++) sum += pixels[k * 64 + i]! / 16;
    }
    return {
      count: chosen.length,
      mean: sum / (64 * chosen.length),
      class_counts: counts,
      cov_top_eigenvalues: eigenvalues > 0 ? covarianceEigenvalues(pixels, chosen, 64, eigenvalues) : [],
    };
  },
  sprite: ({ shape, scale, angle, cx, cy, size }) => {
    const image = new Float64Array(size * size);
    paintSprite({ shape, scale, angle, cx, cy }, image, 0, size);
    return { image: rows(image, size) };
  },
  face: ({ attrs, nuis, size }) => {
    const image = new Float64Array(size * size);
    const [dx, dy, width, eye, skin] = nuis;
    paintFace(attrs, { dx, dy, width, eye, skin }, image, 0, size);
    return { image: rows(image, size) };
  },
};
