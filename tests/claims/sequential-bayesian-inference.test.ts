import type { AnyBench } from '../../src/engine/bench.ts';
import type { Learned } from '../../src/labs/bnn/continual/problem.ts';
import type { ParamValues } from '../../src/params/descriptor.ts';
import { claimsOf, faulty, instead } from '../claims-of.ts';

/** The bench with a method that is always told something else. */
const told = (method: string, changed: (given: ParamValues) => object) => (bench: AnyBench) =>
  instead(bench, method, changed);

claimsOf('sequential-bayesian-inference', {
  faults: {
    'the mixture handed on where data should be kept, and the other way round': {
      breaks: told('sequentialBayes', ({ handOver }) => ({ handOver: handOver === 'joint' ? 'mixture' : 'joint' })),
      claims: ['joint', 'forgets', 'forgets-at-once'],
      seeds: [1],
    },
    'a mean for each task': {
      breaks: told('sequentialBayes', () => ({ heads: 'own' })),
      claims: ['neither'],
      seeds: [1],
    },
    'a posterior that drifts': {
      breaks: (bench) =>
        faulty(bench, 'sequentialBayes', ({ belief }: Learned): void => {
          if (belief) belief.mean[0] = belief.mean[0]! + 1e-6;
        }),
      claims: ['between', 'imbalance', 'sequential-is-batch'],
      seeds: [1],
    },
    'prototypes without a memory': {
      breaks: told('prototypicalBayes', () => ({ memory: 0, epochs: 2 })),
      claims: ['prototypes', 'prototypes-replay', 'prototypes-plain'],
      seeds: [1],
    },
  },
});
