import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

export const notes: Readonly<Record<string, MethodNotes>> = {
  selfConsistent: {
    idea: [
      'Describe X with as few bits as possible and lose as little as possible about Y. A price β says how many bits about X one bit about Y is worth; for each price there is a best description, and all of them together are the curve.',
      'The best description obeys three equations at once. Iterating them is a sweep. Starting with a letter for every x at a large β and lowering it, letters merge: each merger is a phase transition.',
    ],
    equations: [
      {
        tex: String.raw`\min_{p(t\mid x)}\ I(X;T)-\beta\,I(T;Y)`,
        says: 'The problem; the slope of the curve is 1/β.',
      },
      {
        tex: String.raw`p(t\mid x)\propto p(t)\,e^{-\beta\,\mathrm{KL}(p(y\mid x)\,\|\,p(y\mid t))}`,
        says: 'The self-consistent encoder.',
      },
    ],
    pseudocode: [
      'p(t|x) = a letter for every x, nearly',
      'for β from the largest down:',
      '  repeat: p(t), p(y|t) from p(t|x); then p(t|x) from them',
      '  until no p(t|x) changes by 1e-10, or the sweeps are spent',
      '  record I(X;T), I(T;Y) and the number of letters',
    ],
    tries: [
      { text: 'A softer rule: the knee of the curve rounds off.', set: { gain: 10 } },
      { text: 'Few sweeps: near a transition they are not enough.', set: { maxSweeps: 20 } },
    ],
    look: [
      'Up to the knee, one bit about X buys nearly one bit about Y; beyond it the curve is flat.',
      'Below β = 1 the best description is to say nothing.',
    ],
    source: source('self-consistent'),
  },
  deterministicIb: {
    idea: [
      'Charge for the letters of T themselves, H(T), in place of I(X;T). The best encoder then gives each x one letter: clusters instead of probabilities.',
      'In the plane its points lie on or below the curve, and there are few of them: as many as there are useful clusterings.',
    ],
    equations: [
      { tex: String.raw`\min\ H(T)-\beta\,I(T;Y)`, says: 'The deterministic problem.' },
      {
        tex: String.raw`t(x)=\arg\max_t\ \log p(t)-\beta\,\mathrm{KL}(p(y\mid x)\,\|\,p(y\mid t))`,
        says: 'Each x takes the best letter.',
      },
    ],
    pseudocode: [
      't(x) = x',
      'for β from the largest down:',
      '  repeat: p(t), p(y|t); then every x takes its best letter',
      '  until nothing changes',
    ],
    tries: [{ text: 'More values of β find more of its clusterings.', set: { betas: 120 } }],
    look: ['Its points sit on the curve’s corners, with gaps between them.'],
    source: source('deterministic-ib'),
  },
};
