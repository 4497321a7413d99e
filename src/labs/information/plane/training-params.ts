import { choice, integer, number } from '../../../params/descriptor.ts';

/** Widths of the hidden layers one may choose from; six at most. */
export const LAYERS = ['10-7-5-4-3', '12-10-7-5-4-3', '10-7-5', '10', '20-20-20', '32-16-8', '64-32-16'] as const;

/** Parameters of the training, the same for every observer, so that all watch one training. */
export const trainingParams = {
  layers: choice({ label: 'Hidden layers', help: 'units in each', options: LAYERS, default: '10-7-5-4-3' }),
  activation: choice({
    label: 'Activation',
    options: ['tanh', 'relu', 'softsign', 'softplus', 'elu', 'swish', 'linear'],
    default: 'tanh',
    optionLabels: { relu: 'ReLU', elu: 'ELU', linear: 'linear (none)' },
  }),
  initialisation: choice({
    label: 'Initial weights',
    options: ['normal', 'uniform'],
    default: 'normal',
    optionLabels: { normal: 'truncated normal, no biases', uniform: 'uniform ± 1/√fan-in' },
  }),
  optimiser: choice({
    label: 'Optimiser',
    options: ['adam', 'sgd', 'momentum'],
    default: 'adam',
    optionLabels: { adam: 'Adam', sgd: 'gradient descent', momentum: 'momentum 0.9' },
  }),
  learningRate: number({ label: 'Learning rate', min: 1e-4, max: 1e-2, scale: 'log', default: 2e-3 }),
  batch: integer({ label: 'Batch', help: 'patterns a step', min: 16, max: 2048, scale: 'log', default: 512 }),
  epochs: integer({
    label: 'Epochs',
    help: 'the training ends there',
    min: 100,
    max: 8000,
    scale: 'log',
    default: 1000,
  }),
  l2: number({
    label: 'Weight decay',
    symbol: 'λ',
    help: 'λ W is added to the gradient of the weights, not of the biases',
    min: 0,
    max: 3e-2,
    default: 0,
  }),
  noise: number({
    label: 'Noise in the layers',
    symbol: 'σ',
    help: 'standard deviation of Gaussian noise after every hidden activation, in training and evaluation',
    min: 0,
    max: 0.5,
    default: 0,
  }),
} as const;
