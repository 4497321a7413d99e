import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf } from '../claims-of.ts';

/** The codes of the variational SAE are neither sampled nor priced; whatever κ is, that is one run, made once. */
function neitherSampledNorPriced(bench: AnyBench): AnyBench {
  const { variationalSae, topKSae } = bench.methods;
  return {
    ...bench,
    methods: {
      ...bench.methods,
      variationalSae: {
        ...variationalSae!,
        *solve(...given: Parameters<NonNullable<typeof topKSae>['solve']>) {
          if (last === null) for (const iterate of topKSae!.solve(...given) as Iterable<unknown>) last = iterate;
          yield last;
        },
      },
    },
  };
}

/** Of the one seed that the fault is tried on. */
let last: unknown = null;

claimsOf('variational-sparse-autoencoders', {
  doNotHold: ['dead', 'recovered'],
  faults: {
    'codes are neither sampled nor priced': {
      breaks: neitherSampledNorPriced,
      claims: ['explains-less', 'collapses', 'independent', 'dead-noise', 'dead-light'],
      seeds: [1],
    },
  },
});
