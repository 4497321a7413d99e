import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf, instead } from '../claims-of.ts';

/** The network with one meta-prior whatever it is told. */
const weighing = (w: number) => (bench: AnyBench) => instead(bench, 'pvRnn', () => ({ w }));

claimsOf('pv-rnn', {
  faults: {
    'a meta-prior of 3 all along': {
      breaks: weighing(3),
      claims: ['between-captures', 'low-misses', 'low-random', 'low-reconstructs'],
      seeds: [1],
    },
    'a meta-prior of 0.3 all along': { breaks: weighing(0.3), claims: ['high-misses', 'high-deterministic'] },
  },
});
