import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf } from '../claims-of.ts';

/** Entries that move, in name only. */
function unmoved(bench: AnyBench): AnyBench {
  const { dynamicSparse, staticSparse } = bench.methods;
  return {
    ...bench,
    methods: {
      ...bench.methods,
      dynamicSparse: { ...dynamicSparse!, solve: (problem, params, run) => staticSparse!.solve(problem, params, run) },
    },
  };
}

/** Tables that start whole. */
function whole(bench: AnyBench): AnyBench {
  const { dynamicSparse, denseTables } = bench.methods;
  return {
    ...bench,
    methods: {
      ...bench.methods,
      dynamicSparse: { ...dynamicSparse!, solve: (problem, params, run) => denseTables!.solve(problem, params, run) },
    },
  };
}

claimsOf('dynamic-sparse-learning', {
  // Dense tables are ahead on this small table, as the card measured too.
  doNotHold: ['as-dense'],
  faults: {
    'entries that do not move': { breaks: unmoved, claims: ['moving-third', 'moving-tenth'] },
    'tables that are whole': { breaks: whole, claims: ['budget'] },
  },
});
