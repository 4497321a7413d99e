import { splitDigits8 } from '../../../data/digits8-split.ts';
import { mulberry32 } from '../../../math/random.ts';
import { integer } from '../../../params/descriptor.ts';
import { instance } from './problem.ts';

const CLASSES = 10;

export const digits = instance({
  label: 'Handwritten digits',
  help: '1,438 digits of 8 × 8 pixels to learn from and 359 to test on, and one network for all methods.',
  assets: ['digits8.bin'],
  params: {
    width: integer({ label: 'Width of the hidden layers', min: 8, max: 256, default: 100, scale: 'log' }),
    layers: integer({ label: 'Hidden layers', min: 1, max: 3, default: 1 }),
    n: integer({ label: 'Training digits', symbol: 'n', min: 64, max: 1438, default: 1438, scale: 'log' }),
  },
  make({ width, layers, n }, { seed, assets }) {
    const { train, test } = splitDigits8(assets['digits8.bin']!);
    const order = Array.from({ length: train.count }, (_, k) => k);
    const random = mulberry32(seed);
    for (let k = order.length - 1; k > 0; k--) {
      const j = Math.floor(random() * (k + 1));
      [order[k], order[j]] = [order[j]!, order[k]!];
    }
    // All digits keep their order, so that only fewer of them depend on the seed.
    const chosen = n === train.count ? [...order.keys()] : order.slice(0, n);
    const pixels = 64;
    const inputs = new Float64Array(chosen.length * pixels);
    chosen.forEach((k, i) => {
      inputs.set(train.images.subarray(k * pixels, (k + 1) * pixels), i * pixels);
    });
    return {
      sizes: [pixels, ...Array<number>(layers).fill(width), CLASSES],
      train: { count: chosen.length, inputs, labels: Uint8Array.from(chosen, (k) => train.labels[k]!) },
      test: { count: test.count, inputs: test.images, labels: test.labels },
    };
  },
});
