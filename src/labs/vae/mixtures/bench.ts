import type { Bench } from '../../../engine/bench.ts';
import { evaluationOf } from './evaluate.ts';
import { grid, moons, ring, user } from './instances.ts';
import { metrics } from './metrics.ts';
import type { Plane, Trained } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { iwae } from './solvers/iwae.ts';
import { reparameterised } from './solvers/reparameterised.ts';
import { scoreFunction } from './solvers/score-function.ts';
import { scoreFunctionBaseline } from './solvers/score-function-baseline.ts';
import { readData } from './user-data.ts';

/** A latent number counts as active from this KL on, in nats. */
const ACTIVE = 0.05;

export default {
  id: 'vae/mixtures',
  title: 'Mixtures in the plane',
  help: 'A VAE of points in the plane, seen whole: posteriors against the prior, the decoder’s density, the bounds under the likelihood, and four estimators of one gradient.',
  instances: { ring, moons, grid, user },
  methods: { reparameterised, scoreFunction, scoreFunctionBaseline, iwae },
  metrics,
  snapshots,
  defaultInstance: 'ring',
  defaultMethod: 'reparameterised',
  stop: { rule: null, maxSteps: 400 },
  // A likelihood by the grid costs as much as a few steps.
  metricStride: () => 20,
  describeProblem: ({ train, heldOut, notes }) => ({
    facts: { points: train.length / 2, heldOut: heldOut.length / 2 },
    notes: [...notes, `${train.length / 2} points to learn from, ${heldOut.length / 2} held out.`],
  }),
  result(problem, trained) {
    const { elbo, reconstruction, kl, klPerDimension, bounds, logLikelihood } = evaluationOf(problem, trained);
    return {
      elbo,
      reconstruction,
      kl,
      klPerDimension: [...klPerDimension],
      activeDimensions: klPerDimension.filter((value) => value > ACTIVE).length,
      bounds: [...bounds],
      logLikelihood,
      gradientVariance: metrics.gradientVariance.measure(problem, trained),
    };
  },
  resultFields: {
    elbo: 'evidence lower bound, nats per held-out point; at most 256 points are looked at',
    reconstruction: 'minus the expected log p(x | z), nats per held-out point',
    kl: 'sum of klPerDimension',
    klPerDimension: 'KL to the prior by latent number, nats per held-out point',
    activeDimensions: 'latent numbers whose KL is above 0.05 nats',
    bounds: 'importance-weighted bounds of 1, 2, 4, 8, 16, 32 and 64 draws, nats per held-out point',
    logLikelihood: 'mean of log p(x) over the held-out points, by a grid over z, nats',
    gradientVariance: 'variance of the encoder’s gradient, summed over its parameters',
  },
  readData,
} satisfies Bench<Plane, Trained>;
