import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf } from '../claims-of.ts';

/** The bench with other parameters, or another problem, for the method than asked for. */
function otherwise(bench: AnyBench, params: object, change: (problem: { noise: number }) => object = (same) => same) {
  const original = bench.methods.niwMeta!;
  const solve: typeof original.solve = (problem, given, run) =>
    original.solve(change(problem), { ...given, ...params }, run);
  return { ...bench, methods: { ...bench.methods, niwMeta: { ...original, solve } } };
}

claimsOf('niw-meta', {
  faults: {
    'pairs that are hardly believed': {
      breaks: (bench) => otherwise(bench, {}, (problem) => ({ ...problem, noise: 20 * problem.noise })),
      claims: ['near-oracle', 'knows-spread', 'beats-maml'],
      seeds: [1],
    },
    'a prior that does not learn': {
      breaks: (bench) => otherwise(bench, { learningRate: 0 }),
      claims: ['beats-none'],
      seeds: [1],
    },
  },
});
