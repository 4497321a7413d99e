import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf, instead } from '../claims-of.ts';

/** The method with other parameters than asked for. */
const otherwise = (bench: AnyBench, params: object): AnyBench =>
  instead(bench, 'progressiveGradientFlow', () => params);

claimsOf('progressive-gradient-flow', {
  // Level, as the card measured too.
  doNotHold: ['gain'],
  faults: {
    'weights that hardly move': {
      breaks: (bench) => otherwise(bench, { learningRate: 1e-4, epochs: 4 }),
      claims: ['fade-works', 'stages-work', 'little-lost'],
    },
  },
});
