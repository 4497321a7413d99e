import type { Metric } from '../../../engine/bench.ts';
import type { Images, Quantised } from './problem.ts';

type Measured = Metric<Images, Quantised>;

/** Mean squared error of a pixel after the first `depth` levels. */
export function distortionOf(
  { pixels, ...images }: Images,
  { groups, codes, levels }: Quantised,
  part: 'train' | 'test',
  depth = levels.length,
): number {
  const { count, images: truth } = images[part];
  const d = pixels / groups;
  let sum = 0;
  for (let i = 0; i < count; i++)
    for (let p = 0; p < pixels; p++) {
      const m = Math.floor(p / d);
      let error = truth[i * pixels + p]!;
      for (let l = 0; l < depth; l++)
        error -= levels[l]!.codebooks[(m * codes + levels[l]![part][i * groups + m]!) * d + (p % d)]!;
      sum += error * error;
    }
  return sum / (count * pixels);
}

/** Σ over levels and groups of the entropy of the numbers sent, bits an image. */
export function rateOf({ groups, codes, levels }: Quantised, part: 'train' | 'test'): number {
  let bits = 0;
  for (const level of levels) {
    const count = level[part].length / groups;
    const times = new Float64Array(groups * codes);
    for (let at = 0; at < level[part].length; at++) times[(at % groups) * codes + level[part][at]!]!++;
    for (const one of times) if (one > 0) bits -= (one / count) * Math.log2(one / count);
  }
  return bits;
}

/** What the numbers would cost were all codewords alike: L M log₂ K. */
const nominal = ({ groups, codes, levels }: Quantised) => levels.length * groups * Math.log2(codes);

export const metrics: Readonly<Record<string, Measured>> = {
  distortion: {
    label: 'Distortion',
    scale: 'log',
    better: 'lower',
    help: 'Mean squared error of a pixel on test images, grey levels from 0 to 1.',
    measure: (images, quantised) => distortionOf(images, quantised, 'test'),
  },
  rate: {
    label: 'Rate',
    symbol: 'R',
    unit: 'bits',
    scale: 'linear',
    better: null,
    help: 'Entropy of the numbers sent for a training image, summed over codebooks: what an ideal coder needs.',
    measure: (_, quantised) => rateOf(quantised, 'train'),
  },
  slack: {
    label: 'Nominal rate less entropy',
    unit: 'bits',
    scale: 'linear',
    better: null,
    help: 'M log₂ K bits and level, less what the entropy of the numbers is: 0 when all codewords are used alike.',
    measure: (_, quantised) => nominal(quantised) - rateOf(quantised, 'train'),
  },
  perplexity: {
    label: 'Codewords in even use',
    scale: 'linear',
    better: null,
    help: 'Number of evenly used codewords with the same entropy, in a typical codebook.',
    measure: (_, quantised) => 2 ** (rateOf(quantised, 'train') / (quantised.levels.length * quantised.groups)),
  },
  stored: {
    label: 'Numbers stored',
    scale: 'linear',
    better: null,
    help: 'Numbers that the decoder holds: all components of all codewords.',
    measure: (_, { stored }) => stored,
  },
  trainDistortion: {
    label: 'Distortion in training',
    scale: 'log',
    better: 'lower',
    help: 'Mean squared error of a pixel on the images that the codebooks are made from; a step never raises it, but for codewords that are put elsewhere.',
    measure: (images, quantised) => distortionOf(images, quantised, 'train'),
  },
};
