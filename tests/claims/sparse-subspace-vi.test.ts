import type { AnyBench } from '../../src/engine/bench.ts';
import type { Layer, Posterior } from '../../src/labs/bnn/posterior/posterior.ts';
import type { ParamValues } from '../../src/params/descriptor.ts';
import { claimsOf, faulty, instead } from '../claims-of.ts';
import { openWasm } from '../open-wasm.ts';

await openWasm();

/** A few steps show what is wrong with a run whose lists are wrong. */
const FEW = 40;

/** The method told something else. */
const told = (bench: AnyBench, change: (params: ParamValues) => object): AnyBench =>
  instead(bench, 'sparseSubspaceVi', change);

/** Weights that are read at the place of another one. */
const turned = (layer: Layer): Layer =>
  layer.pattern === null
    ? layer
    : {
        ...layer,
        pattern: { ...layer.pattern, columns: layer.pattern.columns.map((c) => layer.inputs - 1 - c) },
      };

claimsOf('sparse-subspace-vi', {
  faults: {
    'lists that name the wrong columns': {
      breaks: (bench) =>
        faulty<Posterior>(
          told(bench, () => ({ updates: FEW })),
          'sparseSubspaceVi',
          (posterior) => ({
            ...posterior,
            networks: posterior.networks.map(({ layers }) => ({ layers: layers.map(turned) })),
          }),
        ),
      claims: ['ninety', 'ninety-calibrated', 'ninety-five', 'ninety-five-calibrated', 'pruning', 'wide'],
    },
    'a subspace that stays': {
      breaks: (bench) => told(bench, () => ({ updates: FEW, topology: 'static' })),
      claims: ['subspace', 'small-subspace', 'wide-subspace'],
    },
    'a dense product with a mask': {
      breaks: (bench) =>
        faulty<Posterior>(
          told(bench, () => ({ updates: FEW })),
          'sparseSubspaceVi',
          (posterior) => ({
            ...posterior,
            cost: { ...posterior.cost, multiplyAdds: posterior.cost.denseMultiplyAdds },
          }),
        ),
      claims: ['work', 'work-seldom'],
    },
    'intervals that are taken for each other': {
      breaks: (bench) => told(bench, ({ interval }) => ({ interval: interval === 50 ? 2 : 50 })),
      claims: ['inner-updates'],
    },
  },
});
