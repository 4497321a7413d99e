import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

export const notes: Readonly<Record<string, MethodNotes>> = {
  codebook: {
    idea: [
      'What a neuron stands for is seldom clear: many features share it. Put a codebook behind the layer and let only a few codewords through. A codeword is on or off, so one can ask which inputs choose it, and put another in its place to steer the network.',
      'Eight neurons must tell 36 states apart here. The network reads two digits and says where the automaton may go next.',
    ],
    equations: [
      {
        tex: String.raw`\hat a=\frac1k\sum_{j\in\operatorname{top}_k}c_j,\qquad \operatorname{sim}(a,c_j)=\Big\langle a,\frac{c_j}{\|c_j\|}\Big\rangle`,
        says: 'Activations are replaced by the mean of their k most similar codewords.',
      },
      {
        tex: String.raw`\frac{\partial L}{\partial a}:=\frac{\partial L}{\partial\hat a},\qquad \frac{\partial L}{\partial c_j}=\frac1k\Big(\frac{\partial L}{\partial\hat a}+\lambda\,\frac{\partial}{\partial\hat a}\,\overline{\|\hat a-a\|^2}\Big)`,
        says: 'Straight through for the encoder; chosen codewords also move to what they replace.',
      },
    ],
    pseudocode: [
      'a ← encoder of the digits; the k codewords of largest similarity; their mean in place of a',
      'next state ← decoder; cross-entropy of sampled transitions',
      'gradient past the codebook as if it were not there; gradient of the codewords as above',
      'Adam; ten batches of 128 transitions a step',
    ],
    tries: [
      { text: 'Four codewords at once: nothing is lost.', set: { kept: 4 } },
      { text: 'Without the reconstruction term codes collapse.', set: { reconstruction: 0 } },
      { text: 'Fewer codewords than states.', set: { codes: 24 } },
    ],
    look: [
      'With k = 1 about half of the codewords are ever chosen; states that share one cannot be told apart.',
      'Overwrite the layer by that of another state: the network then goes where that state goes.',
    ],
    source: source('codebook'),
  },
  plain: {
    idea: ['The same network, its narrow layer left alone: what a codebook costs is measured against it.'],
    equations: [{ tex: String.raw`L=-\log p(s'\,|\,s)`, says: 'Cross-entropy of a transition; log 4 at best.' }],
    pseudocode: ['encoder, decoder, cross-entropy, Adam'],
    tries: [{ text: 'Two neurons for 36 states.', set: { width: 2 } }],
    look: ['Almost all mass lies on states that may follow.'],
    source: source('plain'),
  },
};
