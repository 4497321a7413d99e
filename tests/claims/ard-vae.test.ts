import type { AnyBench } from '../../src/engine/bench.ts';
import type { ParamValues } from '../../src/params/descriptor.ts';
import { claimsOf } from '../claims-of.ts';
import { openWasm } from '../open-wasm.ts';

await openWasm();

/** The bench with one method solving with other parameters than it was given, or as another method. */
const instead = (change: (params: ParamValues) => ParamValues, as?: string) => (bench: AnyBench) => ({
  ...bench,
  methods: {
    ...bench.methods,
    ardVae: {
      ...bench.methods.ardVae!,
      solve: (...[problem, params, run]: Parameters<NonNullable<AnyBench['methods'][string]>['solve']>) =>
        bench.methods[as ?? 'ardVae']!.solve(problem, change(params as ParamValues) as never, run),
    },
  },
});

claimsOf('ard-vae', {
  faults: {
    'the variances are never estimated': {
      breaks: instead((params) => ({ ...params, warmUp: 0, freeBits: 0 }), 'betaVae'),
      claims: ['fewer', 'still-fewer'],
    },
    'the rate weighs nothing': { breaks: instead((params) => ({ ...params, beta: 0.5 })), claims: ['three'] },
    'the rate weighs ten times as much': {
      breaks: instead((params) => ({ ...params, beta: 80 })),
      claims: ['no-dearer', 'curved'],
    },
  },
});
