import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf } from '../claims-of.ts';

/** One method runs under the name of another. */
function replaced(bench: AnyBench, name: string, by: string): AnyBench {
  return {
    ...bench,
    methods: { ...bench.methods, [name]: { ...bench.methods[by]!, params: bench.methods[name]!.params } },
  };
}

/** The two sides of the signal no longer belong to the two factors. */
function scattered(bench: AnyBench): AnyBench {
  return { ...bench, instances: { ...bench.instances, block: bench.instances.scattered! } };
}

claimsOf('kronecker-sbl', {
  // The alternating variant is ahead by some 2 to 5 dB; the card does not resolve the order either.
  doNotHold: ['singular-most-accurate'],
  faults: {
    'a support that is no product': {
      breaks: scattered,
      claims: ['singular-better', 'alternating-better'],
      seeds: [1],
    },
    'variances without structure under the name of the SVD': {
      breaks: (bench) => replaced(bench, 'singularKroneckerSbl', 'classicSbl'),
      claims: ['singular-cheaper'],
      seeds: [1],
    },
  },
});
