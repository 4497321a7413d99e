import type { AnyBench } from '../../src/engine/bench.ts';
import type { ParamValues } from '../../src/params/descriptor.ts';
import { claimsOf, instead } from '../claims-of.ts';
import { openWasm } from '../open-wasm.ts';

await openWasm();

/** The bench with the conditional VAE solving with other parameters than it was given. */
const told = (change: (params: ParamValues) => object) => (bench: AnyBench) => instead(bench, 'conditionalVae', change);

claimsOf('cvae-attributes', {
  // Leakage takes the 1,500 steps of the full form to differ; there it does not hold on one seed of three.
  doNotHold: ['leaks'],
  faults: {
    'the distortion is weighted in place of the rate': {
      breaks: told(({ beta }) => ({ beta: 1 / (beta as number) })),
      claims: ['disobey', 'obey', 'closer', 'blurred'],
    },
    'weights above 1 count ten times': {
      breaks: told((params) => {
        const beta = params.beta as number;
        return { beta: beta > 1 ? 10 * beta : beta };
      }),
      claims: ['cheap'],
    },
    'the prior is never learned': {
      breaks: told(() => ({ learnedPrior: false })),
      claims: ['learned-closer', 'overruled'],
    },
  },
});
