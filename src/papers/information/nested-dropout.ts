import { difference, final } from '../../claims/claim.ts';
import type { Paper, PaperRun } from '../paper.ts';

const bench = 'information/noisy-labels';
const instance = 'mixture';
const seeds = [1, 2];

const runs = {
  nested: {
    bench,
    instance,
    method: 'nestedDropout',
    preset: 'Nested dropout',
    shows: 'Forty per cent of the labels drawn anew; prefixes of about 24 of 128 coordinates.',
    companions: ['plain', 'dropout'],
  },
  clean: {
    bench,
    instance,
    instanceParams: { noiseRate: 0 },
    method: 'nestedDropout',
    preset: 'No wrong labels',
    shows: 'Without wrong labels there is nothing to protect from.',
    companions: ['plain'],
  },
  half: {
    bench,
    instance,
    instanceParams: { noiseRate: 0.8 },
    method: 'nestedDropout',
    preset: 'Mostly noise',
    shows: 'Four labels in five drawn anew.',
    companions: ['plain', 'dropout'],
  },
  short: {
    bench,
    instance,
    method: 'nestedDropout',
    params: { prefixScale: 6 },
    preset: 'Short prefixes',
    shows: 'Six coordinates do most of the work.',
  },
  plain: { bench, instance, method: 'plain' },
  dropout: { bench, instance, method: 'dropout' },
} satisfies Record<string, PaperRun>;

const setting =
  'Four Gaussian classes in 20 dimensions, 400 examples, 40 % of the labels drawn anew, 60 epochs; mean of two seeds.';

export default {
  summary: 'Features trained to be useful in every prefix leave the wrong labels in their tail.',
  sections: [
    {
      heading: 'The idea',
      text: [
        'A large network can remember every wrong label it is given. It does so late, and with many weak features. If the features were ordered by how much they matter, the wrong labels could be cut off with the tail.',
        'Nested dropout makes them so: in training each example sees only the first k coordinates, k drawn at random. In testing the best k is kept.',
      ],
      equations: [
        {
          tex: String.raw`\min\ \mathbb E_k\big[-\log q(y\mid W(h\circ[j\le k]))\big],\qquad p(k)\propto e^{-(k/s)^2}`,
          says: 'Cross-entropy over random prefixes of the feature h.',
        },
      ],
    },
  ],
  algorithm: [
    'Train a network with a wide last feature h and a linear classifier without bias.',
    'For every example of a batch draw k and set all coordinates after the k-th to 0.',
    'Cross-entropy with the label given, right or wrong; Adam.',
    'After training, test all prefixes on validation examples.',
    'Keep the shortest of the best; classify with it.',
  ],
  tries: [
    { text: 'Race it against dropout and nothing.', run: 'nested', label: 'Race' },
    { text: 'Make most labels wrong.', run: 'half', label: '80 % noise' },
    { text: 'Shorten the prefixes.', run: 'short', label: 's = 6' },
  ],
  runs,
  claims: [
    {
      id: 'better',
      says: 'Nested dropout classifies better than training without it when labels are wrong.',
      where: 'Experiments, first stage',
      unit: 'test accuracy gained',
      axis: { scale: 'linear', domain: [-0.05, 0.2] },
      quick: {
        measure: difference(final('cleanAccuracy', 'nested'), final('cleanAccuracy', 'plain')),
        seeds,
        across: 'mean',
        atLeast: 0.03,
        setting,
      },
      full: {
        measure: difference(final('cleanAccuracy', 'nested'), final('cleanAccuracy', 'plain')),
        seeds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        across: 'mean',
        atLeast: 0.03,
        setting: 'The same, mean of ten seeds.',
      },
    },
    {
      id: 'prefix',
      says: 'The best prefix of the feature does at least as well as all of it.',
      where: 'Experiments, compression of the features',
      unit: 'test accuracy gained',
      axis: { scale: 'linear', domain: [-0.05, 0.2] },
      quick: {
        measure: difference(final('prefixAccuracy', 'nested'), final('cleanAccuracy', 'nested')),
        seeds,
        across: 'mean',
        atLeast: 0,
        setting,
      },
    },
    {
      id: 'less-remembered',
      says: 'It does not remember all of the wrong labels.',
      where: 'Motivation; memorisation',
      unit: 'accuracy on the labels given',
      axis: { scale: 'linear', domain: [0.7, 1] },
      quick: { measure: final('noisyTrainAccuracy', 'nested'), seeds, atMost: 0.95, setting },
    },
  ],
  limits: [
    'With the whole feature the gain is 0.02 to 0.04 here, around the bound of 0.03; with the best prefix it is two to three times that.',
    'Small synthetic data in place of noisy image collections; the second stage of the paper, Co-teaching between two networks, is not built.',
    'Stopping early at the best epoch beats every method here; without right labels to stop by, one would not know when.',
    'The prefix is chosen on 500 examples with right labels.',
  ],
} satisfies Paper;
