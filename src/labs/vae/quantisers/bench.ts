import type { Bench } from '../../../engine/bench.ts';
import { digits } from './instances.ts';
import { distortionOf, metrics, rateOf } from './metrics.ts';
import type { Images, Quantised } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { cascade } from './solvers/cascade.ts';
import { jointCodebook } from './solvers/joint-codebook.ts';
import { productCodebooks } from './solvers/product-codebooks.ts';
import { scalarQuantiser } from './solvers/scalar-quantiser.ts';

export default {
  id: 'vae/quantisers',
  title: 'Quantisers',
  help: 'Images as numbers of codewords: one codebook, several, several levels, or each pixel for itself.',
  instances: { digits },
  methods: { productCodebooks, jointCodebook, cascade, scalarQuantiser },
  metrics,
  snapshots,
  defaultInstance: 'digits',
  defaultMethod: 'productCodebooks',
  stop: { rule: null, maxSteps: 120 },
  describeProblem: ({ train, test, pixels }) => ({
    facts: { train: train.count, test: test.count, pixels },
    notes: [`Codebooks are made from ${train.count} images and measured on ${test.count} others.`],
  }),
  result: (images, quantised) => ({
    distortion: distortionOf(images, quantised, 'test'),
    trainDistortion: distortionOf(images, quantised, 'train'),
    rate: rateOf(quantised, 'train'),
    rateTest: rateOf(quantised, 'test'),
    stored: quantised.stored,
  }),
  resultFields: {
    distortion: 'mean squared error of a pixel on test images',
    trainDistortion: 'the same on training images',
    rate: 'entropy of the numbers sent for a training image, bits',
    rateTest: 'the same for the test images',
    stored: 'numbers that a decoder holds',
  },
} satisfies Bench<Images, Quantised>;
