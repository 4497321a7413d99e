import type { AnyBench } from '../../src/engine/bench.ts';
import type { Averaging } from '../../src/labs/transport/covariances/problem.ts';
import { claimsOf, faulty } from '../claims-of.ts';

/** Covariances whose smallest eigenvalue is not small. */
function wellConditioned(bench: AnyBench): AnyBench {
  const original = bench.instances.spectrum!;
  const make: typeof original.make = (params, source) => original.make({ ...params, kappa: 10 }, source);
  return { ...bench, instances: { ...bench.instances, spectrum: { ...original, make } } };
}

claimsOf('bures-wasserstein-normalisation', {
  // The ratio is 86 at condition number 1,000.
  doNotHold: ['robust-1e3'],
  faults: {
    'a mean that is a little too large': {
      breaks: (bench) =>
        faulty<Averaging>(bench, 'buresBarycentre', (at) => ({ ...at, mean: at.mean!.map((value) => 1.01 * value) })),
      claims: ['one-step-10', 'one-step-1e3', 'one-step-1e5'],
    },
    'a layer that forgets half of the way to I and of the scale': {
      breaks: (bench) =>
        faulty<Averaging>(bench, 'batchNormalisation', (at) => ({
          ...at,
          now: at.now.map((Z, i) => Z.map((value, k) => 0.5 * (value + at.averaged[i]![k]!))),
        })),
      claims: ['centres-10', 'centres-1e3', 'centres-1e5', 'scales'],
    },
    'matrices that are well conditioned': { breaks: wellConditioned, claims: ['robust-1e5'] },
  },
});
