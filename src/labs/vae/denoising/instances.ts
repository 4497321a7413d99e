import { decodeDigits8 } from '../../../data/digits8.ts';
import { mulberry32, normals } from '../../../math/random.ts';
import { symmetricEigen } from '../../../math/symmetric-eigen.ts';
import { integer, number } from '../../../params/descriptor.ts';
import { instance } from './problem.ts';

const PIXELS = 64;
/** Added to every variance of the images, so that no direction is known for certain. */
const RIDGE = 1e-4;

const sd = (side: string, value: number) =>
  number({
    label: `Noise of the ${side} half`,
    symbol: side === 'left' ? 'σₗ' : 'σᵣ',
    min: 0.02,
    max: 0.6,
    default: value,
    help: 'Standard deviation, on grey levels from 0 to 1.',
  });

/** Mean and covariance (1/n) of the images numbered in `chosen`, row by row. */
function momentsOf(images: Float64Array, chosen: readonly number[]): { mean: Float64Array; covariance: Float64Array } {
  const mean = new Float64Array(PIXELS);
  const covariance = new Float64Array(PIXELS * PIXELS);
  for (const k of chosen) for (let i = 0; i < PIXELS; i++) mean[i]! += images[k * PIXELS + i]! / chosen.length;
  for (const k of chosen)
    for (let i = 0; i < PIXELS; i++) {
      const away = (images[k * PIXELS + i]! - mean[i]!) / chosen.length;
      for (let j = 0; j <= i; j++) covariance[i * PIXELS + j]! += away * (images[k * PIXELS + j]! - mean[j]!);
    }
  for (let i = 0; i < PIXELS; i++) {
    for (let j = 0; j < i; j++) covariance[j * PIXELS + i] = covariance[i * PIXELS + j]!;
    covariance[i * PIXELS + i]! += RIDGE;
  }
  return { mean, covariance };
}

export const halfNoisy = instance({
  label: 'Half noisy digits',
  help: 'Handwritten digits of 8 × 8 pixels with more noise on the right half than on the left; their mean and covariance are learned from other digits.',
  params: {
    images: integer({ label: 'Images', min: 4, max: 64, default: 64 }),
    left: sd('left', 0.05),
    right: sd('right', 0.35),
  },
  assets: ['digits8.bin'],
  make({ images: count, left, right }, { seed, assets }) {
    const digits = decodeDigits8(assets['digits8.bin']!);
    const all = Float64Array.from(digits.pixels, (value) => value / 16);
    const numbers = Array.from({ length: digits.count }, (_, k) => k);
    const { mean, covariance } = momentsOf(
      all,
      numbers.filter((k) => k % 5 !== 4),
    );
    const { values, vectors } = symmetricEigen(covariance, PIXELS);
    const clean = new Float64Array(count * PIXELS);
    numbers
      .filter((k) => k % 5 === 4)
      .slice(0, count)
      .forEach((k, i) => {
        clean.set(all.subarray(k * PIXELS, (k + 1) * PIXELS), i * PIXELS);
      });
    const noiseSd = Float64Array.from({ length: PIXELS }, (_, p) => (p % 8 < 4 ? left : right));
    const noise = normals(mulberry32(seed), clean.length);
    const noisy = clean.map((value, k) => value + noiseSd[k % PIXELS]! * noise[k]!);
    return { count, side: 8, pixels: PIXELS, clean, noisy, noiseSd, mean, values, vectors };
  },
});
