import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

export const notes: Readonly<Record<string, MethodNotes>> = {
  monotoneMeanField: {
    idea: [
      'Mean field asks for marginals that agree: each variable’s distribution must be the softmax of what the others say. Restrict the couplings so that I − Φ is positive definite and there is exactly one such set of marginals.',
      'That alone does not make the obvious iteration end. A damped step, solved exactly on each variable’s simplex, does.',
    ],
    equations: [
      {
        tex: String.raw`x=\operatorname{softmax}(\Phi x+b)`,
        says: 'By variable; the condition for marginals that agree.',
      },
      {
        tex: String.raw`\Phi=\operatorname{blkdiag}(\hat A^\top\hat A)-\hat A^\top\hat A,\qquad \hat A_i=A_i\min\!\Big(\frac{\sqrt{1-m}}{\|A_i\|_2},1\Big)`,
        says: 'Couplings that are zero within a variable and keep I − Φ above m.',
      },
      {
        tex: String.raw`(1-\alpha)x_i+\alpha\log x_i=y_i+\nu,\qquad y=(1-\alpha)x+\alpha(\Phi x+b)`,
        says: 'One proximal step; ν makes the probabilities of a variable sum to one. α = 1 is the plain softmax.',
      },
    ],
    pseudocode: [
      'shrink the columns of every variable; form Φ',
      'y ← (1 − α) x + α (Φ x + b)',
      'for every variable: find ν by bisection, x by Newton in log x',
      'repeat until x agrees with softmax(Φ x + b)',
    ],
    tries: [
      {
        text: 'Aligned couplings with a step of 0.5: monotone, and yet it oscillates.',
        set: { instance: 'aligned', alpha: 0.5 },
      },
      { text: 'A careful step on the same couplings.', set: { instance: 'aligned', alpha: 0.2 } },
      { text: 'A larger margin converges faster.', set: { margin: 0.8 } },
    ],
    look: [
      'All starts end at the same marginals: the spread falls with the residual.',
      'Where I − Φ has a large eigenvalue, the step must be small against its inverse.',
    ],
    source: source('monotone-mean-field'),
  },
  parallelMeanField: {
    idea: [
      'Every variable answers the others’ last marginals at once. It is fast where it works; with strong couplings all variables change their minds together, for ever.',
    ],
    equations: [{ tex: String.raw`x\leftarrow\operatorname{softmax}(\Phi x+b)`, says: 'All variables at once.' }],
    pseudocode: ['x ← softmax by variable of Φ x + b', 'repeat'],
    tries: [
      { text: 'The same step on monotone couplings.', set: { weights: 'monotone' } },
      { text: 'Weak couplings.', set: { scale: 0.2 } },
    ],
    look: ['A change of 1 in every step and of 0 in every two is a cycle of two.'],
    source: source('parallel-mean-field'),
  },
};
