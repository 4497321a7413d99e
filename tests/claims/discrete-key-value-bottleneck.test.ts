import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf, instead } from '../claims-of.ts';

/** A bottleneck whose images fetch keys of a table so small that all classes share it. */
const shared = (bench: AnyBench): AnyBench =>
  instead(bench, 'keyValueBottleneck', () => ({ heads: 1, keys: 8, keySize: 2 }));

claimsOf('discrete-key-value-bottleneck', {
  faults: {
    'one head of eight keys': {
      breaks: shared,
      claims: ['remembers', 'above-linear', 'above-mlp', 'no-cost', 'no-gap'],
      seeds: [1],
    },
  },
});
