import { at, difference, final, maximum, minimum, ratio } from '../../claims/claim.ts';
import type { Paper, PaperRun } from '../paper.ts';

const dimensions = 'information/dimensions' as const;
const estimators = 'information/estimators' as const;

/** Clouds of 300 points in 20 dimensions. */
const clouds = (noise: number) => ({ ambient: 20, n: 300, noise }) as const;

/** Four blobs, 400 points, a share of the labels drawn again. */
const blobs = (corruption: number) =>
  ({
    bench: estimators,
    instance: 'blobs',
    instanceParams: { classes: 4, radius: 5, corruption, n: 400, stages: 1 },
    method: 'diffusionSpectral',
    params: { diffusionWidth: 1, diffusionTime: 1, subsets: 5 },
  }) as const;

/** A tanh network on the twelve-bit task, watched through the spectra of 240 patterns. */
const training = {
  bench: 'information/plane',
  instance: 'sphere',
  method: 'diffusionSpectral',
  params: { spectrumRows: 240, bandwidth: 0.5, time: 1, epochs: 1500 },
} as const;

const runs = {
  dimension: {
    bench: dimensions,
    instance: 'gaussian',
    instanceParams: clouds(0),
    method: 'diffusionSpectral',
    params: { diffusionWidth: 3, diffusionTime: 1 },
    companions: ['binnedEntropy'],
    preset: 'Dimension',
    shows: 'Half a bit for each dimension the cloud fills; binned entropy has run into its ceiling by eight.',
  },
  noise: {
    bench: dimensions,
    instance: 'gaussian',
    instanceParams: clouds(0.3),
    method: 'diffusionSpectral',
    params: { diffusionWidth: 3, diffusionTime: 2 },
    companions: ['binnedEntropy'],
    preset: 'Noise',
    shows: 'Noise in all twenty directions: the spectrum still orders the clouds, bins see nothing any more.',
  },
  labels: {
    bench: estimators,
    instance: 'blobs',
    instanceParams: { classes: 4, radius: 5, corruption: 0.25 },
    method: 'diffusionSpectral',
    preset: 'Labels drawn again',
    shows: 'A quarter of the labels is random, and most of the spectral information is gone.',
  },
  training: {
    ...training,
    preset: 'Training',
    shows: 'Every layer spreads out over more directions while it learns, and its classes part.',
  },
  memorising: {
    ...training,
    instanceParams: { randomLabels: true, trainShare: 0.05 },
    params: { ...training.params, batch: 64 },
    preset: 'Memorising random labels',
    shows: 'Two hundred random labels learnt by heart: layers spread, and say little of the other labels.',
  },
  shortTraining: {
    ...training,
    params: { ...training.params, spectrumRows: 120, learningRate: 5e-3, epochs: 100 },
  },
  noisyBins: {
    bench: dimensions,
    instance: 'gaussian',
    instanceParams: clouds(0.3),
    method: 'binnedEntropy',
    params: { bins: 2 },
  },
  clean: blobs(0),
  quarter: blobs(0.25),
  half: blobs(0.5),
  random: blobs(1),
} satisfies Record<string, PaperRun>;

const network = 'Twelve-bit task, 12-10-7-5-4-3-2, tanh, Adam, σ = 0.5, t = 1';
const shortSetting = `${network}; 120 patterns, rate 0.005, 100 epochs.`;
const wholeSetting = `${network}; 240 patterns, rate 0.002, 1,500 epochs.`;

/** Least rise that counts: strictly increasing, beyond rounding. */
const STRICTLY = 1e-6;

export default {
  summary: 'Measure a layer’s entropy through diffusion on its points, which noise hardly disturbs.',
  sections: [
    {
      heading: 'The idea',
      text: [
        'The entropy of a layer is hard to pin down: bins in many dimensions see every point alone, and then count points, not structure. Instead, connect near points and let heat flow between them. How many modes the flow has is how many directions the points fill.',
        'Noise moves only the fast modes. Raising the operator to a power t damps those, and what is left is the shape.',
      ],
      equations: [
        {
          tex: String.raw`G_{ij}=e^{-\|z_i-z_j\|^2/2\sigma^2},\qquad K=D^{-1/2}GD^{-1/2}`,
          says: 'The diffusion operator; D holds the row sums of G.',
        },
        {
          tex: String.raw`\mathrm{DSE}=-\sum_ip_i\log_2p_i,\qquad p_i=\frac{|\lambda_i|^t}{\sum_j|\lambda_j|^t}`,
          says: 'Between 0, all points in one place, and log₂ N, all of them far apart.',
        },
      ],
    },
    {
      heading: 'Information',
      text: [
        'What labels say of the points is how much smaller the spectral entropy is within a class than in a random choice of as many points. Equal numbers of points matter: the entropy grows with them.',
      ],
      equations: [
        {
          tex: String.raw`\mathrm{DSMI}=\sum_c\frac{n_c}N\Big(\frac1R\sum_r\mathrm{DSE}(Z_{S_{c,r}})-\mathrm{DSE}(Z_{y=c})\Big)`,
          says: 'Its bits are its own: near the entropy of the labels only for classes that stand far apart.',
        },
      ],
    },
  ],
  algorithm: [
    'Kernels of all pairs of points, width σ.',
    'Divide by the roots of the row sums of both points.',
    'Eigenvalues of the symmetric matrix; absolute values to the power t.',
    'Divide by their sum; entropy of the result.',
    'For information: the same on random subsets as large as each class, and on the class.',
    'Differences, weighted by the share of the class.',
  ],
  tries: [
    { text: 'Count dimensions, beside binned entropy.', run: 'dimension', label: 'Dimension' },
    { text: 'Add noise in every direction.', run: 'noise', label: 'Noise 0.3' },
    { text: 'Watch a network spread out as it trains.', run: 'training', label: 'Training' },
    { text: 'Draw a quarter of the labels again.', run: 'labels', label: 'Labels' },
  ],
  runs,
  claims: [
    {
      id: 'grows-with-dimension',
      says: 'Spectral entropy grows with the intrinsic dimension of the data.',
      where: 'Toy data, intrinsic dimension',
      unit: 'bits, least rise a dimension',
      axis: { scale: 'linear', domain: [-0.2, 0.6] },
      quick: {
        measure: minimum('rise', 'dimension'),
        seeds: [1, 2],
        atLeast: STRICTLY,
        setting: 'Normal clouds of 1 to 16 dimensions in 20, N = 300, σ = 3, t = 1.',
      },
    },
    {
      id: 'eightfold',
      says: 'Sixteen dimensions have many times the entropy of one.',
      where: 'Toy data, intrinsic dimension',
      unit: 'times',
      axis: { scale: 'linear', domain: [1, 16] },
      quick: {
        measure: ratio(at('entropy', 16, 'dimension'), at('entropy', 1, 'dimension')),
        seeds: [1, 2],
        atLeast: 8,
        setting: 'The same clouds: d = 16 against d = 1.',
      },
    },
    {
      id: 'noise-keeps-order',
      says: 'Noise does not disturb the order of the clouds by dimension.',
      where: 'Toy data, resilience to noise',
      unit: 'bits, least rise a dimension',
      axis: { scale: 'linear', domain: [-0.2, 0.3] },
      quick: {
        measure: minimum('rise', 'noise'),
        seeds: [1, 2],
        atLeast: STRICTLY,
        setting: 'The same clouds with noise of 0.3 in all 20 directions, σ = 3, t = 2.',
      },
    },
    {
      id: 'bins-saturate',
      says: 'Binned entropy of the same noisy clouds says log₂ N, whatever the dimension.',
      where: 'Toy data, resilience to noise',
      unit: 'bits below log₂ N, at most',
      axis: { scale: 'linear', domain: [0, 1] },
      quick: {
        measure: maximum('room', 'noisyBins'),
        seeds: [1, 2],
        atMost: 0.1,
        setting: 'The same noisy clouds, two bins a coordinate.',
      },
    },
    {
      id: 'corruption-quarter',
      says: 'Spectral information falls when labels are corrupted: a quarter of them costs some.',
      where: 'Toy data, label corruption',
      unit: 'bits of DSMI lost',
      axis: { scale: 'linear', domain: [-0.5, 2] },
      quick: {
        measure: difference(final('information', 'clean'), final('information', 'quarter')),
        seeds: [1, 2],
        atLeast: STRICTLY,
        setting: 'Four blobs in the plane, N = 400, σ = 1: no label drawn again, against a quarter.',
      },
    },
    {
      id: 'corruption-half',
      says: 'A half of them costs more.',
      where: 'Toy data, label corruption',
      unit: 'bits of DSMI lost',
      axis: { scale: 'linear', domain: [-0.5, 1] },
      quick: {
        measure: difference(final('information', 'quarter'), final('information', 'half')),
        seeds: [1, 2],
        atLeast: STRICTLY,
        setting: 'The same blobs: a quarter of the labels drawn again, against a half.',
      },
    },
    {
      id: 'corruption-all',
      says: 'All of them cost the rest.',
      where: 'Toy data, label corruption',
      unit: 'bits of DSMI lost',
      axis: { scale: 'linear', domain: [-0.5, 1] },
      quick: {
        measure: difference(final('information', 'half'), final('information', 'random')),
        seeds: [1, 2],
        atLeast: STRICTLY,
        setting: 'The same blobs: a half of the labels drawn again, against all.',
      },
    },
    {
      id: 'grows-in-training',
      says: 'Spectral entropy of a layer grows while the network trains.',
      where: 'Networks in training',
      unit: 'bits of DSE gained since epoch 1, third layer',
      axis: { scale: 'linear', domain: [0, 4] },
      quick: {
        measure: difference(final('ixt3', 'shortTraining'), at('ixt3', 1, 'shortTraining')),
        seeds: [1, 2],
        atLeast: 1,
        setting: shortSetting,
      },
      full: {
        measure: difference(final('ixt3', 'training'), at('ixt3', 1, 'training')),
        seeds: [1, 2],
        atLeast: 1,
        setting: wholeSetting,
      },
    },
    {
      id: 'learns-labels',
      says: 'Spectral information about the label grows with learning.',
      where: 'Networks in training',
      unit: 'bits of DSMI at the end, third layer',
      axis: { scale: 'linear', domain: [0, 1] },
      quick: {
        measure: final('ity3', 'shortTraining'),
        seeds: [1, 2],
        atLeast: 0.4,
        setting: shortSetting,
      },
      full: {
        measure: final('ity3', 'training'),
        seeds: [1, 2],
        atLeast: 0.4,
        setting: wholeSetting,
      },
    },
    {
      id: 'learns-labels-late',
      says: 'It does so in the last hidden layer, too.',
      where: 'Networks in training',
      unit: 'bits of DSMI at the end, last hidden layer',
      axis: { scale: 'linear', domain: [0, 1] },
      quick: {
        measure: final('ityLast', 'shortTraining'),
        seeds: [1, 2],
        atLeast: 0.4,
        setting: shortSetting,
      },
      full: {
        measure: final('ityLast', 'training'),
        seeds: [1, 2],
        atLeast: 0.4,
        setting: wholeSetting,
      },
    },
    {
      id: 'nothing-at-first',
      says: 'Before learning there is next to none.',
      where: 'Networks in training',
      unit: 'bits of DSMI after one epoch, third layer',
      axis: { scale: 'linear', domain: [-0.2, 0.5] },
      quick: {
        measure: at('ity3', 1, 'shortTraining'),
        seeds: [1, 2],
        atMost: 0.2,
        setting: shortSetting,
      },
      full: {
        measure: at('ity3', 1, 'training'),
        seeds: [1, 2],
        atMost: 0.2,
        setting: wholeSetting,
      },
    },
  ],
  limits: [
    'In the short form of the training claims seed 1 gains 0.65 bit in 100 epochs, under the bound of 1, so that it is shown as not holding; in 1,500 epochs it gains 1.5 bits, and the claim holds.',
    'Clouds of at most 400 points: the eigenvalues of all pairs are computed exactly, in double precision.',
    'The operator is that of the released code; the text of the paper normalises twice, which is a switch here and changes the numbers a little.',
    'The correlation with accuracy over hundreds of ImageNet models does not run here.',
  ],
} satisfies Paper;
