import { splitDigits8 } from '../../../data/digits8-split.ts';
import { GAP, gapRegression } from '../../../data/gap-curve.ts';
import {
  moonClasses,
  type PlanarClasses,
  ringClasses,
  spiralClasses,
  xorClasses,
} from '../../../data/planar-classes.ts';
import { mulberry32, type Random } from '../../../math/random.ts';
import { choice, integer, number } from '../../../params/descriptor.ts';
import { type Activation, instance, type PosteriorProblem, type Rows } from './problem.ts';
import { userProblem } from './user-data.ts';

const TEST_POINTS = 400;
/** Test points come from a stream of their own. */
const TEST_STREAM = 0x5eed;
const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
const SIDE = 8;
const DIGIT_BATCH = 128;

/** Where no data of the planar problems are: the corners of a square, and far up and down. */
const FAR_POINTS = [6, 6, 6, -6, -6, 6, -6, -6, 0, 8, 0, -8];

const points = integer({ label: 'Points', symbol: 'n', min: 20, max: 2000, default: 200, scale: 'log' });
const noise = (value: number) => number({ label: 'Noise', min: 0, max: 1, default: value });
const network = (width: number) => ({
  width: integer({
    label: 'Hidden units',
    min: 4,
    max: 256,
    default: width,
    scale: 'log',
    help: 'In every hidden layer, the same network for every method.',
  }),
  depth: integer({ label: 'Hidden layers', min: 1, max: 3, default: 2 }),
  activation: choice({ label: 'Activation', options: ['relu', 'tanh'], default: 'relu' }),
});

interface Network {
  readonly width: number;
  readonly depth: number;
  readonly activation: Activation;
}

const layout = ({ width, depth, activation }: Network) => ({ hidden: Array<number>(depth).fill(width), activation });

const rowsOf = ({ points: inputs, labels: targets }: PlanarClasses): Rows => ({
  count: targets.length,
  inputs,
  targets,
});

function planar(
  seed: number,
  n: number,
  net: Network,
  draw: (random: Random, count: number) => PlanarClasses,
): PosteriorProblem {
  return {
    kind: 'classification',
    features: 2,
    outputs: 2,
    classes: ['first', 'second'],
    ...layout(net),
    train: rowsOf(draw(mulberry32(seed), n)),
    test: rowsOf(draw(mulberry32(seed ^ TEST_STREAM), TEST_POINTS)),
    batch: n,
    noiseSd: 1,
    plane: { from: -4, to: 4 },
    line: null,
    farPoints: Float64Array.from(FAR_POINTS),
    probes: null,
    image: null,
    evaluationSeed: seed,
    notes: [`${n} points to learn from, ${TEST_POINTS} to test on; every step takes all of them.`],
  };
}

const moons = instance({
  label: 'Moons',
  help: 'Two interleaved half circles with noise.',
  params: { n: points, noise: noise(0.2), ...network(32) },
  make: ({ n, noise: sd, ...net }, { seed }) => planar(seed, n, net, (random, count) => moonClasses(random, count, sd)),
});

const spirals = instance({
  label: 'Spirals',
  help: 'Two spirals wound into each other.',
  params: {
    n: points,
    noise: noise(0.08),
    turns: number({ label: 'Turns', min: 0.25, max: 3, default: 1.5 }),
    ...network(32),
  },
  make: ({ n, noise: sd, turns, ...net }, { seed }) =>
    planar(seed, n, net, (random, count) => spiralClasses(random, count, sd, turns)),
});

const xor = instance({
  label: 'XOR',
  help: 'Four bumps, opposite ones of one class.',
  params: { n: points, noise: noise(0.35), ...network(32) },
  make: ({ n, noise: sd, ...net }, { seed }) => planar(seed, n, net, (random, count) => xorClasses(random, count, sd)),
});

const circles = instance({
  label: 'Circles',
  help: 'A ring inside a ring.',
  params: { n: points, noise: noise(0.2), ...network(32) },
  make: ({ n, noise: sd, ...net }, { seed }) => planar(seed, n, net, (random, count) => ringClasses(random, count, sd)),
});

const spread = (from: number, to: number, count: number) =>
  Array.from({ length: count }, (_, k) => from + ((to - from) * (k + 0.5)) / count);

const gap = instance({
  label: 'Curve with a gap',
  help: 'A noisy curve in one dimension without data between −0.7 and 0.6, nor beyond ±2.',
  params: {
    n: integer({ label: 'Points', symbol: 'n', min: 20, max: 1000, default: 80, scale: 'log' }),
    noise: number({ label: 'Noise', symbol: 's', min: 0.02, max: 1, default: 0.1, scale: 'log' }),
    ...network(32),
  },
  make({ n, noise: sd, ...net }, { seed }) {
    const rows = (random: Random, count: number): Rows => {
      const { x, y } = gapRegression(random, count, sd);
      return { count, inputs: x, targets: y };
    };
    return {
      kind: 'regression',
      features: 1,
      outputs: 1,
      classes: [],
      ...layout(net),
      train: rows(mulberry32(seed), n),
      test: rows(mulberry32(seed ^ TEST_STREAM), TEST_POINTS),
      batch: n,
      noiseSd: sd,
      plane: null,
      line: { from: -3.5, to: 3.5 },
      farPoints: null,
      probes: {
        outside: [-3, 3],
        atData: [...spread(-2, GAP.from, 10), ...spread(GAP.to, 2, 10)],
        gap: spread(GAP.from, GAP.to, 10),
      },
      image: null,
      evaluationSeed: seed,
      notes: [`${n} points to learn from, ${TEST_POINTS} to test on; the noise s is known to every method.`],
    };
  },
});

const digits = instance({
  label: 'UCI digits',
  help: 'Handwritten digits of 8 × 8 pixels (Alpaydin & Kaynak 1998); every fifth is for testing.',
  params: network(128),
  assets: ['digits8.bin'],
  make(net, { seed, assets }) {
    const { train, test } = splitDigits8(assets['digits8.bin']!);
    const part = ({ count, images, labels }: typeof train): Rows => ({
      count,
      inputs: images,
      targets: Float64Array.from(labels),
    });
    return {
      kind: 'classification',
      features: SIDE * SIDE,
      outputs: DIGITS.length,
      classes: DIGITS,
      ...layout(net),
      train: part(train),
      test: part(test),
      batch: DIGIT_BATCH,
      noiseSd: 1,
      plane: null,
      line: null,
      farPoints: null,
      probes: null,
      image: { width: SIDE, height: SIDE },
      evaluationSeed: seed,
      notes: [`${train.count} images to learn from in batches of ${DIGIT_BATCH}, ${test.count} to test on.`],
    };
  },
});

const user = instance({
  label: 'Your table',
  help: 'Rows of numbers with a class or a value; features are standardised and a random fifth is for testing.',
  needsData: true,
  params: {
    kind: choice({
      label: 'Target',
      options: ['classification', 'regression'],
      default: 'classification',
      optionLabels: { classification: 'classes', regression: 'values' },
    }),
    noise: number({
      label: 'Noise of the values',
      symbol: 's',
      min: 0.02,
      max: 2,
      default: 0.3,
      scale: 'log',
      help: 'In standard deviations of the values; classes do not use it.',
    }),
    ...network(32),
  },
  make: ({ kind, noise: sd, ...net }, { seed, data }) => userProblem(data, kind, sd, layout(net), seed),
});

export const instances = { moons, spirals, xor, circles, gap, digits, user };
