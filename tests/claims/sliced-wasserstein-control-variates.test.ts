import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf, instead } from '../claims-of.ts';

/** One method doing what another does, with other parameters if asked. */
const replaced = (bench: AnyBench, method: string, other: string, change: object = {}): AnyBench =>
  instead(bench, method, () => change, other);

claimsOf('sliced-wasserstein-control-variates', {
  faults: {
    'a slope of zero': {
      breaks: (bench) =>
        replaced(replaced(bench, 'lowerControlVariate', 'monteCarlo'), 'upperControlVariate', 'monteCarlo'),
      claims: ['lower-ten', 'upper-ten', 'spreads-help'],
    },
    'a slope fitted to ten of a hundred directions': {
      breaks: (bench) =>
        replaced(
          replaced(bench, 'lowerControlVariate', 'lowerControlVariate', { directions: 10 }),
          'upperControlVariate',
          'upperControlVariate',
          { directions: 10 },
        ),
      claims: ['lower-hundred', 'upper-hundred'],
    },
    'a lower bound that keeps the spreads': {
      breaks: (bench) => replaced(bench, 'lowerControlVariate', 'upperControlVariate'),
      claims: ['no-difference'],
    },
    'a flow that sees three of its ten directions, and no control': {
      breaks: (bench) => replaced(bench, 'lowerControlVariate', 'monteCarlo', { directions: 3 }),
      claims: ['flow-nearer', 'flow-nearer-plane'],
    },
  },
});
