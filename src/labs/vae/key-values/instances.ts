import { splitDigits8 } from '../../../data/digits8-split.ts';
import { symmetricEigen } from '../../../math/symmetric-eigen.ts';
import { covarianceOf } from '../../../math/whitening.ts';
import { choice, integer } from '../../../params/descriptor.ts';
import { instance, type Part } from './problem.ts';

const CLASSES = 10;
const PIXELS = 64;
/** Principal components kept: they stand for an encoder that was trained without labels. */
const WIDTH = 24;

/** Coordinates of the images along the leading principal directions of the training images. */
function encoderOf(images: Float64Array, count: number): (given: Float64Array, n: number) => Float64Array {
  const { covariance, mean } = covarianceOf(images, count, PIXELS);
  const { values, vectors } = symmetricEigen(covariance, PIXELS);
  const order = Array.from(values.keys()).sort((a, b) => values[b]! - values[a]!);
  return (given, n) => {
    const out = new Float64Array(n * WIDTH);
    for (let i = 0; i < n; i++)
      for (let e = 0; e < WIDTH; e++) {
        let sum = 0;
        for (let p = 0; p < PIXELS; p++) sum += (given[i * PIXELS + p]! - mean[p]!) * vectors[p * PIXELS + order[e]!]!;
        out[i * WIDTH + e] = sum;
      }
    return out;
  };
}

export const stream = instance({
  label: 'Digits, class after class',
  help: 'Handwritten digits in tasks of a few classes each, seen one after another; the features are 24 principal components of the images. Tasks of ten classes: all at once.',
  params: {
    taskSize: choice({
      label: 'Classes in a task',
      options: ['1', '2', '5', '10'],
      default: '2',
      help: 'Ten classes in one task: no stream at all.',
    }),
    epochs: integer({ label: 'Epochs for each task', min: 1, max: 60, default: 40 }),
  },
  assets: ['digits8.bin'],
  make({ taskSize, epochs }, { assets }) {
    const { train, test } = splitDigits8(assets['digits8.bin']!);
    const encode = encoderOf(train.images, train.count);
    const part = ({ count, images, labels }: typeof train): Part => ({
      count,
      features: encode(images, count),
      labels,
    });
    const size = Number(taskSize);
    const tasks = Array.from({ length: CLASSES / size }, (_, t) =>
      Array.from({ length: size }, (_, k) => t * size + k),
    );
    return { width: WIDTH, classes: CLASSES, train: part(train), test: part(test), tasks, epochs };
  },
});
