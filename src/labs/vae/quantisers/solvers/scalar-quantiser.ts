import { integer } from '../../../../params/descriptor.ts';
import { method, type Part, type Quantised } from '../problem.ts';

/**
 * Every pixel for itself, rounded to the middle of one of K equal intervals of [0, 1].
 *
 * Source   uniform quantisation; what learned image codecs did before, and the baseline of Zhu et al. 2022.
 * Solves   nothing: there is nothing to learn.
 * Cost     O(pixels) an image.
 * Rate     one step.
 * Needs    one number, the width of the intervals.
 * Fails    at low rates: 64 numbers are sent where neighbours are alike.
 */
export const scalarQuantiser = method({
  label: 'Uniform, pixel by pixel',
  source: 'uniform quantisation',
  precision: 'float64',
  params: { grades: integer({ label: 'Grey levels', symbol: 'K', min: 2, max: 16, default: 4 }) },
  *solve({ pixels, train, test }, { grades }, run): Iterable<Quantised> {
    const codebooks = Float64Array.from({ length: pixels * grades }, (_, k) => ((k % grades) + 0.5) / grades);
    const choose = ({ images }: Part) =>
      Int32Array.from(images, (value) => Math.min(grades - 1, Math.floor(value * grades)));
    run.count('multiply-adds', (train.count + test.count) * pixels);
    const level = { codebooks, train: choose(train), test: choose(test) };
    yield { groups: pixels, codes: grades, levels: [level], stored: 1, changed: 0 };
  },
});
