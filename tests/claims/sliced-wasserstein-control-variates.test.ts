import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf } from '../claims-of.ts';

/** One method doing what another does, with other parameters if asked. */
const instead = (bench: AnyBench, method: string, other: string, change: object = {}): AnyBench => ({
  ...bench,
  methods: {
    ...bench.methods,
    [method]: {
      ...bench.methods[method]!,
      solve: (problem, given, run) => bench.methods[other]!.solve(problem, { ...given, ...change }, run),
    },
  },
});

claimsOf('sliced-wasserstein-control-variates', {
  faults: {
    'a slope of zero': {
      breaks: (bench) =>
        instead(instead(bench, 'lowerControlVariate', 'monteCarlo'), 'upperControlVariate', 'monteCarlo'),
      claims: ['lower-ten', 'upper-ten', 'spreads-help'],
    },
    'a slope fitted to ten of a hundred directions': {
      breaks: (bench) =>
        instead(
          instead(bench, 'lowerControlVariate', 'lowerControlVariate', { directions: 10 }),
          'upperControlVariate',
          'upperControlVariate',
          { directions: 10 },
        ),
      claims: ['lower-hundred', 'upper-hundred'],
    },
    'a lower bound that keeps the spreads': {
      breaks: (bench) => instead(bench, 'lowerControlVariate', 'upperControlVariate'),
      claims: ['no-difference'],
    },
    'a flow that sees three of its ten directions, and no control': {
      breaks: (bench) => instead(bench, 'lowerControlVariate', 'monteCarlo', { directions: 3 }),
      claims: ['flow-nearer', 'flow-nearer-plane'],
    },
  },
});
