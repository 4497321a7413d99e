import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf, instead } from '../claims-of.ts';

/** The method under its name does something else with the same parameters. */
const otherwise = (bench: AnyBench, params: object, by?: string): AnyBench =>
  instead(bench, 'groupEnvelope', () => params, by);

claimsOf('group-envelope-sparsity', {
  // By proximal steps alone some 55 neurons stay, as the card measured too.
  doNotHold: ['exactly-k'],
  faults: {
    'no envelope at all': { breaks: (bench) => otherwise(bench, {}, 'magnitude'), claims: ['selects'] },
    'a lasso under its name': {
      breaks: (bench) => otherwise(bench, { lassoStrength: 0.02 }, 'groupLasso'),
      claims: ['beats-lasso'],
    },
    'a network that does not learn': {
      breaks: (bench) => otherwise(bench, { learningRate: 1e-4, epochs: 3 }),
      claims: ['fine-tuned'],
    },
  },
});
