import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf, instead } from '../claims-of.ts';

/** The bench with other values of the method's parameters than asked for. */
const otherwise = (bench: AnyBench, change: (given: { l2: number }) => object): AnyBench =>
  instead(bench, 'adaptiveBinning', change);

claimsOf('adaptive-estimators', {
  doNotHold: ['elu-compresses'],
  faults: {
    'weights that do not move': {
      breaks: (bench) => otherwise(bench, () => ({ learningRate: 0, epochs: 100 })),
      claims: ['swish-compresses', 'depends-on-start'],
    },
    'weight decay that is left out': {
      breaks: (bench) => otherwise(bench, () => ({ l2: 0, epochs: 100 })),
      claims: ['decay-compresses'],
      seeds: [1],
    },
    'weight decay fifty times over': {
      breaks: (bench) => otherwise(bench, ({ l2 }) => ({ l2: 50 * l2, epochs: 100 })),
      claims: ['decay-generalises'],
      seeds: [2],
    },
  },
});
