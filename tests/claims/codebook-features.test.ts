import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf, instead } from '../claims-of.ts';

/** The codebook trained with other settings than it was given. */
const given = (change: object) => (bench: AnyBench) => instead(bench, 'codebook', () => change);

claimsOf('codebook-features', {
  // One codeword: 0.83 of the mass is valid after 1,000 batches, and 0.99 without a codebook.
  doNotHold: ['one-lossless'],
  faults: {
    'one codeword in place of four, and nothing draws it': {
      breaks: given({ kept: 1, reconstruction: 0 }),
      claims: ['four-lossless', 'reconstruction', 'isolates'],
    },
  },
});
