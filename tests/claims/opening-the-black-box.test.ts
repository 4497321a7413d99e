import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf, faulty } from '../claims-of.ts';

interface Iterate {
  readonly network: { readonly weights: Float64Array[]; readonly biases: Float64Array[] };
}

/** The bench with a training that goes nowhere, and ends early. */
function frozen(bench: AnyBench): AnyBench {
  const original = bench.methods.binning!;
  const solve: typeof original.solve = (problem, given, run) =>
    original.solve(problem, { ...given, learningRate: 0, epochs: 100 } as never, run);
  return { ...bench, methods: { ...bench.methods, binning: { ...original, solve } } };
}

claimsOf('opening-the-black-box', {
  doNotHold: ['drift-first', 'all-layers-on-bound'],
  faults: {
    'weights that do not move': {
      breaks: frozen,
      claims: [
        'late-layers-compress',
        'label-is-kept',
        'generalises',
        'then-diffusion',
        'diffusion-stays',
        'output-near-bound',
        'little-data-forgets',
      ],
    },
    'weights that shrink from epoch 150 on': {
      breaks: (bench) =>
        faulty<Iterate>(bench, 'binning', ({ network }, step) => {
          if (step > 150) for (const w of network.weights) for (let k = 0; k < w.length; k++) w[k] = 0.8 * w[k]!;
        }),
      claims: ['first-layer-keeps', 'much-data-keeps'],
    },
  },
});
