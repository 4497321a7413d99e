import { difference, final } from '../../claims/claim.ts';
import type { Paper, PaperRun } from '../paper.ts';

const half = { bench: 'vae/denoising', instance: 'halfNoisy' } as const;

const runs = {
  score: {
    ...half,
    method: 'scoreDvi',
    preset: 'Half noisy',
    shows: 'Digits with seven times more noise on the right: the map is found, and the image with it.',
    companions: ['wiener', 'oracle'],
  },
  apart: {
    ...half,
    method: 'scoreDvi',
    params: { shared: false },
    preset: 'A map for every image',
    shows: 'Every precision sees one noisy pixel: noise and image can no longer be told apart.',
    companions: ['wiener'],
  },
  weak: {
    ...half,
    method: 'scoreDvi',
    params: { priorWeight: 0.5 },
    preset: 'A weak prior',
    shows: 'With half the weight on the prior the noise is fitted as well.',
    companions: ['wiener'],
  },
  even: {
    ...half,
    instanceParams: { left: 0.25, right: 0.25 },
    method: 'scoreDvi',
    preset: 'Even noise',
    shows: 'Where the noise is the same everywhere, averaging loses nothing.',
    companions: ['wiener', 'oracle'],
  },
  wiener: { ...half, method: 'wiener' },
} satisfies Record<string, PaperRun>;

const setting = 'The first 64 test digits, noise of 0.05 on the left and 0.35 on the right, 400 steps of Adam at 0.02.';
const quickly = { seeds: [1], setting } as const;
const fully = { seeds: [1, 2, 3], setting } as const;

export default {
  summary:
    'A denoiser’s output tells a variational posterior what images look like; the noise is found pixel by pixel.',
  sections: [
    {
      heading: 'The idea',
      text: [
        'Photographs have noise whose strength differs from place to place, and one image is all there is to learn it from. A variational posterior over image and noise would do both, if the prior over images could be written down.',
        'It need not be: gradients of the posterior use the prior only through its score at samples, and the score of a smoothed density is what a denoiser removes, divided by the variance.',
      ],
      equations: [
        {
          tex: String.raw`\min_q\ \mathbb E_q\big[-\log p(y\,|\,x,\varphi)\big]+\lambda\,\mathrm{KL}_x+\mathrm{KL}\big(q(\varphi)\,\|\,\Gamma(1,\beta_0)\big)`,
          says: 'q(x) is Gaussian by pixel, q(φ) Gamma by pixel; the score of p(x) comes from a denoiser.',
        },
      ],
    },
  ],
  algorithm: [
    'Start at the noisy image, with a small posterior variance.',
    'Sample z = m + s ε; denoise it at the posterior’s own variance.',
    'The prior pulls m by −(D(z) − z)/s², and s through the same sample.',
    'The data pull with the expected precision α/β of each pixel.',
    'One Adam step on m, log s², log α, log β; the output is a running mean of m.',
  ],
  tries: [
    { text: 'Find the noise and the digits at once.', run: 'score', label: 'Half noisy' },
    { text: 'Give every image a map of its own.', run: 'apart', label: 'Not shared' },
    { text: 'Halve the weight of the prior.', run: 'weak', label: 'λ = 0.5' },
  ],
  runs,
  claims: [
    {
      id: 'beats-wiener',
      says: 'It removes uneven noise better than a filter told its average strength.',
      where: 'Section 4',
      unit: 'dB gained',
      axis: { scale: 'linear', domain: [0, 1.5] },
      quick: { measure: difference(final('psnr', 'score'), final('psnr', 'wiener')), ...quickly, atLeast: 0.2 },
      full: { measure: difference(final('psnr', 'score'), final('psnr', 'wiener')), ...fully, atLeast: 0.2 },
    },
    {
      id: 'finds-noise',
      says: 'It finds where the noise is.',
      where: 'Section 3.2; figures of noise maps',
      unit: 'right over left',
      axis: { scale: 'linear', domain: [1, 8] },
      quick: { measure: final('noiseRatio', 'score'), ...quickly, atLeast: 2.5 },
      full: { measure: final('noiseRatio', 'score'), ...fully, atLeast: 2.5 },
    },
    {
      id: 'needs-pooling',
      says: 'A precision that sees one noisy pixel cannot be identified: without pooling it is worse than the filter.',
      where: 'Section 3.3, where networks pool',
      unit: 'dB lost against the filter',
      axis: { scale: 'linear', domain: [-0.5, 1.5] },
      quick: { measure: difference(final('psnr', 'wiener'), final('psnr', 'apart')), ...quickly, atLeast: 0 },
      full: { measure: difference(final('psnr', 'wiener'), final('psnr', 'apart')), ...fully, atLeast: 0 },
    },
    {
      id: 'weak-prior',
      says: 'Too small a weight on the prior fits the noise.',
      where: 'Section 4, choice of λ',
      unit: 'dB lost against the filter',
      axis: { scale: 'linear', domain: [0, 5] },
      quick: { measure: difference(final('psnr', 'wiener'), final('psnr', 'weak')), ...quickly, atLeast: 0 },
      full: { measure: difference(final('psnr', 'wiener'), final('psnr', 'weak')), ...fully, atLeast: 0 },
    },
  ],
  limits: [
    'A Gaussian law of 8 × 8 digits and its exact denoiser in place of photographs and a trained network; noise that differs by halves in place of a camera’s.',
    'One noise component and free parameters; the paper has three, and networks that see the image.',
    'The filter is told the average noise, which ScoreDVI is not.',
  ],
} satisfies Paper;
