import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf, faulty, instead } from '../claims-of.ts';

interface Iterate {
  readonly network: { readonly weights: Float64Array[]; readonly biases: Float64Array[] };
}

/** The bench with a training that goes nowhere, and ends early. */
const frozen = (bench: AnyBench): AnyBench => instead(bench, 'binning', () => ({ learningRate: 0, epochs: 100 }));

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
