import { difference, final, mean, ratio } from '../../claims/claim.ts';
import type { Paper, PaperRun } from '../paper.ts';

const bench = 'vae/images';
const seeds = [1, 2, 3];
const ard = { bench, instance: 'shapes', method: 'ardVae' } as const;
const plain = { bench, instance: 'shapes', method: 'betaVae' } as const;
const short = { maxSteps: 500 } as const;

const runs = {
  ard16: {
    ...ard,
    params: { latent: 16, beta: 8 },
    preset: 'Sixteen axes for three factors',
    shows: 'Discs whose position and size vary; the prior’s variances and the relevance of 16 axes.',
    companions: ['betaVae'],
  },
  ard4: {
    ...ard,
    params: { latent: 4, beta: 8 },
    preset: 'Four axes',
    shows: 'The same discs with hardly more axes than factors.',
    companions: ['betaVae'],
  },
  weakArd: {
    ...ard,
    params: { latent: 16, beta: 1 },
    preset: 'A weak rate',
    shows: 'At β = 1 more axes than factors are relevant: the set of images is curved.',
    companions: ['betaVae'],
  },
  position: {
    ...ard,
    instanceParams: { factors: 'position' },
    params: { latent: 8, beta: 8 },
    preset: 'Position alone',
    shows: 'Two factors: a disc of one size.',
  },
  ard8: { ...ard, params: { latent: 8, beta: 8 } },
  plain16: { ...plain, params: { latent: 16, beta: 8 } },
  plain8: { ...plain, params: { latent: 8, beta: 8 } },
  plain4: { ...plain, params: { latent: 4, beta: 8 } },
  weakPlain: { ...plain, params: { latent: 16, beta: 1 } },
  shortArd16: { ...ard, params: { latent: 16, beta: 8 }, ...short },
  shortPlain16: { ...plain, params: { latent: 16, beta: 8 }, ...short },
  shortWeakArd: { ...ard, params: { latent: 16, beta: 1 }, ...short },
  shortWeakPlain: { ...plain, params: { latent: 16, beta: 1 }, ...short },
} satisfies Record<string, PaperRun>;

const setting =
  '2,048 discs of 16 × 16 pixels, 3 factors, H = 64, Gaussian pixels of variance 0.02, T = 512, U = 50, 1,500 steps of 128 images';
const quickSetting = 'The same discs and networks, 500 steps.';

export default {
  summary:
    'The prior variance of each axis is estimated from the codes; axes the decoder does not answer to are then left out.',
  sections: [
    {
      heading: 'The idea',
      text: [
        'How long a code should be is a guess. Give each axis of the code a prior variance of its own, put a Gamma hyper-prior on its inverse, and its posterior given some codes is known in closed form: the variance is the mean square of the codes.',
        'A small variance alone does not make an axis irrelevant, because an ignored axis may have any. What counts is variance times the squared slope of the decoder along the axis. Axes are kept, the most relevant first, until they explain 95 %.',
      ],
      equations: [
        {
          tex: String.raw`v_l=\frac{b_l}{a}=\frac1T\sum_i\bigl(z^{(i)}_l\bigr)^2,\qquad w_l=v_l\sum_d\Bigl(\tfrac1n\sum_i|J^{(i)}_{dl}|\Bigr)^2`,
          says: 'The prior variance of an axis from T codes, and its relevance from n Jacobians of the decoder.',
        },
        {
          tex: String.raw`D+\beta\sum_l\tfrac12\Bigl[\log v_l-\log\sigma_l^2+\frac{\sigma_l^2+\mu_l^2}{v_l}-1\Bigr]`,
          says: 'What is minimised; v is constant within a step.',
        },
      ],
    },
    {
      heading: 'What is free',
      text: [
        'Scaling an axis of the code together with its prior changes nothing, in the rate or in the relevance. Scales drift for that reason: variances of relevant axes wander well above 1.',
      ],
    },
  ],
  algorithm: [
    'Set every prior variance to 1.',
    'Every U steps: encode T random images, draw z, and set each variance to the mean of its z².',
    'U steps of Adam on distortion and weighted rate, with the variances fixed.',
    'Decoder slopes at 64 codes by central differences with a step of 0.001 prior deviations.',
    'Relevance: variance times the sum over pixels of the squared mean slope.',
    'Sort; count axes until their share exceeds 95 %.',
    'Draw images from the relevant axes alone.',
  ],
  tries: [
    { text: 'Offer sixteen axes and see three kept.', run: 'ard16', label: 'L = 16' },
    { text: 'Offer four.', run: 'ard4', label: 'L = 4' },
    { text: 'Lower β and see the count rise.', run: 'weakArd', label: 'β = 1' },
    { text: 'Take a factor away.', run: 'position', label: 'Position alone' },
  ],
  runs,
  claims: [
    {
      id: 'three',
      says: 'Whatever the latent size, three axes are relevant for three factors.',
      where: 'Experiments on the number of relevant axes',
      unit: 'relevant axes (in the full form the mean over L = 4, 8, 16)',
      axis: { scale: 'linear', domain: [2, 8] },
      quick: {
        measure: final('relevantAxes95', 'shortArd16'),
        seeds: [1],
        atLeast: 3,
        atMost: 3,
        setting: `L = 16, β = 8, share 95 %. ${quickSetting}`,
      },
      // One of the three counts may be 4.
      full: {
        measure: mean([
          final('relevantAxes95', 'ard4'),
          final('relevantAxes95', 'ard8'),
          final('relevantAxes95', 'ard16'),
        ]),
        seeds,
        atLeast: 3,
        atMost: 3.34,
        setting: `β = 8, share 95 %. ${setting}.`,
      },
    },
    {
      id: 'fewer',
      says: 'The plain VAE spreads the same over more axes.',
      where: 'Comparison with the VAE',
      unit: 'more axes than the ARD-VAE, share 99 %, L = 16',
      axis: { scale: 'linear', domain: [-2, 8] },
      quick: {
        measure: difference(final('relevantAxes99', 'shortPlain16'), final('relevantAxes99', 'shortArd16')),
        seeds: [1],
        atLeast: 1,
        setting: `β = 8. ${quickSetting}`,
      },
      full: {
        measure: difference(final('relevantAxes99', 'plain16'), final('relevantAxes99', 'ard16')),
        seeds,
        atLeast: 1,
        setting: `β = 8. ${setting}.`,
      },
    },
    {
      id: 'no-dearer',
      says: 'Reconstructions do not pay for it.',
      where: 'Comparison with the VAE',
      unit: 'times the VAE’s squared error, L = 16',
      axis: { scale: 'linear', domain: [0, 3] },
      quick: {
        measure: ratio(final('mse', 'shortArd16'), final('mse', 'shortPlain16')),
        seeds: [1],
        atMost: 1.4,
        setting: `β = 8. ${quickSetting}`,
      },
      full: {
        measure: ratio(final('mse', 'ard16'), final('mse', 'plain16')),
        seeds,
        atMost: 1.4,
        setting: `β = 8. ${setting}.`,
      },
    },
    {
      id: 'curved',
      says: 'At a weak rate more axes than factors are relevant.',
      where: 'Our counter-example',
      unit: 'relevant axes at β = 1, L = 16',
      axis: { scale: 'linear', domain: [0, 16] },
      quick: {
        measure: final('relevantAxes95', 'shortWeakArd'),
        seeds: [1],
        atLeast: 4,
        setting: `β = 1, share 95 %. ${quickSetting}`,
      },
      full: {
        measure: final('relevantAxes95', 'weakArd'),
        seeds,
        atLeast: 4,
        setting: `β = 1, share 95 %. ${setting}.`,
      },
    },
    {
      id: 'still-fewer',
      says: 'And still fewer than of the plain VAE.',
      where: 'Our counter-example',
      unit: 'more axes than the ARD-VAE at β = 1, L = 16',
      axis: { scale: 'linear', domain: [-2, 8] },
      quick: {
        measure: difference(final('relevantAxes95', 'shortWeakPlain'), final('relevantAxes95', 'shortWeakArd')),
        seeds: [1],
        atLeast: 1,
        setting: `β = 1, share 95 %. ${quickSetting}`,
      },
      full: {
        measure: difference(final('relevantAxes95', 'weakPlain'), final('relevantAxes95', 'weakArd')),
        seeds,
        atLeast: 1,
        setting: `β = 1, share 95 %. ${setting}.`,
      },
    },
  ],
  limits: [
    'Drawn discs of 256 pixels and networks with one hidden layer; the paper’s data sets and its numbers are not reproduced.',
    'Three axes are not always found: after 1,500 steps the counts at L = 4, 8, 16 are 3, 3, 3 and 3, 4, 3 on seeds 1 and 2, but 4, 4, 3 on seed 3, where at the smaller sizes three axes explain 88 % and 93 %. In its full form that claim does not hold.',
    'Nor has the plain VAE always more axes: with the share of 99 % at L = 16 it has 6, 5 and 4 where the ARD-VAE has 3, 4 and 4, so on seed 3 there is no difference.',
    'The count depends on β: at β = 1 the images are seen as a curved set, and more axes carry some of it.',
    'The predictive prior is taken as Gaussian; with T = 512 codes Student’s t is within 0.002 nats of it.',
  ],
} satisfies Paper;
