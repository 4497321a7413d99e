import { final, maximum } from '../../claims/claim.ts';
import type { Paper, PaperRun } from '../paper.ts';

const bench = 'information/layer-bounds';
const instance = 'gaussianClasses';
/** The sizes at which the closed forms were checked by simulation. */
const checked = { bench, instance, instanceParams: { d: 6, n: 20, sigma: 0.8, widths: '6-3-1' } } as const;
const funnel = { bench, instance, instanceParams: { widths: '16-16-16', gains: '2-0.3-3' } } as const;

const runs = {
  depth: {
    bench,
    instance,
    method: 'klDivergence',
    maxSteps: 1000,
    preset: 'Narrowing network',
    shows: 'Five layers from 32 units to 2: the divergence falls with the rank.',
  },
  funnel: {
    ...funnel,
    method: 'wasserstein',
    maxSteps: 1000,
    preset: 'Funnel',
    shows: 'Gains 2, 0.3 and 3: the middle layer has the least Wasserstein distance.',
  },
  dropout: {
    bench,
    instance,
    instanceParams: { dropout: 0.8, noise: 1 },
    method: 'klDivergence',
    maxSteps: 1000,
    preset: 'Dropout and noise',
    shows: 'Noise on the layers contracts what can pass, and lowers the bound.',
  },
  fewExamples: {
    bench,
    instance,
    instanceParams: { n: 5 },
    method: 'klDivergence',
    maxSteps: 1000,
    preset: 'Five examples',
    shows: 'Few examples: a large gap, and a bound that says little.',
  },

  simulatedKl: { ...checked, method: 'klDivergence', maxSteps: 4000 },
  simulatedWasserstein: { ...checked, method: 'wasserstein', maxSteps: 4000 },
} satisfies Record<string, PaperRun>;

export default {
  summary: 'How far training features are from test features, layer by layer, bounds how far training misleads.',
  sections: [
    {
      heading: 'The idea',
      text: [
        'A learned network depends on its examples, so a layer shows them with another law than it shows new ones. The further apart the two laws, the more the training error may flatter.',
        'Kullback-Leibler divergence cannot grow from a layer to the next: each layer can only forget. A bound that takes the last layer is therefore the best of its kind. In Wasserstein distance the scale of the weights counts, and the best layer may lie inside.',
      ],
    },
    {
      heading: 'A network that can be solved',
      text: [
        'Two Gaussian classes at ±μ, a linear network, and a learned mean W: both laws are Gaussian, and both distances have a closed form. Noise on the layers, such as dropout, contracts them further by a factor that is known too.',
      ],
      equations: [
        {
          tex: String.raw`\mathbb E\,D_{\mathrm{KL}}=\tfrac{r_l}{2}\ln\tfrac{n}{n-1},\qquad \mathbb E\,W_2^2=\sigma^2\operatorname{tr}(A_lA_l^\top)\Big[\tfrac1n+\big(1-\sqrt{1-\tfrac1n}\big)^2\Big]`,
          says: 'Expected divergences at layer l: r is the rank of its map A, n the number of examples.',
        },
      ],
    },
  ],
  algorithm: [
    'Choose widths and gains; multiply the random maps up to layer l: A_l.',
    'Draw n examples of two Gaussian classes; learn W, the mean of y x.',
    'Given W, a training feature has mean A_l W and a test feature mean A_l μ.',
    'Compute both divergences for this W; average over many training sets.',
    'Compare with the closed forms, and ½ √(2 KL) with the gap that was simulated.',
  ],
  tries: [
    { text: 'See the divergence fall as the layers narrow.', run: 'depth', label: 'Narrowing' },
    { text: 'Find the layer of least distance inside.', run: 'funnel', label: 'Funnel' },
    { text: 'Put noise on the layers.', run: 'dropout', label: 'Dropout' },
  ],
  runs,
  claims: [
    {
      id: 'kl-closed-form',
      says: 'The Kullback-Leibler term of every layer is known in closed form for the Gaussian model.',
      where: 'Binary Gaussian classification; formula derived on our card',
      unit: 'largest relative deviation',
      axis: { scale: 'log', domain: [1e-3, 1] },
      quick: {
        measure: final('deviation', 'simulatedKl'),
        seeds: [1, 2, 3],
        atMost: 0.05,
        setting: '4,000 simulated training sets, d = 6, n = 20, σ = 0.8, ranks 6, 3, 1.',
      },
    },
    {
      id: 'wasserstein-closed-form',
      says: 'So is its Wasserstein term.',
      where: 'Binary Gaussian classification; formula derived on our card',
      unit: 'largest relative deviation',
      axis: { scale: 'log', domain: [1e-3, 1] },
      quick: {
        measure: final('deviation', 'simulatedWasserstein'),
        seeds: [1, 2, 3],
        atMost: 0.05,
        setting: '4,000 simulated training sets, d = 6, n = 20, σ = 0.8, ranks 6, 3, 1.',
      },
    },
    {
      id: 'no-rise',
      says: 'The Kullback-Leibler bound never grows with depth.',
      where: 'Theorem on the Kullback-Leibler bound',
      unit: 'nats, largest rise to a next layer',
      axis: { scale: 'linear', domain: [-0.2, 0.2] },
      quick: {
        measure: maximum('depthRise', 'depth'),
        seeds: [1, 2, 3],
        atMost: 1e-12,
        setting: 'Each of 1,000 simulated training sets, widths 32, 16, 8, 4, 2.',
      },
    },
    {
      id: 'funnel',
      says: 'The Wasserstein bound can be least at a layer inside the network.',
      where: 'Wasserstein bound, the funnel layer',
      unit: 'times the least inside layer, at the nearer end',
      axis: { scale: 'log', domain: [0.3, 100] },
      quick: {
        measure: final('funnel', 'funnel'),
        seeds: [1, 2, 3],
        atLeast: 1,
        setting: 'Gains 2, 0.3 and 3, three layers of 16.',
      },
    },
  ],
  limits: [
    'The network is linear and the classes Gaussian: that is where both divergences have a closed form. The paper’s experiments on deep networks are not run.',
    'The formulas were derived on our card from the paper’s setting; the paper prints its own for a bound in W₁, which W₂ bounds from above.',
  ],
} satisfies Paper;
