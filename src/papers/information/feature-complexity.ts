import { final } from '../../claims/claim.ts';
import type { Paper, PaperRun } from '../paper.ts';

const bench = 'information/features';
const instance = 'products';

const runs = {
  signs: {
    bench,
    instance,
    method: 'trained',
    maxSteps: 60,
    preset: 'Products of signs',
    shows: 'One sign is read from the input; products of two, three and four appear later and deeper.',
    companions: ['randomFeatures'],
  },
  shallow: {
    bench,
    instance,
    method: 'trained',
    params: { depth: 2 },
    maxSteps: 60,
    preset: 'Two hidden layers',
    shows: 'Less depth: where do the products form now?',
  },
  noisy: {
    bench,
    instance,
    instanceParams: { jitter: 0.6 },
    method: 'trained',
    maxSteps: 60,
    preset: 'Noisy signs',
    shows: 'Noise on the signs hurts a product more than a sign.',
  },
  brief: { bench, instance, method: 'trained', maxSteps: 20 },
} satisfies Record<string, PaperRun>;

const briefly = 'Products of one to four signs, 1,000 rows, four layers of 64, 400 updates.';
const whole = 'The same, 1,200 updates.';

export default {
  summary: 'A feature is as complex as the depth at which a linear decoder can first read it.',
  sections: [
    {
      heading: 'The idea',
      text: [
        'Networks prefer some features to others. To ask which, one needs a measure of how hard a feature is to compute. This one asks each layer: what share of the feature could the simplest decoder read from here? Summed over the depth, what cannot be read is the complexity.',
        'The paper measures ten thousand features of an image classifier and finds that simple ones are learned first, and that what matters becomes simple. Here the features are planted, so that their order of difficulty is known beforehand.',
      ],
      equations: [
        {
          tex: String.raw`K(z)=1-\frac1L\sum_{l=1}^{L}I_{\mathcal V}\big(f_l(x)\to z\big),\qquad I_{\mathcal V}\approx R^2`,
          says: 'With linear decoders the usable information is the explained variance.',
        },
      ],
    },
  ],
  algorithm: [
    'Train a network on a target that is one sign, and on products of two, three and four.',
    'At any time, send half of the test rows through it; keep every layer.',
    'Fit a ridge decoder from each layer to each target.',
    'Score it on the other half: R², clipped to [0, 1].',
    'Complexity is 1 less the mean over the layers, the input included.',
  ],
  tries: [
    { text: 'Watch products form from the top.', run: 'signs', label: 'Four layers' },
    { text: 'Take depth away.', run: 'shallow', label: 'Two layers' },
  ],
  runs,
  claims: [
    {
      id: 'rises',
      says: 'Features that need more computation have a higher complexity.',
      where: 'Definition and its checks; planted here',
      unit: 'smallest rise of K, orders 1 to 3',
      axis: { scale: 'linear', domain: [-0.2, 0.6] },
      quick: { measure: final('complexityRise', 'brief'), seeds: [1, 2], atLeast: 1e-6, setting: briefly },
      full: { measure: final('complexityRise', 'signs'), seeds: [1, 2, 3], atLeast: 1e-6, setting: whole },
    },
    {
      id: 'learned-first',
      says: 'Simple features are learned first.',
      where: 'When features emerge in training',
      unit: 'updates, smallest delay to the next order',
      axis: { scale: 'linear', domain: [-100, 200] },
      quick: { measure: final('learningDelay', 'brief'), seeds: [1, 2], atLeast: 1, setting: briefly },
      full: { measure: final('learningDelay', 'signs'), seeds: [1, 2, 3], atLeast: 1, setting: whole },
    },
    {
      id: 'simple-is-read-early',
      says: 'A simple feature can be read all along the network.',
      where: 'Flow of simple features',
      unit: 'complexity of one sign',
      axis: { scale: 'linear', domain: [0, 0.5] },
      quick: { measure: final('complexity1', 'brief'), seeds: [1, 2], atMost: 0.05, setting: briefly },
    },
  ],
  limits: [
    'Planted products of signs stand in for features of an image classifier; importance and residual connections are not measured.',
    'V-information is the R² of a ridge decoder on held-out rows; the paper’s own normalisation was not read again.',
    'Orders three and four are not told apart reliably by complexity, only by when they are learned.',
  ],
} satisfies Paper;
