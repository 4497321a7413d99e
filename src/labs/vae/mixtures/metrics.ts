import type { Metric } from '../../../engine/bench.ts';
import { evaluationOf } from './evaluate.ts';
import { gradientVariance, RULES } from './gradient-variance.ts';
import type { Plane, Trained } from './problem.ts';

type Measured = Metric<Plane, Trained>;

const elbo: Measured = {
  label: 'ELBO',
  symbol: 'ℒ',
  unit: 'nats',
  scale: 'linear',
  better: 'higher',
  help: 'Evidence lower bound of the held-out points, a point: 64 draws of z, the KL in closed form.',
  measure: (problem, trained) => evaluationOf(problem, trained).elbo,
};

const iwaeBound: Measured = {
  label: 'Bound of 64 draws',
  unit: 'nats',
  scale: 'linear',
  better: 'higher',
  help: 'Logarithm of the mean of 64 importance weights, a held-out point, on the same draws.',
  measure: (problem, trained) => evaluationOf(problem, trained).bounds.at(-1)!,
};

const logLikelihood: Measured = {
  label: 'Log-likelihood',
  unit: 'nats',
  scale: 'linear',
  better: 'higher',
  help: 'Mean of log p(x) over the held-out points, by a grid over z.',
  measure: (problem, trained) => evaluationOf(problem, trained).logLikelihood,
};

const reconstruction: Measured = {
  label: 'Reconstruction',
  unit: 'nats',
  scale: 'linear',
  better: 'lower',
  help: 'Minus the expected log p(x | z) of a held-out point.',
  measure: (problem, trained) => evaluationOf(problem, trained).reconstruction,
};

const kl: Measured = {
  label: 'KL to the prior',
  symbol: 'KL',
  unit: 'nats',
  scale: 'linear',
  better: null,
  help: 'What the code of a held-out point says, on average.',
  measure: (problem, trained) => evaluationOf(problem, trained).kl,
};

const variance: Measured = {
  label: 'Variance of the encoder’s gradient',
  scale: 'log',
  better: null,
  help: 'Summed over its parameters: 16 repeats with other draws of z on the same 32 points, nothing else moved.',
  measure: (problem, { model, estimator, samples }) => gradientVariance(problem, model, RULES[estimator], samples),
};

export const metrics = { elbo, iwaeBound, logLikelihood, reconstruction, kl, gradientVariance: variance };
