import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

export const notes: Readonly<Record<string, MethodNotes>> = {
  nestedDropout: {
    idea: [
      'A wrong label is an exception, and exceptions need many weak features to be remembered. Cut the feature after k coordinates, k drawn anew each time, and the first coordinates must do the work alone as often as not.',
      'So the coordinates come to be ordered. What is general sits in front; what is remembered, in the tail. At the end, test every length and keep the shortest that does best.',
    ],
    equations: [
      {
        tex: String.raw`p(k)\propto e^{-(k/s)^2},\qquad \ell=-\log q\big(y\mid W(h\circ[j\le k])\big)`,
        says: 'The length of the prefix and the loss of one example.',
      },
    ],
    pseudocode: [
      'for every example of a batch: draw k; set h to 0 after coordinate k',
      'cross-entropy with the label given; Adam',
      'at the end: accuracy of every prefix on validation examples; keep the shortest best',
    ],
    tries: [
      { text: 'A long scale is nearly no dropout.', set: { prefixScale: 128 } },
      { text: 'A very short one: few coordinates carry everything.', set: { prefixScale: 4 } },
      { text: 'No wrong labels at all.', set: { noiseRate: 0 } },
    ],
    look: [
      'The accuracy on the labels given stays below 1: not all of the wrong ones are remembered.',
      'Early in training every method does better than at its end: stopping early would beat them all here.',
    ],
    source: source('nested-dropout'),
  },
  plain: {
    idea: [
      'Nothing is done against the wrong labels. The network first learns what the right ones have in common, then remembers the rest.',
    ],
    equations: [{ tex: String.raw`\ell=-\log q(y\mid Wh)`, says: 'Cross-entropy.' }],
    pseudocode: ['for every batch: cross-entropy with the labels given; Adam'],
    tries: [{ text: 'More examples: harder to remember them all.', set: { n: 2000 } }],
    look: ['Test accuracy rises, peaks, and falls while the training accuracy goes to 1.'],
    source: source('plain'),
  },
  dropout: {
    idea: [
      'Each coordinate is dropped half of the time, so that none can be relied on. All are treated alike: no order arises.',
    ],
    equations: [
      {
        tex: String.raw`h_j\leftarrow h_j\,b_j/(1-p),\qquad b_j\sim\mathrm{Bernoulli}(1-p)`,
        says: 'Dropout of the feature, in training only.',
      },
    ],
    pseudocode: [
      'for every example of a batch: drop each coordinate with chance p; scale the others',
      'cross-entropy with the label given; Adam',
    ],
    tries: [{ text: 'Drop nearly all.', set: { rate: 0.9 } }],
    look: ['It delays remembering more than it prevents it.'],
    source: source('dropout'),
  },
};
