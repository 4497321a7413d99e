import { splitDigits8 } from '../../../data/digits8-split.ts';
import { instance } from './problem.ts';

export const digits = instance({
  label: 'Digits',
  help: 'Handwritten digits of 8 × 8 pixels: 1,438 to learn codebooks from, 359 others to measure on.',
  params: {},
  assets: ['digits8.bin'],
  make(_, { assets }) {
    const { train, test } = splitDigits8(assets['digits8.bin']!);
    return { side: 8, pixels: 64, train, test };
  },
});
