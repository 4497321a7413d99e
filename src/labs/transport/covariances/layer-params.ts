import { choice, integer, number } from '../../../params/descriptor.ts';

export const layerParams = {
  barycentreSteps: integer({ label: 'Steps to the mean', min: 1, max: 10, default: 1 }),
  theta: number({
    label: 'Power',
    symbol: 'θ',
    help: 'of the matrices before anything else; undone at the end',
    min: 0.25,
    max: 1.5,
    default: 1,
  }),
  shift: number({ label: 'Deviation to have', symbol: 's', min: 0.1, max: 3, default: 1, scale: 'log' }),
  about: choice({
    label: 'Variance about',
    help: 'the mean, or I as in the released code',
    options: ['mean', 'identity'],
    default: 'mean',
    optionLabels: { mean: 'the mean', identity: 'I' },
  }),
  metric: choice({
    label: 'Metric',
    symbol: 'M',
    help: 'the matrices are measured after a congruence by M^-½',
    options: ['identity', 'average'],
    default: 'identity',
    optionLabels: { identity: 'I', average: 'their average' },
  }),
  scale: number({ label: 'Scale of M', min: 0.1, max: 10, default: 1, scale: 'log' }),
  bias: choice({
    label: 'Bias',
    symbol: 'W',
    help: 'where the mean is put at the end',
    options: ['identity', 'average'],
    default: 'identity',
    optionLabels: { identity: 'I', average: 'their average' },
  }),
  momentum: number({ label: 'Momentum of the running statistics', min: 0, max: 1, default: 0.1 }),
};
