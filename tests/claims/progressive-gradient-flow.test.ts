import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf } from '../claims-of.ts';

/** The method with other parameters than asked for. */
function otherwise(bench: AnyBench, params: object): AnyBench {
  const original = bench.methods.progressiveGradientFlow!;
  const solve: typeof original.solve = (problem, given, run) => original.solve(problem, { ...given, ...params }, run);
  return { ...bench, methods: { ...bench.methods, progressiveGradientFlow: { ...original, solve } } };
}

claimsOf('progressive-gradient-flow', {
  // Level, as the card measured too.
  doNotHold: ['gain'],
  faults: {
    'weights that hardly move': {
      breaks: (bench) => otherwise(bench, { learningRate: 1e-4, epochs: 4 }),
      claims: ['fade-works', 'stages-work', 'little-lost'],
    },
  },
});
