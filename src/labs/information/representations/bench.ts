import type { Bench } from '../../../engine/bench.ts';
import { freeCodes, shapes } from './instances.ts';
import { boundOf, measuredShape, metrics } from './metrics.ts';
import type { Codes, Representation } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { mmcr } from './solvers/mmcr.ts';
import { randomCodes } from './solvers/random-codes.ts';
import { simclr } from './solvers/simclr.ts';

export default {
  id: 'information/representations',
  title: 'Representations',
  help: 'Without labels: codes on which views of one image agree, and different images spread out.',
  instances: { shapes, freeCodes },
  methods: { mmcr, simclr, randomCodes },
  metrics,
  snapshots,
  defaultInstance: 'shapes',
  defaultMethod: 'mmcr',
  stop: { rule: null, maxSteps: 500 },
  // A probe costs as much as a few steps of learning.
  metricStride: ({ images }) => (images ? 20 : 1),
  describeProblem: ({ batch, views, codeSize, images }) => ({
    facts: { batch, views, codeSize, bound: boundOf(batch, codeSize), images: images !== null },
    notes: [`No centroids have a nuclear norm above ${boundOf(batch, codeSize).toFixed(4)}.`],
  }),
  result: (problem, codes) => {
    const { global, local, centroidNorm, radius, singular } = measuredShape(problem, codes);
    const bound = boundOf(problem.batch, problem.codeSize);
    const probeAccuracy = metrics.probeAccuracy.measure(problem, codes);
    return { loss: -global, bound, localNuclear: local, centroidNorm, radius, singular: [...singular], probeAccuracy };
  },
  resultFields: {
    loss: 'minus the nuclear norm of the centroids',
    bound: 'largest nuclear norm there can be',
    localNuclear: 'sum over the images of the nuclear norm of their unit codes',
    centroidNorm: 'mean length of a centroid',
    radius: 'mean of √(1 − |c|²)',
    singular: 'singular values of the centroids, largest first',
    probeAccuracy: 'share of test views a linear probe classifies rightly; null for free codes',
  },
} satisfies Bench<Representation, Codes>;
