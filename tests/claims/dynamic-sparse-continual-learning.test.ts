import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf, instead } from '../claims-of.ts';

/** The method with other parameters than asked for. */
const otherwise = (bench: AnyBench, change: (given: { growth: string }) => object): AnyBench =>
  instead(bench, 'isolatedSubnetworks', change);

claimsOf('dynamic-sparse-continual-learning', {
  // Level on this easy stream, as the card measured too.
  doNotHold: ['shapes-better'],
  faults: {
    'nothing is frozen, and learned fast': {
      breaks: (bench) => otherwise(bench, () => ({ freeze: false, rate: 0.1, epochs: 3 })),
      claims: ['nothing-forgotten'],
    },
    'weights that hardly move': {
      breaks: (bench) => otherwise(bench, () => ({ rate: 1e-6, epochs: 2, exchanged: 0.01 })),
      claims: ['accurate'],
    },
    'growth that is taken for the other': {
      breaks: (bench) => otherwise(bench, ({ growth }) => ({ growth: growth === 'random' ? 'gradient' : 'random' })),
      claims: ['gradient-growth'],
    },
  },
});
