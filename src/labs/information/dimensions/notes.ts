import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>(['./solvers/*.ts', '!./solvers/*.test.ts'], {
  query: '?raw',
  import: 'default',
});
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

/** What each method is, for the reader: idea, equations, what to try, what to look for. */
export const notes: Readonly<Record<string, MethodNotes>> = {
  diffusionSpectral: {
    idea: [
      'Let heat flow between the points. A cloud that fills many directions has many slow modes, one that fills few has few. The entropy of the spectrum counts them, and small noise, which only moves the fast modes, hardly shows.',
    ],
    equations: [
      {
        tex: String.raw`K=D^{-1/2}GD^{-1/2},\quad G_{ij}=e^{-\|z_i-z_j\|^2/2\sigma^2}`,
        says: 'The diffusion operator, made symmetric; its largest eigenvalue is 1.',
      },
      {
        tex: String.raw`\mathrm{DSE}=-\sum_ip_i\log_2p_i,\quad p_i\propto|\lambda_i|^t`,
        says: 'A larger t damps the small eigenvalues.',
      },
    ],
    pseudocode: [
      'Kernels of all pairs of points.',
      'Divide by the roots of the row sums.',
      'Eigenvalues, to the power t, divided by their sum.',
      'Entropy of what results.',
    ],
    tries: [
      { text: 'A longer diffusion, which noise disturbs less.', set: { diffusionTime: 4 } },
      { text: 'A kernel that is too narrow sees every point alone.', set: { diffusionWidth: 0.3 } },
    ],
    look: [
      'About half a bit a dimension, at first.',
      'On the log axis the spectrum has a step for every dimension; noise lifts its tail.',
    ],
    source: source('diffusion-spectral'),
  },
  binnedEntropy: {
    idea: [
      'Cut each coordinate in two and count which cells are taken. In twenty coordinates there are a million cells for three hundred points: soon every point has its own, and the entropy is log₂ N whatever the cloud.',
    ],
    equations: [
      {
        tex: String.raw`\mathrm{CSE}=-\textstyle\sum_c\frac{n_c}N\log_2\frac{n_c}N\le\log_2N`,
        says: 'n: points in cell c.',
      },
    ],
    pseudocode: ['Scale each coordinate to [0, 1].', 'Bin it.', 'Count the tuples of bins.', 'Entropy of the counts.'],
    tries: [
      { text: 'Two bins, the fewest there are.', set: { bins: 2 } },
      { text: 'More bins reach it sooner.', set: { bins: 6 } },
    ],
    look: ['With noise the curve is flat at log₂ N: it can no longer tell a line from a ball.'],
    source: source('binned-entropy'),
  },
};
