import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf, instead } from '../claims-of.ts';

/** The denoiser of images that are all alike. */
function flat(bench: AnyBench): AnyBench {
  const original = bench.methods.scoreDvi!;
  return {
    ...bench,
    methods: {
      ...bench.methods,
      scoreDvi: {
        ...original,
        solve: (problem, params, run) =>
          original.solve({ ...problem, values: problem.values.map(() => 1e6) }, params, run),
      },
    },
  };
}

claimsOf('score-dvi', {
  faults: {
    'a denoiser that changes nothing': { breaks: flat, claims: ['beats-wiener', 'finds-noise'] },
    'the map shared and the prior at full weight all along': {
      breaks: (bench) => instead(bench, 'scoreDvi', () => ({ shared: true, priorWeight: 1 })),
      claims: ['needs-pooling', 'weak-prior'],
    },
  },
});
