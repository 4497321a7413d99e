import type { MethodNotes } from '../../../ui/bench-views.ts';
import { denseNotes } from './views/dense-notes.ts';
import { turboNotes } from './views/turbo-notes.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

export const notes: Readonly<Record<string, MethodNotes>> = {
  ...denseNotes,
  ...turboNotes,
  sparseSubspaceVi: {
    idea: [
      'A network with uncertain weights has two numbers a weight, and is usually made small only after it was trained large. Here it is small from the first step: a fixed number of weights of each matrix exist, each with a mean and a standard deviation, and the rest are not there at all.',
      'Which ones exist is learned as well. Every few steps those leave whose posterior says least about them — a mean that is small beside its deviation — and places enter where the loss has a large gradient, though no weight stands there yet.',
    ],
    equations: [
      {
        tex: String.raw`\min_{\phi,\gamma}\ \mathbb E_{q_{\phi,\gamma}}[-\ln p(D\mid\theta)]+\beta\sum_{\gamma_i=1}\mathrm{KL}\big(\mathcal N(\mu_i,\sigma_i^2)\,\|\,\mathcal N(0,p^2)\big),\qquad \lVert\gamma\rVert_0=s`,
        says: 'Variational inference on a subspace of s places, and over the subspace.',
      },
      {
        tex: String.raw`h=\sum_k\mu_kx_k+\sqrt{\textstyle\sum_k\sigma_k^2x_k^2}\;\varepsilon,\qquad\varepsilon\sim\mathcal N(0,1)`,
        says: 'A unit sums over the weights it has, with noise of its own in every row.',
      },
      {
        tex: String.raw`\frac{\mathbb E|\theta|}{\mathrm{sd}|\theta|},\qquad \mathbb E|\theta|=\mu\,\mathrm{erf}\tfrac{t}{\sqrt2}+\sigma\sqrt{\tfrac2\pi}\,e^{-t^2/2},\quad t=\tfrac\mu\sigma`,
        says: 'The criterion of removal; it rises with |μ|/σ and so orders weights exactly as that does.',
      },
      {
        tex: String.raw`k=\Big\lfloor\tfrac\alpha2\big(1+\cos\tfrac{\pi t}{T_{\mathrm{end}}}\big)s\Big\rfloor`,
        says: 'Weights exchanged at step t; fewer and fewer.',
      },
      {
        tex: String.raw`\frac{\text{work}}{\text{work, dense}}=d+\frac{1-d}{6\,\Delta T}`,
        says: 'The paper’s accounting: six products a weight and step, and one dense gradient in ΔT steps. The curve shows what was counted.',
      },
    ],
    pseudocode: [
      's places of each matrix at random; μ from a normal, σ = σ₀ there',
      'at step t: batch, forward and backward over the lists of active weights, KL of the active weights',
      'unless t is a multiple of ΔT before T_end: Adam on μ, ρ and the biases',
      'else, in each layer: gradient of the mean at every place',
      'k active weights of lowest score leave',
      'of all places not kept, the k of largest gradient enter: μ = 0, ρ the average, moments 0',
      'predict with the mean over drawn networks',
    ],
    tries: [
      { text: 'One weight in twenty.', set: { density: 0.05 } },
      { text: 'The same with the places of the start for ever.', set: { density: 0.05, topology: 'static' } },
      { text: 'All weights: dense variational inference.', set: { density: 1 } },
      {
        text: 'Digits at 95 % sparsity.',
        set: { instance: 'digits', updates: 660, density: 0.05, priorSd: 0.2, beta: 0.02 },
      },
      { text: 'Remove by the mean alone.', set: { criterion: 'mean', density: 0.05 } },
    ],
    look: [
      'The overlap with the start falls fast and then rests: most of the search is over by half time.',
      'On digits the weights of the border pixels, which are always blank, are the first to go.',
      'Work against dense VI lies just above the density, by the dense gradients of the exchanges.',
      'At densities of a few hundred weights in all the start decides: there is little signal to search by.',
    ],
    source: source('sparse-subspace-vi'),
  },
};
