import { splitDigits8 } from '../../../data/digits8-split.ts';
import { integer } from '../../../params/descriptor.ts';
import { instance } from './problem.ts';

export const digits = instance({
  label: 'Handwritten digits',
  help: '1,438 digits of 8 × 8 pixels to learn from and 359 to test on; a network with two hidden layers.',
  assets: ['digits8.bin'],
  params: { width: integer({ label: 'Width of the hidden layers', min: 8, max: 256, default: 128, scale: 'log' }) },
  make({ width }, { assets }) {
    const { train, test } = splitDigits8(assets['digits8.bin']!);
    const rows = ({ count, images, labels }: typeof train) => ({ count, inputs: images, labels });
    return { sizes: [64, width, width, 10], train: rows(train), test: rows(test) };
  },
});
