import { difference, final } from '../../claims/claim.ts';
import type { Paper, PaperRun } from '../paper.ts';

const digits = { bench: 'bnn/structured', instance: 'digits', instanceParams: { width: 128, layers: 2 } } as const;
const flow = { method: 'progressiveGradientFlow' } as const;
const quick = [1];
const full = [1, 2, 3, 4, 5];

const runs = {
  fade: {
    ...digits,
    ...flow,
    preset: 'Fade',
    shows: 'One of sixteen weights is kept; the others fade along an exponential.',
    companions: ['dense'],
  },
  stages: {
    ...digits,
    ...flow,
    params: { scheme: 'stepwise' },
    preset: 'In stages',
    shows: 'The pattern tightens from 15:16 to 1:16.',
  },
  cut: {
    ...digits,
    ...flow,
    params: { scheme: 'straightThrough' },
    preset: 'Cut at once',
    shows: 'The mask is hard after a tenth of the training.',
  },
  linear: { ...digits, ...flow, params: { scheme: 'linearDecay' } },
  dense: { ...digits, method: 'dense' },
} satisfies Record<string, PaperRun>;

const sizes = {
  quick: 'Digits, 64-128-128-10 with 1:16 in both hidden layers, Adam 3e-3 along a cosine, 40 epochs.',
  full: 'Digits, 64-128-128-10 with 1:16 in both hidden layers, Adam 3e-3 along a cosine, 40 epochs; mean over five seeds.',
};
const accuracy = { unit: 'test accuracy', axis: { scale: 'linear', domain: [0.85, 1] } } as const;
const points = { unit: 'accuracy', axis: { scale: 'linear', domain: [-0.05, 0.08] } } as const;

export default {
  summary: 'Weights that are to go fade out or are crowded out in stages, so that their gradients stay of use.',
  sections: [
    {
      heading: 'The idea',
      text: [
        'With N of every M weights kept, hardware can skip the others. When M is large against N, training suffers: masked weights still receive gradients, computed without them, and these are mostly noise.',
        'Progressive gradient flow lets the masked weights take part and ever less so: by multiplying them with a factor that falls to zero, or by a pattern that tightens.',
      ],
      equations: [
        {
          tex: String.raw`\tilde W=W\odot\big(\mathcal M+(1-\mathcal M)b_t\big),\qquad b_t:1\to0`,
          says: 'The forward pass; the gradient is passed to W unchanged.',
        },
      ],
    },
  ],
  algorithm: [
    'Train densely for a tenth of the time.',
    'At every batch mask all but the N largest of every M consecutive weights.',
    'Multiply what is masked by b, or use the pattern of the present stage.',
    'Pass the gradient to all weights.',
    'Use the hard mask for the last tenth.',
  ],
  tries: [
    { text: 'Watch masked weights fade.', run: 'fade', label: 'Fade' },
    { text: 'Tighten the pattern.', run: 'stages', label: 'Stages' },
    { text: 'Cut at once.', run: 'cut', label: 'Cut' },
  ],
  runs,
  claims: [
    {
      id: 'fade-works',
      says: 'Networks with one weight in sixteen can be trained by fading the others out.',
      where: 'Section 5',
      ...accuracy,
      quick: {
        measure: final('accuracy', 'fade'),
        seeds: quick,
        across: 'mean',
        atLeast: 0.9,
        setting: sizes.quick,
      },
      full: { measure: final('accuracy', 'fade'), seeds: full, across: 'mean', atLeast: 0.9, setting: sizes.full },
    },
    {
      id: 'stages-work',
      says: 'They can be trained by tightening the pattern in stages.',
      where: 'Section 5',
      ...accuracy,
      quick: {
        measure: final('accuracy', 'stages'),
        seeds: quick,
        across: 'mean',
        atLeast: 0.9,
        setting: sizes.quick,
      },
      full: { measure: final('accuracy', 'stages'), seeds: full, across: 'mean', atLeast: 0.9, setting: sizes.full },
    },
    {
      id: 'little-lost',
      says: 'Little is lost against the dense network.',
      where: 'Section 5, tables',
      ...points,
      quick: {
        measure: difference(final('accuracy', 'dense'), final('accuracy', 'fade')),
        seeds: quick,
        across: 'mean',
        atMost: 0.05,
        setting: sizes.quick,
      },
      full: {
        measure: difference(final('accuracy', 'dense'), final('accuracy', 'fade')),
        seeds: full,
        across: 'mean',
        atMost: 0.05,
        setting: sizes.full,
      },
    },
    {
      id: 'gain',
      says: 'Fading is two points better than cutting at once when few weights are kept.',
      where: 'Abstract',
      ...points,
      quick: {
        measure: difference(final('accuracy', 'fade'), final('accuracy', 'cut')),
        seeds: quick,
        across: 'mean',
        atLeast: 0.02,
        setting: sizes.quick,
      },
      full: {
        measure: difference(final('accuracy', 'fade'), final('accuracy', 'cut')),
        seeds: full,
        across: 'mean',
        atLeast: 0.02,
        setting: sizes.full,
      },
    },
  ],
  limits: [
    'Fading and cutting end level here: on a network this small, in 440 batches, the noise of masked gradients does no harm that could be seen.',
    'Linear decay and stages are behind, as they reach the last pattern late.',
    'Dense layers on digits; the transformers of the paper are not built.',
  ],
} satisfies Paper;
