import { claimsOf, instead } from '../claims-of.ts';
import { openWasm } from '../open-wasm.ts';

await openWasm();

claimsOf('ard-vae', {
  faults: {
    'the variances are never estimated': {
      breaks: (bench) => instead(bench, 'ardVae', () => ({ warmUp: 0, freeBits: 0 }), 'betaVae'),
      claims: ['fewer', 'still-fewer'],
    },
    'the rate weighs nothing': {
      breaks: (bench) => instead(bench, 'ardVae', () => ({ beta: 0.5 })),
      claims: ['three'],
    },
    'the rate weighs ten times as much': {
      breaks: (bench) => instead(bench, 'ardVae', () => ({ beta: 80 })),
      claims: ['no-dearer', 'curved'],
    },
  },
});
