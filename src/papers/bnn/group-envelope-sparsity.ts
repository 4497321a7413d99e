import { at, difference, final } from '../../claims/claim.ts';
import type { Paper, PaperRun } from '../paper.ts';

const digits = { bench: 'bnn/structured', instance: 'digits' } as const;
const quick = [1];
const full = [1, 2, 3, 4, 5];

const runs = {
  envelope: {
    ...digits,
    method: 'groupEnvelope',
    preset: 'Pick thirty neurons',
    shows: 'A hundred hidden neurons, of which thirty may stay: the envelope decides which while the network learns.',
    companions: ['groupLasso', 'magnitude'],
  },
  strong: {
    ...digits,
    method: 'groupEnvelope',
    params: { strength: 0.5, fineTune: 0 },
    preset: 'A strong envelope',
    shows: 'Ten times the strength and no cut: about k neurons are left, and accuracy has paid for it.',
  },
  deep: {
    ...digits,
    instanceParams: { layers: 2 },
    method: 'groupEnvelope',
    preset: 'Two layers',
    shows: 'Thirty neurons of each of two hidden layers.',
  },
  lasso: { ...digits, method: 'groupLasso' },
  plain: { ...digits, method: 'magnitude' },
  uncut: { ...digits, method: 'groupEnvelope', params: { fineTune: 0, epochs: 60 } },
} satisfies Record<string, PaperRun>;

const setting =
  'Digits, 64-100-10, gradient descent at 0.1; the 30 longest neurons alone after 30 epochs, before any fine-tuning; mean over seeds.';
const points = { unit: 'accuracy gained', axis: { scale: 'linear', domain: [0, 0.4] } } as const;
const kept = (run: 'envelope' | 'lasso' | 'plain') => at('keptAccuracy', 30, run);

export default {
  summary: 'A convex regulariser that knows how many neurons are to stay, and leaves which to the data.',
  sections: [
    {
      heading: 'The idea',
      text: [
        'Lasso weights are turned until about the right number of neurons is left. It would be simpler to say the number. Counting is not convex, but counting together with the squared norm has a tightest convex envelope that can be computed.',
        'For single weights it is half the squared k-support norm; for groups, here the incoming weights of a neuron, the norms of the groups take their place.',
      ],
      equations: [
        {
          tex: String.raw`S_k=\big(\tfrac12\|\cdot\|^2+\iota\{\|\cdot\|_{0,\text{groups}}\le k\}\big)^{**}`,
          says: 'The biconjugate; k = 1 gives half the squared sum of norms, k = all half the squared norm.',
        },
      ],
    },
    {
      heading: 'Training',
      text: [
        'After every gradient step the proximal map of the envelope shrinks the neurons. Those that win keep a share of one and hardly shrink; the others share what is left of the budget or get nothing.',
      ],
      equations: [],
    },
  ],
  algorithm: [
    'Take a gradient step on a batch.',
    'Compute the norms of the groups of a layer.',
    'Find η such that the clipped shares sum to k, by bisection.',
    'Multiply every group by u / (u + ηλ).',
    'Keep the k longest groups and fine-tune.',
  ],
  tries: [
    { text: 'Race the envelope against the lasso and plain training.', run: 'envelope', label: 'Race' },
    { text: 'Let the envelope alone decide.', run: 'strong', label: 'λ = 0.5' },
    { text: 'Give it two layers.', run: 'deep', label: 'Two layers' },
  ],
  runs,
  claims: [
    {
      id: 'selects',
      says: 'Trained with the envelope, k neurons alone do far better than the k longest of a plain network.',
      where: 'Experiments; the purpose of the regulariser',
      ...points,
      quick: {
        measure: difference(kept('envelope'), kept('plain')),
        seeds: quick,
        across: 'mean',
        atLeast: 0.1,
        setting,
      },
      full: {
        measure: difference(kept('envelope'), kept('plain')),
        seeds: full,
        across: 'mean',
        atLeast: 0.1,
        setting,
      },
    },
    {
      id: 'beats-lasso',
      says: 'They do better than the k longest after a group lasso.',
      where: 'Experiments, comparison with group lasso',
      ...points,
      quick: {
        measure: difference(kept('envelope'), kept('lasso')),
        seeds: quick,
        across: 'mean',
        atLeast: 0.04,
        setting,
      },
      full: {
        measure: difference(kept('envelope'), kept('lasso')),
        seeds: full,
        across: 'mean',
        atLeast: 0.04,
        setting,
      },
    },
    {
      id: 'fine-tuned',
      says: 'After fine-tuning, thirty neurons do what a hundred did.',
      where: 'Experiments',
      unit: 'test accuracy',
      axis: { scale: 'linear', domain: [0.9, 1] },
      quick: {
        measure: final('accuracy', 'envelope'),
        seeds: quick,
        across: 'mean',
        atLeast: 0.93,
        setting: 'The same, 15 more epochs on the neurons kept.',
      },
      full: {
        measure: final('accuracy', 'envelope'),
        seeds: full,
        across: 'mean',
        atLeast: 0.93,
        setting: 'The same, 15 more epochs on the neurons kept.',
      },
    },
    {
      id: 'exactly-k',
      says: 'Training ends with about k active neurons.',
      where: 'Abstract; section on the predefined level of sparsity',
      unit: 'active neurons, k = 30',
      axis: { scale: 'linear', domain: [0, 100] },
      quick: {
        measure: final('activeNeurons', 'uncut'),
        seeds: quick,
        atMost: 33,
        setting: 'Digits, 64-100-10, λ = 0.05, 60 epochs, no cut.',
      },
      full: {
        measure: final('activeNeurons', 'uncut'),
        seeds: full,
        atMost: 33,
        setting: 'Digits, 64-100-10, λ = 0.05, 60 epochs, no cut.',
      },
    },
  ],
  limits: [
    'By the proximal steps alone 50 to 70 neurons stay at λ = 0.05, not 30; a stronger envelope comes nearer and costs accuracy. So the k longest are kept at two thirds, and the rest is fine-tuning.',
    'The budget is a layer’s own; weights of groups in the budget and convolutional channels are not built.',
    'A small network on small digits in place of image collections.',
  ],
} satisfies Paper;
