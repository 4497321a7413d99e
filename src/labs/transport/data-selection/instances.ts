import { ProblemError } from '../../../engine/bench.ts';
import { mulberry32, normals, type Random } from '../../../math/random.ts';
import { choice, integer, number } from '../../../params/descriptor.ts';
import { instance, type Sample } from './problem.ts';

const CLASSES = 3;
const MIXTURES = 9;
/** Class shares of the sources, and how much of the second's labels is drawn again. */
const FIRST = [0.7, 0.25, 0.05];
const SECOND = [0.05, 0.35, 0.6];
const BALANCED = [1 / 3, 1 / 3, 1 / 3];
const REDRAWN = 0.15;
const VALIDATION = 2000;

function classFrom(shares: readonly number[], u: number): number {
  let sum = 0;
  for (let c = 0; c < shares.length - 1; c++) {
    sum += shares[c]!;
    if (u < sum) return c;
  }
  return shares.length - 1;
}

export const gaussianClasses = instance({
  label: 'Two sources, three classes',
  help: 'Three Gaussian classes. One source is mostly class 0, the other mostly class 2 with 15 % of its labels drawn again; validation is balanced.',
  params: {
    dimension: integer({ label: 'Dimension', symbol: 'd', min: 2, max: 32, default: 20 }),
    separation: number({
      label: 'Separation',
      help: 'standard deviation of the class centres; the noise has 1',
      min: 0.1,
      max: 3,
      scale: 'log',
      default: 0.45,
    }),
    small: integer({ label: 'Small sample', symbol: 'n₀', min: 10, max: 400, scale: 'log', default: 30 }),
    large: integer({ label: 'Larger sample', symbol: 'n₁', min: 20, max: 800, scale: 'log', default: 80 }),
    goal: integer({ label: 'Size to foretell', symbol: 'n', min: 40, max: 3000, scale: 'log', default: 400 }),
    matched: integer({
      label: 'Validation points in the transport',
      min: 30,
      max: 600,
      scale: 'log',
      default: 300,
    }),
    learner: choice({
      label: 'Learner',
      options: ['logistic', 'nearest'],
      default: 'logistic',
      optionLabels: { logistic: 'logistic regression', nearest: 'nearest neighbour' },
    }),
  },
  make({ dimension, separation, small, large, goal, matched, learner }, { seed }) {
    if (small >= large) {
      throw new ProblemError(
        `The small sample has ${small} points and the larger one ${large}; a line in log n needs two sizes, the first below the second.`,
      );
    }
    const random = mulberry32(seed);
    const centres = normals(random, CLASSES * dimension).map((z) => separation * z);
    const sample = (parts: readonly { shares: readonly number[]; count: number; redrawn: number }[], from: Random) => {
      const count = parts.reduce((sum, part) => sum + part.count, 0);
      const inputs = new Float64Array(count * dimension);
      const labels = new Uint8Array(count);
      let row = 0;
      for (const part of parts) {
        for (let k = 0; k < part.count; k++, row++) {
          const truth = classFrom(part.shares, from());
          const z = normals(from, dimension);
          for (let j = 0; j < dimension; j++) inputs[row * dimension + j] = centres[truth * dimension + j]! + z[j]!;
          labels[row] = part.redrawn > 0 && from() < part.redrawn ? classFrom(BALANCED, from()) : truth;
        }
      }
      return { count, inputs, labels, ofFirst: parts[0]!.count } satisfies Sample;
    };
    const validation = sample([{ shares: BALANCED, count: VALIDATION, redrawn: 0 }], random);
    return {
      dimension,
      classes: CLASSES,
      shares: Float64Array.from({ length: MIXTURES }, (_, k) => k / (MIXTURES - 1)),
      small,
      large,
      goal,
      learner,
      draw: (share, count, from) => {
        const first = Math.round(share * count);
        return sample(
          [
            { shares: FIRST, count: first, redrawn: 0 },
            { shares: SECOND, count: count - first, redrawn: REDRAWN },
          ],
          from,
        );
      },
      validation,
      matched: {
        count: matched,
        inputs: validation.inputs.subarray(0, matched * dimension),
        labels: validation.labels.subarray(0, matched),
        ofFirst: matched,
      },
      seed,
    };
  },
});
