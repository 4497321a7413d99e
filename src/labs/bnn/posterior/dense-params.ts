import { choice, integer, number } from '../../../params/descriptor.ts';
import type { Perceptron } from '../../../tensor/nn/gaussian-perceptron.ts';
import { layerSizes, type PosteriorProblem } from './problem.ts';

/** What every method that trains a dense network has. */
export const trainingParams = {
  updates: integer({
    label: 'Steps',
    symbol: 'T',
    help: 'The learning rate falls to zero at the last one.',
    min: 20,
    max: 5000,
    default: 800,
    scale: 'log',
  }),
  rate: number({ label: 'Learning rate', min: 1e-4, max: 3e-2, default: 1e-2, scale: 'log' }),
};

export const decayParam = number({
  label: 'Weight decay',
  help: 'λ/2 times the squared weights is added to the loss.',
  min: 0,
  max: 0.01,
  default: 0,
});

/** Point weights have neither a prior nor a spread. */
export const POINT = { beta: 0, priorSd: 1, sigma0: 1 };

/** What variational inference adds. */
export const variationalParams = {
  estimator: choice({
    label: 'Estimator',
    options: ['localReparameterisation', 'flipout', 'bayesByBackprop'],
    default: 'localReparameterisation',
    optionLabels: {
      localReparameterisation: 'local reparameterisation',
      flipout: 'Flipout',
      bayesByBackprop: 'one matrix a batch (Bayes by Backprop)',
    },
    help: 'How the noise of the weights enters a step.',
  }),
  beta: number({
    label: 'KL weight',
    symbol: 'β',
    help: 'Faded in over the first half.',
    min: 1e-3,
    max: 1,
    default: 0.1,
    scale: 'log',
  }),
  priorSd: number({ label: 'Prior s.d.', symbol: 'p', min: 0.02, max: 3, default: 1, scale: 'log' }),
  sigma0: number({ label: 'σ at the start', symbol: 'σ₀', min: 1e-3, max: 0.3, default: 0.02, scale: 'log' }),
};

/** The network of the problem, as the tensors want it. */
export const perceptronOf = (problem: PosteriorProblem, estimator: Perceptron['estimator']): Perceptron => ({
  sizes: layerSizes(problem),
  activation: problem.activation,
  likelihood: problem.kind === 'classification' ? { kind: 'softmax' } : { kind: 'gaussian', sd: problem.noiseSd },
  estimator,
});
