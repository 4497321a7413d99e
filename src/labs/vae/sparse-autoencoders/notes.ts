import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

export const notes: Readonly<Record<string, MethodNotes>> = {
  reluSae: {
    idea: [
      'An input is written as a sum of few rows of a dictionary with positive codes. A price on the sum of the codes makes them few.',
      'The price also makes every code smaller than it should be, so that the autoencoder gains by using several rows where one would do.',
    ],
    equations: [
      {
        tex: String.raw`f=\mathrm{relu}(xW_e+b_e),\qquad \hat x=fW_d+b_d,\qquad L=|x-\hat x|^2+\lambda\sum_jf_j\,|W_{d,j}|`,
        says: 'Codes, output and loss; the rows of the decoder have length 1.',
      },
    ],
    pseudocode: [
      'draw a batch; f = relu(x W_e + b_e); x̂ = f W_d + b_d',
      'gradient of the mean loss, clipped to norm 1; Adam',
      'scale the rows of W_d back to length 1',
    ],
    tries: [
      { text: 'A high penalty: few codes, and some directions are lost.', set: { penalty: 0.5 } },
      { text: 'A low one: almost no sparsity.', set: { penalty: 0.01 } },
    ],
    look: ['It explains most, and recovers fewest: some thirteen rows fire where two directions are present.'],
    source: source('relu-sae'),
  },
  topKSae: {
    idea: [
      'Keep the k largest codes and drop the others: the number of codes is set, and nothing shrinks them.',
      'A row that is never kept learns nothing. Rows that have been silent for 10,000 inputs are therefore asked to decode what the others leave over.',
    ],
    equations: [
      {
        tex: String.raw`\hat x=\sum_{j\in\operatorname{top}_k(\mu)}\mu_jW_{d,j}+b_d,\qquad \mu=\mathrm{relu}(xW_e+b_e)`,
        says: 'Which codes are kept has no gradient; those that are kept do.',
      },
      {
        tex: String.raw`L=|x-\hat x|^2+\tfrac1{32}\,\frac{|r-f_{\mathrm{aux}}W_d|^2}{|r-\bar r|^2},\qquad r=x-\hat x\ \text{held fixed}`,
        says: 'The second term teaches dead rows the rest.',
      },
    ],
    pseudocode: [
      'draw a batch; μ = relu(x W_e + b_e); f = the k largest of μ; x̂ = f W_d + b_d',
      'dead rows: silent for more than 10,000 inputs; their d/2 largest codes decode x − x̂',
      'gradient clipped to norm 1; Adam; rows of W_d back to length 1',
    ],
    tries: [
      { text: 'One code for an input that holds two features.', set: { sparsity: 1 } },
      { text: 'A dictionary that is just large enough.', set: { dictionary: 32 } },
      { text: 'Many more features than coordinates.', set: { trueFeatures: 96 } },
    ],
    look: [
      'The diagonal of the cosine matrix fills: nearly every true feature has its row. The rows on the right stay dead.',
    ],
    source: source('top-k-sae'),
  },
  variationalSae: {
    idea: [
      'Codes are samples: each has a mean and a variance that depend on the input, and a KL holds them near a standard normal. The hope is that noise pushes features apart.',
      'It does, and at a cost: the k largest of noisy codes are often the wrong ones, and the KL pulls all means towards 0.',
    ],
    equations: [
      {
        tex: String.raw`z=\mu+\sigma\odot\varepsilon,\qquad \log\sigma^2=\mathrm{clamp}(xW_v+b_v,-6,2),\qquad f=\operatorname{top}_k|z|`,
        says: 'Sampled in training; to evaluate, z = μ.',
      },
      {
        tex: String.raw`L=|x-\hat x|^2+\kappa\,s_t\,\tfrac12\sum_j\left(\mu_j^2+\sigma_j^2-1-\log\sigma_j^2\right)+\tfrac1{32}L_{\mathrm{aux}},\qquad s_t=\min\left(1,\tfrac{t}{0.1\,T}\right)`,
        says: 'The price of the KL grows over the first tenth of the steps.',
      },
    ],
    pseudocode: [
      'draw a batch and noise; μ and log σ² from the encoder; z = μ + σ ε',
      'f = the k entries of z of largest magnitude; x̂ = f W_d + b_d',
      'loss with κ s_t KL and the auxiliary loss of the dead rows; gradient clipped to norm 1; Adam; unit rows',
    ],
    tries: [
      { text: 'Noise without a price: fewer rows stay alive.', set: { klWeight: 0 } },
      { text: 'A high price: the dictionary forgets the features.', set: { klWeight: 0.1 } },
      { text: 'No sampling: the KL is half the square of the means.', set: { learnedVariance: false } },
    ],
    look: [
      'Against the TopK SAE it lies lower and further to the left: less explained, less coherent.',
      'At κ = 0.03 and more rows come alive again, since any row can be among the k largest when all means are small.',
    ],
    source: source('variational-sae'),
  },
};
