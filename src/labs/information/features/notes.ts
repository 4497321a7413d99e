import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

export const notes: Readonly<Record<string, MethodNotes>> = {
  trained: {
    idea: [
      'A feature that any early layer already shows is simple; one that only the last layers show is complex. Ask it layer by layer: how much of the feature can a linear decoder read?',
      'The products of signs are a test with known answers. One sign is in the input. A product of two cannot be read from it by any linear decoder, and each further sign makes it harder.',
    ],
    equations: [
      {
        tex: String.raw`K(z)=1-\frac1L\sum_{l}I_{\mathcal V}(f_l(x)\to z)`,
        says: 'Complexity: I is the share a linear decoder explains.',
      },
    ],
    pseudocode: [
      'train on all targets at once; every 20 updates:',
      '  fit a ridge decoder from each layer to each target on half of the test rows',
      '  R² on the other half; K = 1 − its mean over the layers',
      '  note when the network’s own output first explains one half',
    ],
    tries: [
      { text: 'Two hidden layers: the products have nowhere to form.', set: { depth: 2 } },
      { text: 'Narrow layers.', set: { width: 12 } },
    ],
    look: [
      'One sign is read everywhere, at once.',
      'Products appear first in the last layers and sink into earlier ones.',
    ],
    source: source('trained'),
  },
  randomFeatures: {
    idea: [
      'If the hidden layers never learn, what can be read from them is chance. The difference to the trained network is what learning put there.',
    ],
    equations: [
      { tex: String.raw`\hat z=W\,f_L(x),\qquad f_L\ \text{as drawn}`, says: 'Only the last layer is trained.' },
    ],
    pseudocode: ['draw the hidden layers; keep them', 'train the last layer as before'],
    tries: [{ text: 'Wider layers show more by chance.', set: { width: 128 } }],
    look: ['The products stay unread at every depth.'],
    source: source('random-features'),
  },
};
