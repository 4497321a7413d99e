import type { AnyBench } from '../../src/engine/bench.ts';
import { mulberry32 } from '../../src/math/random.ts';
import { claimsOf } from '../claims-of.ts';

/** The bench whose method measures to the second source, mistakes the goal, and reads its first stage at the small size. */
function misled(bench: AnyBench) {
  const original = bench.methods.projektor!;
  const solve: typeof original.solve = function* (problem, given, run) {
    const wrong = {
      ...problem,
      matched: problem.draw(0, problem.matched.count, mulberry32(7)),
      goal: 1.2 * problem.large,
    };
    const steps = original.solve(wrong, given, run) as Iterable<{ accuracySmall: Float64Array } | undefined>;
    for (const iterate of steps) yield iterate && { ...iterate, interpolated: iterate.accuracySmall };
  };
  return { ...bench, methods: { ...bench.methods, projektor: { ...original, solve } } };
}

claimsOf('projektor', {
  faults: {
    'distances to the second source, a mistaken goal, a fit read at the wrong size': {
      breaks: misled,
      claims: ['interpolates', 'distance-predicts', 'extrapolates', 'overshoots'],
      seeds: [1],
    },
  },
});
