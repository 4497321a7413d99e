import { decodeDigits8 } from '../../../data/digits8.ts';
import { bumpImages } from '../../../data/known-information.ts';
import {
  hardLabels,
  PAPER_GAIN,
  PATTERNS,
  POINTS,
  softRule,
  spherePatterns,
  sphereScores,
} from '../../../data/sphere-patterns.ts';
import { mulberry32, normals } from '../../../math/random.ts';
import { choice, integer, number, toggle } from '../../../params/descriptor.ts';
import { flipLabels, makeTask, shuffle, shuffled, split } from './make-task.ts';
import { instance } from './problem.ts';

/** Most rows of a data set on which its plane is computed; the twelve-bit task has all of its patterns there. */
const OBSERVED = 1024;

const trainShare = (preset: number) =>
  number({
    label: 'Share trained on',
    help: 'the other patterns test',
    min: 0.05,
    max: 0.95,
    default: preset,
  });
const flip = number({
  label: 'Labels flipped',
  help: 'each label is exchanged for another with this chance, in training, testing and plane alike',
  min: 0,
  max: 0.5,
  default: 0,
});
const randomLabels = toggle({
  label: 'Random labels',
  help: 'labels dealt out again at random: nothing left to learn but the table itself',
  default: false,
});

/** Independent streams of an instance: split, labels, points, rows in the plane. */
const streams = (seed: number) => [0, 1, 2, 3].map((k) => mulberry32(4 * seed + k));

const sphere = instance({
  label: 'Patterns on a sphere',
  help: 'All 4,096 patterns of twelve points on a sphere; the label is the same for patterns that a rotation turns into each other',
  params: {
    gamma: number({
      label: 'Gain of the rule',
      symbol: 'γ',
      help: 'soft labels: how sharply p(y = 1|x) rises; 54.49 makes I(X;Y) 0.99 bit',
      min: 3,
      max: 200,
      scale: 'log',
      default: PAPER_GAIN,
    }),
    trainShare: trainShare(0.85),
    labels: choice({
      label: 'Labels',
      help: 'hard: the published ones; soft: drawn once from p(y|x), and the plane is computed with p(x) p(y|x) itself',
      options: ['hard', 'soft'],
      default: 'hard',
    }),
    flip,
    randomLabels,
  },
  make: ({ gamma, trainShare, labels: kind, flip, randomLabels }, { seed }) => {
    const [splitting, labelling] = streams(seed) as [() => number, () => number];
    const scores = sphereScores();
    let rule: Float64Array | null = null;
    let labels: Int32Array;
    if (kind === 'soft') {
      rule = softRule(scores, gamma).map((p) => flip + (1 - 2 * flip) * p);
      if (randomLabels) rule = Float64Array.from(shuffled(PATTERNS, labelling), (row) => rule![row]!);
      labels = Int32Array.from(rule, (p) => (labelling() < p ? 1 : 0));
    } else {
      labels = hardLabels(scores);
      if (randomLabels) shuffle(labels, labelling);
      flipLabels(labels, 2, flip, labelling);
    }
    return makeTask({
      kind: 'sphere',
      inputs: spherePatterns(),
      width: POINTS,
      classes: 2,
      labels,
      rule,
      ...split(PATTERNS, trainShare, splitting),
      observed: Int32Array.from({ length: PATTERNS }, (_, k) => k),
      seed,
      notes: ['The plane is computed on all 4,096 patterns, trained on or not.'],
    });
  },
});

const digits = instance({
  label: 'Handwritten digits',
  help: '1,797 handwritten digits of 8 × 8 pixels (UCI), ten classes',
  assets: ['digits8.bin'],
  params: { trainShare: trainShare(0.8), flip, randomLabels },
  make: ({ trainShare, flip, randomLabels }, { seed, assets }) => {
    const stored = decodeDigits8(assets['digits8.bin']!);
    const [splitting, labelling, , watching] = streams(seed) as (() => number)[];
    const labels = Int32Array.from(stored.labels);
    if (randomLabels) shuffle(labels, labelling!);
    flipLabels(labels, 10, flip, labelling!);
    return makeTask({
      kind: 'digits',
      inputs: Float64Array.from(stored.pixels, (v) => v / 16),
      width: stored.side * stored.side,
      classes: 10,
      labels,
      rule: null,
      ...split(stored.count, trainShare, splitting!),
      observed: shuffled(stored.count, watching!).slice(0, OBSERVED).sort(),
      seed,
      notes: [`The plane is computed on ${OBSERVED.toLocaleString('en')} of the images, trained on or not.`],
    });
  },
});

const gaussians = instance({
  label: 'Two Gaussians',
  help: 'Two classes, each a round Gaussian of unit variance, at a distance from each other',
  params: {
    n: integer({ label: 'Points', symbol: 'n', min: 40, max: 4000, scale: 'log', default: 2000 }),
    dimension: integer({ label: 'Dimensions', symbol: 'd', min: 1, max: 16, default: 4 }),
    separation: number({
      label: 'Distance of the means',
      help: 'in standard deviations',
      min: 0,
      max: 8,
      default: 3,
    }),
    trainShare: trainShare(0.5),
    flip,
    randomLabels,
  },
  make: ({ n, dimension, separation, trainShare, flip, randomLabels }, { seed }) => {
    const [splitting, labelling, drawing, watching] = streams(seed) as (() => number)[];
    const labels = Int32Array.from({ length: n }, (_, k) => k % 2);
    const inputs = normals(drawing!, n * dimension);
    for (let k = 0; k < n; k++) inputs[k * dimension] = inputs[k * dimension]! + (labels[k]! - 0.5) * separation;
    if (randomLabels) shuffle(labels, labelling!);
    flipLabels(labels, 2, flip, labelling!);
    const observed = shuffled(n, watching!).slice(0, OBSERVED).sort();
    return makeTask({
      kind: 'gaussians',
      inputs,
      width: dimension,
      classes: 2,
      labels,
      rule: null,
      ...split(n, trainShare, splitting!),
      observed,
      seed,
      notes: [
        `The plane is computed on ${observed.length.toLocaleString('en')} of the points, trained on or not; X is which of them it is.`,
      ],
    });
  },
});

const bumps = instance({
  label: 'Bump images',
  help: 'Images of one soft bump, whose place (u₁, u₂) decides the class: sin 2πu₁ > cos 2πu₂',
  params: {
    n: integer({ label: 'Images', symbol: 'n', min: 40, max: 3000, scale: 'log', default: 1600 }),
    side: integer({ label: 'Pixels a side', min: 8, max: 16, default: 16 }),
    bumpWidth: number({ label: 'Width of the bump', help: 'of the image = 1', min: 0.1, max: 0.4, default: 0.3 }),
    trainShare: trainShare(0.625),
    flip,
  },
  make: ({ n, side, bumpWidth, trainShare, flip }, { seed }) => {
    const [splitting, labelling, drawing] = streams(seed) as (() => number)[];
    const u = Float64Array.from({ length: 2 * n }, drawing!);
    const labels = Int32Array.from({ length: n }, (_, k) =>
      Math.sin(2 * Math.PI * u[2 * k]!) > Math.cos(2 * Math.PI * u[2 * k + 1]!) ? 1 : 0,
    );
    flipLabels(labels, 2, flip, labelling!);
    const rows = split(n, trainShare, splitting!);
    return makeTask({
      kind: 'bumps',
      inputs: standardised(bumpImages(u, n, side, bumpWidth), side * side, rows.train),
      width: side * side,
      classes: 2,
      labels,
      rule: null,
      ...rows,
      observed: rows.test.slice(0, OBSERVED),
      seed,
      notes: [
        `The plane is computed on the ${Math.min(OBSERVED, rows.test.length).toLocaleString('en')} test images; X is which of them it is.`,
      ],
    });
  },
});

/** Pixels less the mean, over the standard deviation, of all pixels of the images trained on. */
function standardised(images: Float64Array, width: number, train: Int32Array): Float64Array {
  let sum = 0;
  let square = 0;
  for (const row of train) {
    for (let k = row * width; k < (row + 1) * width; k++) {
      sum += images[k]!;
      square += images[k]! ** 2;
    }
  }
  const mean = sum / (train.length * width);
  const deviation = Math.sqrt(square / (train.length * width) - mean * mean);
  return images.map((v) => (v - mean) / deviation);
}

export const instances = { sphere, digits, gaussians, bumps };
