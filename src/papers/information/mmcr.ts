import { difference, final, maximum } from '../../claims/claim.ts';
import type { Paper, PaperRun } from '../paper.ts';

const bench = 'information/representations';
const seeds = [1, 2, 3];
const free = { bench, instance: 'freeCodes', params: { learningRate: 0.05 }, maxSteps: 300 } as const;
const rate = { learningRate: 1e-3 };

const runs = {
  free: {
    ...free,
    method: 'mmcr',
    preset: 'Free codes',
    shows: '32 images of 4 views, codes of 16 coordinates, moved without an encoder until they meet the bound.',
    companions: ['simclr'],
  },
  images: {
    bench,
    instance: 'shapes',
    method: 'mmcr',
    params: rate,
    preset: 'Bars, blobs and rings',
    shows: 'A small encoder learns from four views of each image; a linear probe then tells the shapes.',
    companions: ['simclr', 'randomCodes'],
  },
  two: {
    bench,
    instance: 'shapes',
    instanceParams: { viewsEach: 2 },
    method: 'mmcr',
    params: rate,
    preset: 'Two views',
    shows: 'The fewest views there can be.',
    companions: ['simclr'],
  },
  pressed: {
    ...free,
    method: 'mmcr',
    params: { learningRate: 0.05, localPrice: 0.5 },
    preset: 'A price on spread',
    shows: 'The second term of the loss, which the released code leaves out.',
  },
  random: { bench, instance: 'shapes', method: 'randomCodes', maxSteps: 1 },
  short: { bench, instance: 'shapes', method: 'mmcr', params: rate, maxSteps: 100 },
} satisfies Record<string, PaperRun>;

const setting = 'Free codes, B = 32, N = 4, C = 16, Adam with rate 0.05, 300 steps.';

export default {
  summary: 'One nuclear norm asks that views of an image agree and that images spread in all directions.',
  sections: [
    {
      heading: 'The idea',
      text: [
        'All views of one image make a small manifold in the space of codes. How many such manifolds a linear classifier can tell apart, their capacity, grows when they are small and lie in many directions.',
        'Both are in one number. Average the unit codes of each image, and take the sum of the singular values of the averages. Averages are long when views agree; their singular values sum to most when all are equal.',
      ],
      equations: [
        {
          tex: String.raw`L=-\|C\|_*,\qquad c_b=\frac1N\sum_n\frac{z_{bn}}{|z_{bn}|},\qquad \|C\|_*\le\sqrt{B\min(B,C)}`,
          says: 'Centroids of B images, and the bound that no codes of C coordinates pass.',
        },
      ],
    },
  ],
  algorithm: [
    'Draw a batch of B images and N views of each: shifted, of other contrast, noisy.',
    'Encode; scale every code to length 1; average over the views of an image: the rows of C.',
    'Eigen-decompose CᵀC. The gradient of the nuclear norm is U Vᵀ = C (CᵀC)^(−1/2).',
    'Go back through average, scaling and encoder; step of Adam.',
    'At the end, a linear probe on the encoder, without the last map, tells the classes.',
  ],
  tries: [
    { text: 'Watch codes meet the bound.', run: 'free', label: 'Free codes' },
    { text: 'Race it against SimCLR and an encoder that learns nothing.', run: 'images', label: 'Images' },
    { text: 'Two views are enough.', run: 'two', label: 'N = 2' },
  ],
  runs,
  claims: [
    {
      id: 'bound',
      says: 'Free codes reach the bound.',
      where: 'Section 2; appendix on the bound',
      unit: 'share of the bound',
      axis: { scale: 'linear', domain: [0.9, 1.01] },
      quick: { measure: final('boundShare', 'free'), seeds, atLeast: 0.999, setting },
    },
    {
      id: 'not-exceeded',
      says: 'They never pass it.',
      where: 'Section 2; appendix on the bound',
      unit: 'largest share of the bound',
      axis: { scale: 'linear', domain: [0.9, 1.1] },
      // The rounding of sixteen square roots.
      quick: { measure: maximum('boundShare', 'free'), seeds, atMost: 1 + 1e-9, setting },
    },
    {
      id: 'agree',
      says: 'There, all views of an image have the same code.',
      where: 'Section 2',
      unit: 'length of a centroid',
      axis: { scale: 'linear', domain: [0.9, 1.01] },
      quick: { measure: final('centroidNorm', 'free'), seeds, atLeast: 0.999, setting },
    },
    {
      id: 'even',
      says: 'And the centroids fill all directions alike.',
      where: 'Section 2',
      unit: 'smallest to largest singular value',
      axis: { scale: 'linear', domain: [0.9, 1.01] },
      quick: { measure: final('evenness', 'free'), seeds, atLeast: 0.999, setting },
    },
    {
      id: 'probe',
      says: 'A linear probe reads the class from a trained encoder much better than from a random one.',
      where: 'Section 4',
      unit: 'accuracy gained',
      axis: { scale: 'linear', domain: [-0.1, 0.5] },
      quick: {
        measure: difference(final('probeAccuracy', 'short'), final('probeAccuracy', 'random')),
        seeds: [1, 2],
        atLeast: 0.1,
        setting: 'Four shapes of 8 × 8 pixels, B = 64, N = 4, Adam with rate 0.001, 100 steps; 512 test views.',
      },
      full: {
        measure: difference(final('probeAccuracy', 'images'), final('probeAccuracy', 'random')),
        seeds,
        atLeast: 0.1,
        setting: 'The same with 500 steps.',
      },
    },
  ],
  limits: [
    'Drawn shapes of 64 pixels and an encoder of three layers in place of photographs and a ResNet; nothing is said about ImageNet or about the brain.',
    'SimCLR’s probe is as good here: shapes as simple as these do not tell the two apart.',
    'Codes of images stay at about 0.7 of the bound, since the encoder is small and a batch holds some images twice.',
  ],
} satisfies Paper;
