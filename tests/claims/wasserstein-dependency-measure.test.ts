import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf } from '../claims-of.ts';

/** The bench with a method that stops after twenty updates. */
const unfinished = (method: string) => (bench: AnyBench) => {
  const original = bench.methods[method];
  if (!original) return bench;
  const solve: typeof original.solve = (problem, given, run) => original.solve(problem, { ...given, rounds: 4 }, run);
  return { ...bench, methods: { ...bench.methods, [method]: { ...original, solve } } };
};

claimsOf('wasserstein-dependency-measure', {
  faults: {
    'Wasserstein training that stops after twenty updates': {
      breaks: unfinished('wassersteinContrastive'),
      claims: ['more-complete', 'few-factors-wasserstein'],
    },
    'contrastive training that stops after twenty updates': {
      breaks: unfinished('contrastive'),
      claims: ['few-factors-contrastive', 'loss-is-not-the-goal'],
    },
  },
});
