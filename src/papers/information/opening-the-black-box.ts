import { difference, fallsTo, final, maximum } from '../../claims/claim.ts';
import type { Paper, PaperRun } from '../paper.ts';

const sphere = { bench: 'information/plane', instance: 'sphere' } as const;
const binning = { ...sphere, method: 'binning' } as const;
const littleData = { ...binning, instanceParams: { trainShare: 0.05 } } as const;

const runs = {
  paper: {
    ...binning,
    params: { learningRate: 4e-4, epochs: 8000 },
    preset: 'Paper',
    shows: 'The settings of the released code: 8,000 slow epochs, with the two phases well apart.',
  },
  quick: {
    ...binning,
    params: { epochs: 1500 },
    preset: 'Quick',
    shows: 'The same picture in fewer steps: late layers first move up and to the right, then back to the left.',
  },
  tiny: {
    ...littleData,
    params: { batch: 64, epochs: 8000 },
    preset: 'Tiny data',
    shows: 'Trained on 205 of the 4,096 patterns, late layers forget the label as they compress.',
  },
  relu: {
    ...binning,
    params: { activation: 'relu', binEdges: 'range', epochs: 1500 },
    companions: ['adaptiveBinning'],
    preset: 'The ReLU debate',
    shows: 'Units without an upper end, bins over the range of each layer, and another estimator beside it.',
  },
  random: {
    ...binning,
    instanceParams: { randomLabels: true },
    params: { epochs: 1500 },
    preset: 'Random labels',
    shows: 'Nothing to learn but the table: the plane is reached only as far as the table is learnt by heart.',
  },
  shallow: {
    ...binning,
    params: { layers: '10', epochs: 1500 },
    preset: 'One hidden layer',
    shows: 'A single hidden layer keeps all twelve bits; only the output compresses.',
  },
  soft: {
    ...binning,
    instanceParams: { labels: 'soft' },
    params: { epochs: 1500 },
    preset: 'Soft labels, with the bound',
    shows: 'Labels drawn from p(y|x) with 0.99 bit in them: the bound is now a curve, not a corner.',
  },

  short: { ...binning, params: { learningRate: 5e-3, epochs: 400 } },
  firstEpochs: { ...binning, maxSteps: 64 },
  shortTiny: { ...littleData, params: { batch: 64, learningRate: 5e-3, epochs: 1500 } },
} satisfies Record<string, PaperRun>;

const network = 'Twelve-bit task, 12-10-7-5-4-3-2, tanh, Adam, batches of 512, 85 % trained on, 30 bins';
const short = `${network}; rate 0.005, 400 epochs.`;
const quick = `${network}; rate 0.002, 1,500 epochs.`;
const start = `${network}; rate 0.002, 64 epochs.`;

export default {
  summary: 'Every layer of a network is a point in a plane: what it tells about the input, and what about the label.',
  sections: [
    {
      heading: 'The idea',
      text: [
        'A hidden layer T stands between the input X and the label Y. Two numbers describe it without looking at a single weight: how much it still tells about the input, and how much about the label. Drawn against each other while the network trains, they leave a path.',
        'The paper sees two phases on that path. In the first, short one, layers learn about the label and take in more of the input. In the second, which takes most of the training, they keep the label and let go of the input. The paper ties the turn to the gradients: at first their mean moves the weights, later their scatter shakes them.',
      ],
    },
    {
      heading: 'The limits of the plane',
      text: [
        'Each layer sees the input only through the layer before it, so both numbers can only fall with depth. And there is a best possible trade: the bottleneck curve gives the most a layer can tell about the label for what it tells about the input. When the label is a function of the input, the curve is a straight line to its corner at H(Y).',
      ],
      equations: [
        {
          tex: String.raw`I(X;Y)\ge I(T_1;Y)\ge\dots\ge I(\hat Y;Y),\qquad H(X)\ge I(X;T_1)\ge\dots\ge I(X;\hat Y)`,
          says: 'Processing can only lose information.',
        },
        {
          tex: String.raw`\min_{p(t\mid x)}\ I(X;T)-\beta\,I(T;Y)`,
          says: 'The bottleneck: its solutions for all β are the bound in the picture.',
        },
      ],
    },
    {
      heading: 'How it is measured',
      text: [
        'There are only 4,096 inputs, all equally likely, so nothing is sampled. Every unit is cut into 30 bins; two inputs are the same to a layer when they fall into the same bins. The entropy of what remains is I(X;T). This makes the bins part of the result: the same training watched by another estimator can look different, and here it can be.',
      ],
      equations: [
        {
          tex: String.raw`\mathrm{SNR}=\frac{\lVert\operatorname{mean}_b\,g_b\rVert}{\lVert\operatorname{sd}_b\,g_b\rVert}`,
          says: 'Drift against diffusion: mean and scatter of the gradients over the batches of an epoch, relative to the weights.',
        },
      ],
    },
  ],
  algorithm: [
    'List all 4,096 patterns of 12 points on a sphere, with labels that rotations leave alone.',
    'Train 12-10-7-5-4-3-2 with tanh units by mini-batches of 512 on 85 % of them.',
    'At some epochs, run all patterns through the network.',
    'Cut every unit into 30 bins; a layer’s state is the tuple of its bins.',
    'I(X;T) is the entropy of the states; I(T;Y) is H(Y) less what the states leave open.',
    'Over the batches of an epoch, compare the mean of the gradients with their scatter.',
  ],
  tries: [
    { text: 'Follow the last hidden layer up, right and then back to the left.', run: 'quick', label: 'Quick run' },
    { text: 'Take most of the data away: compression now costs the label.', run: 'tiny', label: '205 patterns' },
    { text: 'Change units and bins, and see what is left of the second phase.', run: 'relu', label: 'ReLU' },
    { text: 'Give it labels without any rule.', run: 'random', label: 'Random labels' },
    { text: 'Make the labels uncertain, and the bound becomes a curve.', run: 'soft', label: 'Soft labels' },
  ],
  runs,
  claims: [
    {
      id: 'late-layers-compress',
      says: 'After fitting, the last hidden layer lets go of much of what it knew about the input.',
      where: 'Section 3.2 and figure 3',
      unit: 'bits of I(X;T) lost since the peak',
      axis: { scale: 'linear', domain: [0, 6] },
      quick: { measure: final('lostLast', 'short'), seeds: [1], atLeast: 1.5, setting: short },
      full: { measure: final('lostLast', 'quick'), seeds: [1, 2, 3], atLeast: 1.5, setting: quick },
    },
    {
      id: 'first-layer-keeps',
      says: 'Compression grows with depth: the first hidden layer keeps the input whole.',
      where: 'Section 3.2 and figure 3',
      unit: 'bits of I(X;T₁) lost since the peak',
      axis: { scale: 'linear', domain: [0, 1] },
      quick: {
        measure: difference(maximum('ixt1', 'short'), final('ixt1', 'short')),
        seeds: [1],
        atMost: 0.1,
        setting: short,
      },
      full: {
        measure: difference(maximum('ixt1', 'quick'), final('ixt1', 'quick')),
        seeds: [1, 2, 3],
        atMost: 0.1,
        setting: quick,
      },
    },
    {
      id: 'label-is-kept',
      says: 'The last hidden layer ends with nearly all there is to know about the label.',
      where: 'Section 3.2 and figure 3',
      unit: 'bits of I(T;Y)',
      axis: { scale: 'linear', domain: [0, 1] },
      quick: { measure: final('ityLast', 'short'), seeds: [1], atLeast: 0.95, setting: short },
      full: { measure: final('ityLast', 'quick'), seeds: [1, 2, 3], atLeast: 0.95, setting: quick },
    },
    {
      id: 'generalises',
      says: 'The network generalises to patterns it was not trained on.',
      where: 'Section 3.1',
      unit: 'test accuracy',
      axis: { scale: 'linear', domain: [0.5, 1] },
      quick: { measure: final('testAccuracy', 'short'), seeds: [1], atLeast: 0.94, setting: short },
      full: { measure: final('testAccuracy', 'quick'), seeds: [1, 2, 3], atLeast: 0.94, setting: quick },
    },
    {
      id: 'drift-first',
      says: 'At first the gradients agree: their mean is larger than their scatter.',
      where: 'Section 3.3 and figure 4',
      unit: 'largest signal-to-noise ratio',
      axis: { scale: 'log', domain: [0.5, 20] },
      quick: { measure: maximum('snr', 'firstEpochs'), seeds: [1, 2, 3], atLeast: 2, setting: start },
    },
    {
      id: 'then-diffusion',
      says: 'Then, suddenly, the scatter takes over.',
      where: 'Section 3.3 and figure 4',
      unit: 'epochs until the ratio is below 1',
      axis: { scale: 'log', domain: [1, 1000] },
      quick: { measure: fallsTo('snr', 1, 'firstEpochs'), seeds: [1, 2, 3], atMost: 60, setting: start },
    },
    {
      id: 'diffusion-stays',
      says: 'For the rest of the training the weights diffuse.',
      where: 'Section 3.3 and figure 4',
      unit: 'signal-to-noise ratio at the end',
      axis: { scale: 'log', domain: [0.02, 10] },
      quick: { measure: final('snr', 'firstEpochs'), seeds: [1, 2, 3], atMost: 0.6, setting: start },
      full: { measure: final('snr', 'quick'), seeds: [1, 2, 3], atMost: 0.6, setting: quick },
    },
    {
      id: 'output-near-bound',
      says: 'The converged output lies close to the information bottleneck bound.',
      where: 'Section 3.5 and figure 6',
      unit: 'bits below the bound',
      axis: { scale: 'linear', domain: [0, 1] },
      quick: { measure: final('gapOutput', 'short'), seeds: [1], atMost: 0.08, setting: short },
      full: { measure: final('gapOutput', 'quick'), seeds: [1, 2, 3], atMost: 0.08, setting: quick },
    },
    {
      id: 'all-layers-on-bound',
      says: 'All converged layers lie on or very close to the bound.',
      where: 'Abstract and section 3.5',
      unit: 'bits about the input that the last hidden layer keeps and the bound does not need',
      axis: { scale: 'linear', domain: [0, 6] },
      quick: {
        measure: difference(final('ixtLast', 'short'), final('ityLast', 'short')),
        seeds: [1],
        atMost: 0.08,
        setting: `${short} With hard labels the bound needs I(X;T) = I(T;Y).`,
      },
      full: {
        measure: difference(final('ixtLast', 'quick'), final('ityLast', 'quick')),
        seeds: [1, 2, 3],
        atMost: 0.08,
        setting: `${quick} With hard labels the bound needs I(X;T) = I(T;Y).`,
      },
    },
    {
      id: 'little-data-forgets',
      says: 'With 5 % of the patterns the compression phase loses information about the label.',
      where: 'Section 3.2 and figure 3',
      unit: 'bits of I(T;Y) lost since the peak',
      axis: { scale: 'linear', domain: [0, 0.5] },
      quick: {
        measure: difference(maximum('ityLast', 'shortTiny'), final('ityLast', 'shortTiny')),
        seeds: [1],
        atLeast: 0.08,
        setting: 'As above, 5 % trained on, batches of 64, rate 0.005, 1,500 epochs.',
      },
      full: {
        measure: difference(maximum('ityLast', 'tiny'), final('ityLast', 'tiny')),
        seeds: [1, 2, 3],
        atLeast: 0.08,
        setting: 'As above, 5 % trained on, batches of 64, rate 0.002, 8,000 epochs.',
      },
    },
    {
      id: 'much-data-keeps',
      says: 'With 85 % of the patterns it does not.',
      where: 'Section 3.2 and figure 3',
      unit: 'bits of I(T;Y) lost since the peak',
      axis: { scale: 'linear', domain: [0, 0.5] },
      quick: {
        measure: difference(maximum('ityLast', 'short'), final('ityLast', 'short')),
        seeds: [1],
        atMost: 0.03,
        setting: short,
      },
      full: {
        measure: difference(maximum('ityLast', 'quick'), final('ityLast', 'quick')),
        seeds: [1, 2, 3],
        atMost: 0.03,
        setting: quick,
      },
    },
  ],
  limits: [
    'The authors publish labels, not their formula. The rule here was fitted to them and gives all 4,096; away from the threshold it may differ.',
    'Not all layers reach the bound: hidden layers keep 3 to 12 bits about the input where about one would do. Only the output comes close.',
    'The gradients’ signal-to-noise ratio exceeds 2 at its height in twelve of thirteen seeds; seed 2 stops at 1.96. The turn itself comes near epoch 15 here, near 350 in the paper’s figure: its time depends on optimiser and rate. With the released code’s rate of 0.0004 the ratio reaches 3.1 to 10.2 and is below 1 at epochs 50 to 93.',
    'The paper averages 50 networks; here each seed is looked at by itself.',
    'That compression causes generalisation is not tested, and is disputed. ReLU units compress in some seeds and hardly in others, and how much depends on the bins.',
  ],
} satisfies Paper;
