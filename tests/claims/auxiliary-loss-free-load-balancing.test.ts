import type { AnyBench } from '../../src/engine/bench.ts';
import { dualValue } from '../../src/labs/transport/assignments/measure.ts';
import { optimumOf } from '../../src/labs/transport/assignments/metrics.ts';
import { claimsOf, instead } from '../claims-of.ts';

/** The rule with parameters of its own, whatever it is told. */
const forced = (bench: AnyBench, params: Readonly<Record<string, string | number>>): AnyBench =>
  instead(bench, 'lossFreeBalancing', () => params);

/** A dual that counts one expert a token less. */
const oneShort = (bench: AnyBench): AnyBench => ({
  ...bench,
  metrics: {
    ...bench.metrics,
    dualityGap: {
      ...bench.metrics.dualityGap!,
      measure: (problem, { prices }) =>
        dualValue({ ...problem, choices: problem.choices - 1 }, prices) - optimumOf(problem),
    },
  },
});

claimsOf('auxiliary-loss-free-load-balancing', {
  faults: {
    'one expert a token too few in the dual': { breaks: oneShort, claims: ['weak-duality'] },
    'a large step that never shrinks': {
      breaks: (bench) => forced(bench, { direction: 'linear', rate: 0.5, decay: 'constant' }),
      claims: [
        'harmonic-balances',
        'harmonic-optimal',
        'sign-balances',
        'large-stays-uneven',
        'small-fall-longer',
        'logarithmic-regret',
      ],
    },
    'tiny steps': {
      breaks: (bench) => forced(bench, { rate: 1e-4, decay: 'harmonic' }),
      claims: ['large-rise-soon'],
    },
    'steps that shrink where they should not': {
      breaks: (bench) => forced(bench, { rate: 2, decay: 'harmonic' }),
      claims: ['linear-regret'],
    },
  },
});
