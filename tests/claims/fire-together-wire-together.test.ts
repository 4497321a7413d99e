import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf, instead } from '../claims-of.ts';

/** The method with other parameters than asked for. */
const otherwise = (bench: AnyBench, params: object): AnyBench => instead(bench, 'decoupledGates', () => params);

claimsOf('fire-together-wire-together', {
  // A predictor of a dense layer is as large as the layer.
  doNotHold: ['halves-work'],
  faults: {
    'gates that learn nothing': {
      breaks: (bench) => otherwise(bench, { gateRate: 0, dynamicEpochs: 3 }),
      claims: ['few-units', 'predictable'],
    },
    'one unit for all': {
      breaks: (bench) => otherwise(bench, { mode: 'top', k: 1, dynamicEpochs: 4, denseEpochs: 4 }),
      claims: ['accuracy-kept'],
    },
  },
});
