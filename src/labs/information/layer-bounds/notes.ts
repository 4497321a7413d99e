import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

export const notes: Readonly<Record<string, MethodNotes>> = {
  klDivergence: {
    idea: [
      'A network that has seen an example is not quite the same as one that has not: what a layer shows for its own examples has another law than what it shows for new ones. How far these laws are apart bounds how much worse the network does on new data.',
      'For two Gaussian classes and a linear network both laws are Gaussian, and the Kullback-Leibler divergence depends on the layer only through its rank. Narrower layers forget which examples were seen.',
    ],
    equations: [
      {
        tex: String.raw`|\mathrm{gen}|\le\frac{\sigma_\ell\sqrt2}{n}\sum_{i=1}^n\sqrt{D_{\mathrm{KL}}(P_{T_{l,i},Y_i\mid W}\,\|\,P_{T_l,Y\mid W})}`,
        says: 'The bound, for every layer l; a loss in [0, 1] is ½-sub-Gaussian.',
      },
      {
        tex: String.raw`\mathbb E\,D_{\mathrm{KL}}=\tfrac{r_l}{2}\ln\tfrac{n}{n-1}`,
        says: 'For the linear network; r is the rank of the layer’s map.',
      },
    ],
    pseudocode: [
      'repeat: draw n examples, learn W = mean of y x',
      'for each layer: compare N(A W, σ²(1 − 1/n) A Aᵀ) with N(A μ, σ² A Aᵀ)',
      'average over the training sets; compare with the closed form',
    ],
    tries: [
      { text: 'Widen the last layers: the divergence no longer falls.', set: { widths: '16-16-16' } },
      { text: 'Drop most inputs: little of the divergence can pass.', set: { dropout: 0.9 } },
    ],
    look: [
      'Bars and dots agree within a few per cent after some hundred sets.',
      'The bound lies above the measured gap, often far above.',
    ],
    source: source('kl-divergence'),
  },
  wasserstein: {
    idea: [
      'The Kullback-Leibler divergence does not change when a layer is scaled. The Wasserstein distance does: it measures how far mass must move, in the units of the feature.',
      'So it may be least at a layer in the middle, where the product of the weights is smallest: a funnel.',
    ],
    equations: [
      {
        tex: String.raw`\mathbb E\,W_2^2=\sigma^2\operatorname{tr}(A_lA_l^\top)\Big[\tfrac1n+\big(1-\sqrt{1-\tfrac1n}\big)^2\Big]`,
        says: 'For the linear network. W₁ ≤ W₂.',
      },
    ],
    pseudocode: [
      'repeat: draw n examples, learn W = mean of y x',
      'for each layer: |A(W − μ)|² + σ² tr(A Aᵀ)(1 − √(1 − 1/n))²',
      'average over the training sets; compare with the closed form',
    ],
    tries: [
      { text: 'Gains 2, 0.3, 3: the second layer has the least.', set: { widths: '16-16-16', gains: '2-0.3-3' } },
    ],
    look: ['The layer of least distance moves with the gains; the rank alone does not decide.'],
    source: source('wasserstein'),
  },
};
