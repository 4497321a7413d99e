import { choice, integer, number } from '../../../params/descriptor.ts';
import type { Target } from './problem.ts';
import { gateParams, trainingParams } from './train-gates.ts';

export const dynamicParams = {
  mode: choice({
    label: 'Units to keep',
    options: ['mass', 'top'],
    default: 'mass',
    optionLabels: { mass: 'those that carry the mass', top: 'a fixed number' },
  }),
  mass: number({
    label: 'Mass kept',
    symbol: 'r',
    min: 0.3,
    max: 1,
    default: 0.8,
    help: 'Share of Σ|a| of the layer.',
  }),
  k: integer({
    label: 'Units kept',
    symbol: 'k',
    min: 1,
    max: 256,
    default: 40,
    scale: 'log',
    help: 'Where their number is fixed.',
  }),
  ...gateParams,
  ...trainingParams,
};

export const targetOf = ({ mode, mass, k }: { mode: 'mass' | 'top'; mass: number; k: number }): Target =>
  mode === 'mass' ? { mode, mass } : { mode, k };
