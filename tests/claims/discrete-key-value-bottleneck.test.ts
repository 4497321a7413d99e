import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf } from '../claims-of.ts';

/** A method that takes one parameter's value whatever it is told. */
function forced(bench: AnyBench, method: string, params: Record<string, number>): AnyBench {
  const original = bench.methods[method]!;
  return {
    ...bench,
    methods: {
      ...bench.methods,
      [method]: { ...original, solve: (problem, given, run) => original.solve(problem, { ...given, ...params }, run) },
    },
  };
}

/** A bottleneck whose images fetch keys of a table so small that all classes share it. */
const shared = (bench: AnyBench): AnyBench => forced(bench, 'keyValueBottleneck', { heads: 1, keys: 8, keySize: 2 });

claimsOf('discrete-key-value-bottleneck', {
  faults: {
    'one head of eight keys': {
      breaks: shared,
      claims: ['remembers', 'above-linear', 'above-mlp', 'no-cost', 'no-gap'],
      seeds: [1],
    },
  },
});
