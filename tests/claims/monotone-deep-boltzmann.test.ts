import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf, instead } from '../claims-of.ts';

/** The bench with other couplings under a name. */
function coupled(bench: AnyBench, weights: 'free' | 'monotone', by: 'free' | 'monotone'): AnyBench {
  const instances = Object.fromEntries(
    Object.entries(bench.instances).map(([id, one]) => [
      id,
      {
        ...one,
        make: (...given: Parameters<typeof one.make>) => {
          const machine = one.make(...given);
          return {
            ...machine,
            couplings: { ...machine.couplings, [weights]: machine.couplings[by] },
            eigenvalues: { ...machine.eigenvalues, [weights]: machine.eigenvalues[by] },
          };
        },
      },
    ]),
  );
  return { ...bench, instances };
}

/** A method that takes one step size whatever it is told. */
const stepping = (bench: AnyBench, alpha: number): AnyBench => instead(bench, 'monotoneMeanField', () => ({ alpha }));

claimsOf('monotone-deep-boltzmann', {
  faults: {
    'columns that are not shrunk': {
      breaks: (bench) => coupled(bench, 'monotone', 'free'),
      claims: ['margin', 'settles', 'one-point', 'damped-converges'],
    },
    'free couplings made monotone': { breaks: (bench) => coupled(bench, 'free', 'monotone'), claims: ['free-cycles'] },
    'steps damped all along': {
      breaks: (bench) => stepping(bench, 0.1),
      claims: ['undamped-oscillates', 'half-oscillates'],
    },
    'a cycle that is looked at one step late': {
      breaks: (bench) => ({ ...bench, metrics: { ...bench.metrics, cycle: { ...bench.metrics.change! } } }),
      claims: ['free-returns'],
    },
  },
});
