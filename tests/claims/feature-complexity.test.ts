import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf, instead } from '../claims-of.ts';

/** The targets are handed to the learner in reverse: what is called one sign is the product of four. */
function reversed(bench: AnyBench): AnyBench {
  const original = bench.instances.products!;
  const make: typeof original.make = (params, source) => {
    const problem = original.make(params, source) as { train: { y: Float64Array }; test: { y: Float64Array } };
    for (const { y } of [problem.train, problem.test]) {
      for (let from = 0; from < y.length; from += 4) y.subarray(from, from + 4).reverse();
    }
    return problem;
  };
  return { ...bench, instances: { products: { ...original, make } } };
}

/** The hidden layers are not trained. */
const untrained = (bench: AnyBench): AnyBench => instead(bench, 'trained', () => ({}), 'randomFeatures');

claimsOf('feature-complexity', {
  faults: {
    'targets in reverse': { breaks: reversed, claims: ['rises', 'learned-first', 'simple-is-read-early'], seeds: [1] },
    'hidden layers that do not learn': { breaks: untrained, claims: ['learned-first'], seeds: [1] },
  },
});
