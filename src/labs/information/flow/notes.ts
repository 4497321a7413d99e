import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

/** What each method is, for the reader: idea, equations, what to try, what to look for. */
export const notes: Readonly<Record<string, MethodNotes>> = {
  cauchySchwarz: {
    idea: [
      'The divergence is the logarithm of an angle between two clouds seen through a kernel. Its slope divides every pull by the sum of all pulls, so it is large even where the clouds hardly touch.',
    ],
    equations: [
      {
        tex: String.raw`D_{CS}(B;A)=\log\bar\kappa(B,B)+\log\bar\kappa(A,A)-2\log\bar\kappa(B,A)`,
        says: 'Bars are means over all pairs of points.',
      },
      {
        tex: String.raw`-\frac{\partial D}{\partial b_i}=\frac{2}{\sigma^2}\Big[\frac{\sum_j\kappa(b_i,b_j)(b_i-b_j)}{\sum\kappa(B,B)}-\frac{\sum_j\kappa(b_i,a_j)(b_i-a_j)}{\sum\kappa(B,A)}\Big]`,
        says: 'Away from each other, and towards the target.',
      },
    ],
    pseudocode: [
      'B: standard normal points. A: the target.',
      'Push the points of B away from each other, by their kernels over the sum of all of them.',
      'Pull them towards A, by the kernels across over the sum of all of those.',
      'Move by r; repeat.',
    ],
    tries: [
      { text: 'A wide kernel sees both modes as one.', set: { sigma: 4 } },
      { text: 'Too long a step overshoots.', set: { rate: 1 } },
    ],
    look: ['The first ten steps do most of it; then single points settle.'],
    source: source('cauchy-schwarz'),
  },
  meanDiscrepancy: {
    idea: [
      'The same kernels without the logarithm: the squared distance between the mean kernels of the clouds. Far from the target the pull is as small as the kernel, so the points first only spread.',
    ],
    equations: [
      {
        tex: String.raw`\mathrm{MMD}^2=\bar\kappa(B,B)+\bar\kappa(A,A)-2\bar\kappa(B,A)`,
        says: 'Nothing divides the cross term where it is small.',
      },
    ],
    pseudocode: [
      'B: standard normal points. A: the target.',
      'Push the points of B away from each other by their kernels.',
      'Pull them towards A by the kernels across.',
      'Move by r; repeat.',
    ],
    tries: [{ text: 'A wide kernel reaches the target from the start.', set: { sigma: 4 } }],
    look: ['Fifty steps in, the divergence of the other flow is ten times smaller.'],
    source: source('mean-discrepancy'),
  },
};
