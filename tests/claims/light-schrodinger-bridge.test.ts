import type { AnyBench } from '../../src/engine/bench.ts';
import type { Bridge, BridgeProblem } from '../../src/labs/transport/bridges/problem.ts';
import { claimsOf, faulty } from '../claims-of.ts';

/** The planted bridge whose first target points, at which components start, are the truth's own centres. */
function startedAtModes(bench: AnyBench): AnyBench {
  const original = bench.instances.planted!;
  return {
    ...bench,
    instances: {
      ...bench.instances,
      planted: {
        ...original,
        make(...given: Parameters<typeof original.make>) {
          const problem: BridgeProblem = original.make(...given);
          const { fill } = problem.target;
          let asked = 0;
          const told: typeof fill = (random, out) => {
            if (asked++ === 0) out.set(problem.truth!.r);
            else fill(random, out);
          };
          return { ...problem, target: { ...problem.target, fill: told } };
        },
      },
    },
  };
}

claimsOf('light-schrodinger-bridge', {
  // Seed 3 is at 2.3 % when the 2,000 steps are over, by the jitter of a constant rate.
  doNotHold: ['enough-components'],
  faults: {
    'conditional means that forget S x': {
      breaks: (bench) =>
        faulty<Bridge>(bench, 'lightBridge', (bridge) => ({
          ...bridge,
          potential: { ...bridge.potential, S: bridge.potential.S.map((value, k) => (k % 3 === 1 ? 0 : 1e-3 * value)) },
        })),
      claims: ['recovers', 'recovers-noisy', 'gaussian-exact'],
    },
    'components that all weigh the same': {
      breaks: (bench) =>
        faulty<Bridge>(bench, 'lightBridge', (bridge) => ({
          ...bridge,
          potential: { ...bridge.potential, logAlpha: new Float64Array(bridge.potential.logAlpha.length) },
        })),
      claims: ['generates'],
    },
    'components that start at the modes of the truth': { breaks: startedAtModes, claims: ['few-components'] },
  },
});
