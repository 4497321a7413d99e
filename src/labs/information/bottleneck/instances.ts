import { decodeDigits8 } from '../../../data/digits8.ts';
import { outlierRegression, REGRESSION_INPUTS, regressionFunction } from '../../../data/outlier-regression.ts';
import { mulberry32, normals, type Random } from '../../../math/random.ts';
import { choice, integer, number } from '../../../params/descriptor.ts';
import { median } from './measure-regression.ts';
import { instance, type Sample } from './problem.ts';

const CLASSES = 4;
/** Test rows: of the Gaussian classes and of regression. */
const TEST_CLASSES = 2000;
const TEST_REGRESSION = 1000;
const TEST_DIGITS = 597;

const rows = (preset: number) =>
  integer({ label: 'Training rows', symbol: 'n', min: 64, max: 2000, scale: 'log', default: preset });

/** Class y around 1.5 (cos, sin)(2π y/4) in the first two coordinates, and nothing but noise in the others. */
function gaussianSample(random: Random, count: number, noiseCoordinates: number, deviation: number): Sample {
  const inputs = 2 + noiseCoordinates;
  const y = Float64Array.from({ length: count }, () => Math.floor(CLASSES * random()));
  const x = normals(random, count * inputs);
  for (let r = 0; r < count; r++) {
    const angle = (2 * Math.PI * y[r]!) / CLASSES;
    x[r * inputs] = 1.5 * Math.cos(angle) + deviation * x[r * inputs]!;
    x[r * inputs + 1] = 1.5 * Math.sin(angle) + deviation * x[r * inputs + 1]!;
  }
  return { count, x, y, clean: y };
}

const gaussianClasses = instance({
  label: 'Gaussian classes',
  help: 'Four classes in two coordinates, and further coordinates that say nothing',
  params: {
    n: rows(256),
    noiseCoordinates: integer({ label: 'Noise coordinates', min: 0, max: 50, default: 18 }),
    deviation: number({ label: 'Deviation of a class', min: 0.1, max: 2, default: 0.6 }),
  },
  make: ({ n, noiseCoordinates, deviation }, { seed }) => ({
    kind: 'classes',
    inputs: 2 + noiseCoordinates,
    outputs: CLASSES,
    train: gaussianSample(mulberry32(2 * seed), n, noiseCoordinates, deviation),
    test: gaussianSample(mulberry32(2 * seed + 1), TEST_CLASSES, noiseCoordinates, deviation),
    epsilon: 0,
    alongFirst: null,
    noiseSeed: seed,
    notes: [],
  }),
});

const outliers = instance({
  label: 'Regression with outliers',
  help: 'A smooth function of three of four coordinates, with Gaussian, one-sided or heavy-tailed noise; errors are to the function itself',
  params: {
    n: rows(512),
    noise: choice({
      label: 'Noise',
      options: ['skewed', 'gauss', 'student'],
      default: 'skewed',
      optionLabels: { skewed: 'one-sided outliers', gauss: 'Gaussian', student: 'Student t, 1.5 degrees' },
    }),
    level: number({ label: 'Noise level', help: '1: as in the paper’s card', min: 0, max: 3, default: 1 }),
    epsilon: number({
      label: 'Attack',
      symbol: 'ε',
      help: 'step of the fast gradient sign attack, in the unit of x',
      min: 0,
      max: 0.6,
      default: 0.2,
    }),
  },
  make: ({ n, noise, level, epsilon }, { seed }) => {
    const train = outlierRegression(mulberry32(2 * seed), n, noise, level);
    const test = outlierRegression(mulberry32(2 * seed + 1), TEST_REGRESSION, noise, level);
    // Centred by the median: a mean would follow the outliers.
    const centre = median(train.y);
    const centred = (sample: typeof train, count: number): Sample => ({
      count,
      x: sample.x,
      y: sample.y.map((y) => y - centre),
      clean: sample.clean.map((f) => f - centre),
    });
    return {
      kind: 'regression',
      inputs: REGRESSION_INPUTS,
      outputs: 1,
      train: centred(train, n),
      test: centred(test, TEST_REGRESSION),
      epsilon,
      alongFirst: (x1) => regressionFunction([x1, 0, 0]) - centre,
      noiseSeed: seed,
      notes: [],
    };
  },
});

const digits = instance({
  label: 'Handwritten digits',
  help: 'Ten classes of real images, 8 × 8 pixels (UCI); 597 further ones are the test',
  assets: ['digits8.bin'],
  params: {
    n: integer({ label: 'Training rows', symbol: 'n', min: 64, max: 1200, scale: 'log', default: 1000 }),
  },
  make: ({ n }, { seed, assets }) => {
    const stored = decodeDigits8(assets['digits8.bin']!);
    const random = mulberry32(seed);
    const order = Int32Array.from({ length: stored.count }, (_, k) => k);
    for (let k = order.length - 1; k > 0; k--) {
      const at = Math.floor(random() * (k + 1));
      [order[k], order[at]] = [order[at]!, order[k]!];
    }
    const inputs = stored.side ** 2;
    const sample = (picked: Int32Array): Sample => {
      const x = new Float64Array(picked.length * inputs);
      const y = Float64Array.from(picked, (row) => stored.labels[row]!);
      picked.forEach((row, r) => {
        for (let i = 0; i < inputs; i++) x[r * inputs + i] = stored.pixels[row * inputs + i]! / 16;
      });
      return { count: picked.length, x, y, clean: y };
    };
    return {
      kind: 'classes',
      inputs,
      outputs: 10,
      train: sample(order.subarray(0, n)),
      test: sample(order.subarray(n, n + TEST_DIGITS)),
      epsilon: 0,
      alongFirst: null,
      noiseSeed: seed,
      notes: [],
    };
  },
});

export const instances = { gaussianClasses, outliers, digits };
