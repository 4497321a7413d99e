import { difference, final } from '../../claims/claim.ts';
import type { Paper, PaperRun } from '../paper.ts';

const bench = 'information/generalisation';
const instance = 'clusters';
const seeds = [1, 2, 3];
const wide = { widest: 128 };
const narrow = { widest: 32 };

const runs = {
  conditional: {
    bench,
    instance,
    method: 'conditionalInformation',
    params: wide,
    preset: 'Information beyond the class',
    shows: 'Eighteen models of three widths and three weight decays; gap against I(X;Z|Y).',
    companions: ['parameterCount'],
  },
  all: {
    bench,
    instance,
    method: 'information',
    params: wide,
    preset: 'All information',
    shows: 'The same models ranked by I(X;Z), beside its upper bound.',
    companions: ['jensenBound'],
  },
  parameters: {
    bench,
    instance,
    method: 'parameterCount',
    params: wide,
    preset: 'Counting parameters',
    shows: 'The same models ranked by their size.',
  },
  equal: {
    bench,
    instance,
    method: 'conditionalInformation',
    params: { largestDecay: 1e-3, models: 36 },
    preset: 'Hardly any decay',
    shows: 'Without weight decay to move both, what correlation is left?',
  },
  quickConditional: { bench, instance, method: 'conditionalInformation', params: narrow },
  quickParameters: { bench, instance, method: 'parameterCount', params: narrow },
} satisfies Record<string, PaperRun>;

const setting =
  'Five clusters, 10 training points a class; 18 models: widths 32, 8, 4 by weight decays 0, 0.01, 0.1 by two starts; 250 epochs.';
const fullSetting = 'The same with widths 128, 32, 16.';

export default {
  summary: 'What a hidden layer tells about an example beyond its class ranks models by how badly they generalise.',
  sections: [
    {
      heading: 'The idea',
      text: [
        'A layer that keeps more about its training examples than their class gives the next layers more to fit by chance. The paper turns this into a bound on the gap between test and training loss.',
        'The bound has two parts. One is the information of the code beyond the class. The other is the information of the encoder about the training set, because the encoder was learned from it; with a fixed encoder only the first is left.',
      ],
      equations: [
        {
          tex: String.raw`\text{gap}\lesssim\sqrt{\frac{I(X;Z_l\mid Y)+I(\phi_l;S)}{n}}`,
          says: 'Up to constants and logarithms; φ is the encoder up to layer l, S the n training examples.',
        },
      ],
    },
    {
      heading: 'What is run here',
      text: [
        'The paper’s toy problem: many small classifiers with a Gaussian code, all trained on the same fifty points of five overlapping clusters. Each is one dot, its gap against what is measured of it. A good measure ranks the gaps.',
      ],
    },
  ],
  algorithm: [
    'Two networks give the mean μ(x) and, through a softplus, the spread s(x) of the code; z = μ + sε.',
    'A linear classifier reads z. Gradient descent with momentum on the cross-entropy, with weight decay.',
    'Train one model for every width, weight decay and start.',
    'Gap: test less training cross-entropy, mean of eight draws of z.',
    'Measure: I(X;Z) inside each class by Monte Carlo over eight draws, averaged over the classes.',
    'Spearman’s rank correlation of gap and measure over the models.',
  ],
  tries: [
    { text: 'Rank by information and by size, side by side.', run: 'conditional', label: 'Race' },
    { text: 'Do not subtract the class.', run: 'all', label: 'I(X;Z)' },
    { text: 'Take weight decay out of the picture.', run: 'equal', label: 'No decay' },
  ],
  runs,
  claims: [
    {
      id: 'conditional',
      says: 'Information beyond the class ranks models by their generalisation gap.',
      where: 'Section 5.1, toy experiment',
      unit: 'rank correlation',
      axis: { scale: 'linear', domain: [-0.2, 1] },
      quick: { measure: final('rankCorrelation', 'quickConditional'), seeds, atLeast: 0.6, setting },
      full: { measure: final('rankCorrelation', 'conditional'), seeds, atLeast: 0.6, setting: fullSetting },
    },
    {
      id: 'parameters',
      says: 'The number of parameters hardly does.',
      where: 'Section 5.1, toy experiment',
      unit: 'rank correlation',
      axis: { scale: 'linear', domain: [-0.2, 1] },
      quick: { measure: final('rankCorrelation', 'quickParameters'), seeds, atMost: 0.5, setting },
      full: { measure: final('rankCorrelation', 'parameters'), seeds, atMost: 0.5, setting: fullSetting },
    },
    {
      id: 'lower',
      says: 'It ranks them worse than information beyond the class.',
      where: 'Section 5.1, toy experiment',
      unit: 'less rank correlation',
      axis: { scale: 'linear', domain: [-1, 1] },
      quick: {
        measure: difference(final('rankCorrelation', 'quickConditional'), final('rankCorrelation', 'quickParameters')),
        seeds,
        atLeast: 0,
        setting,
      },
      full: {
        measure: difference(final('rankCorrelation', 'conditional'), final('rankCorrelation', 'parameters')),
        seeds,
        atLeast: 0,
        setting: fullSetting,
      },
    },
  ],
  limits: [
    'Most of the spread comes from weight decay, which lowers gap and information alike: the correlation does not prove that one causes the other. The chart at equal weight decay shows what is left.',
    'I(X;Z), with the class, ranks as well here; the paper prefers the conditional one.',
    'Toy data only, and the gap against the measure, not the bound itself: the information of the encoder about its training set is not computed.',
    'An explicit price on I(X;Z|Y) in training, as in the paper’s later experiments, is not built.',
  ],
} satisfies Paper;
