import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

export const notes: Readonly<Record<string, MethodNotes>> = {
  mmcr: {
    idea: [
      'Average the unit codes of the views of an image. If the views agree, the average has length 1; if they do not, it is shorter. Put the averages of a batch into a matrix: its nuclear norm is large when they are long and point in all directions alike.',
      'One number thus asks for both things a representation needs: views that agree, images that differ. No pairs of images are compared.',
    ],
    equations: [
      {
        tex: String.raw`L=-\|C\|_*+\frac\lambda B\sum_b\|Z_b\|_*,\qquad c_b=\frac1N\sum_n\hat z_{bn}`,
        says: 'Nuclear norm of the centroids; the second term, spread within an image, is off at λ = 0.',
      },
      {
        tex: String.raw`\|C\|_*\le\sqrt{B\min(B,C)},\qquad \nabla\|C\|_*=UV^\top=C(C^\top C)^{-1/2}`,
        says: 'The bound, met when all views agree and all singular values are equal, and the gradient.',
      },
    ],
    pseudocode: [
      'draw a batch of images and N views of each; encode; scale the codes to length 1',
      'average over the views: the rows of C',
      'eigen-decompose CᵀC; gradient −U Vᵀ, back through average, scaling and encoder',
      'Adam',
    ],
    tries: [
      { text: 'Also press the views of an image together.', set: { localPrice: 0.5 } },
      { text: 'Two views only.', set: { viewsEach: 2 } },
      { text: 'Very noisy pixels.', set: { pixelNoise: 0.4 } },
    ],
    look: [
      'Free codes reach the bound: every chain of views shrinks to a point, the spectrum becomes level.',
      'Codes of images stay below it: a small encoder cannot make all views agree.',
    ],
    source: source('mmcr'),
  },
  simclr: {
    idea: [
      'Each view has to pick out the other views of its image among all codes of the batch. It compares every pair, where MMCR compares none.',
    ],
    equations: [
      {
        tex: String.raw`L=-\operatorname*{mean}_{i,p}\ \log\frac{e^{\hat z_i\cdot\hat z_p/\tau}}{\sum_{k\ne i}e^{\hat z_i\cdot\hat z_k/\tau}}`,
        says: 'p runs over the other views of the same image.',
      },
    ],
    pseudocode: [
      'views and unit codes as above',
      'for every view: softmax of its cosines with all other codes of the batch',
      'cross-entropy with the views of the same image; Adam',
    ],
    tries: [{ text: 'A low temperature looks at the nearest only.', set: { temperature: 0.1 } }],
    look: ['It raises the nuclear norm as well, without being asked to.'],
    source: source('simclr'),
  },
  randomCodes: {
    idea: ['The encoder as it was drawn. A linear probe reads more from random features than one expects.'],
    equations: [{ tex: String.raw`z=W_3\,\mathrm{relu}(W_2\,\mathrm{relu}(W_1x))`, says: 'With weights that stay.' }],
    pseudocode: ['draw the weights; change nothing'],
    tries: [{ text: 'Without noise in the pixels.', set: { pixelNoise: 0 } }],
    look: ['All lines are level: what the probe gains must be seen against this.'],
    source: source('random-codes'),
  },
};
