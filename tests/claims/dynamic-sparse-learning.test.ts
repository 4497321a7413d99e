import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf, instead } from '../claims-of.ts';

/** Entries that move, in name only. */
const unmoved = (bench: AnyBench): AnyBench => instead(bench, 'dynamicSparse', () => ({}), 'staticSparse');

/** Tables that start whole. */
const whole = (bench: AnyBench): AnyBench => instead(bench, 'dynamicSparse', () => ({}), 'denseTables');

claimsOf('dynamic-sparse-learning', {
  // Dense tables are ahead on this small table, as the card measured too.
  doNotHold: ['as-dense'],
  faults: {
    'entries that do not move': { breaks: unmoved, claims: ['moving-third', 'moving-tenth'] },
    'tables that are whole': { breaks: whole, claims: ['budget'] },
  },
});
