import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf, faulty } from '../claims-of.ts';

interface Iterate {
  readonly measured: Float64Array;
}

const changed = (bench: AnyBench, method: string, change: (measured: Float64Array) => Float64Array) =>
  faulty<Iterate>(bench, method, (iterate) => ({ ...iterate, measured: change(iterate.measured) }));

/** Gains that divide where they should multiply: 2, 0.3, 3 becomes a hill. */
function dividing(bench: AnyBench): AnyBench {
  const original = bench.instances.gaussianClasses!;
  const make: typeof original.make = (params, source) => {
    const gains = String(params.gains).split('-');
    return original.make({ ...params, gains: gains.map((gain) => 1 / Number(gain)).join('-') }, source);
  };
  return { ...bench, instances: { gaussianClasses: { ...original, make } } };
}

claimsOf('information-theoretic-bounds', {
  faults: {
    'only the covariances are compared, the means are left out': {
      // For n = 20 the covariances make 2.5 % of the divergence.
      breaks: (bench) => changed(bench, 'klDivergence', (measured) => measured.map((value) => 0.025 * value)),
      claims: ['kl-closed-form'],
    },
    'the spread of the classes is left out of the distance': {
      breaks: (bench) => changed(bench, 'wasserstein', (measured) => measured.map((value) => value / 0.8 ** 2)),
      claims: ['wasserstein-closed-form'],
    },
    'the layers are read in reverse': {
      breaks: (bench) => changed(bench, 'klDivergence', (measured) => measured.slice().reverse()),
      claims: ['no-rise'],
    },
    'gains divide': { breaks: dividing, claims: ['funnel'] },
  },
});
