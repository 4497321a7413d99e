import { difference, final } from '../../claims/claim.ts';
import type { Paper, PaperRun } from '../paper.ts';

const digits = { bench: 'bnn/gating', instance: 'digits' } as const;
const quick = [1];
const full = [1, 2, 3, 4, 5];

const runs = {
  eighty: {
    ...digits,
    method: 'decoupledGates',
    preset: 'Four fifths of the mass',
    shows: 'Every digit opens the units that carry 80 % of the layer’s output, as predicted from the layer before.',
    companions: ['dense'],
  },
  half: {
    ...digits,
    method: 'decoupledGates',
    params: { mass: 0.5 },
    preset: 'Half of the mass',
    shows: 'Fewer units still.',
  },
  fixed: {
    ...digits,
    method: 'decoupledGates',
    params: { mode: 'top' },
    preset: 'The same number for all',
    shows: 'Forty units for every digit, easy or hard.',
  },
  dense: { ...digits, method: 'dense' },
} satisfies Record<string, PaperRun>;

const setting = 'Digits, 64-128-128-10; 30 dense epochs, then 30 with gates at r = 0.8.';

export default {
  summary: 'A layer teaches a small predictor which of its units will fire; the rest is not computed.',
  sections: [
    {
      heading: 'The idea',
      text: [
        'Static pruning takes the same units out for every input. But inputs differ: some need many units, some few, and not the same ones. Dynamic pruning decides input by input.',
        'Deciding needs training signals, and sparsity penalties are hard to weigh against the task. Here the target is made from the layer’s own response: the units that carry a share r of its output. Predicting them is plain binary classification.',
      ],
      equations: [
        {
          tex: String.raw`m=\big[z(a_{\text{prev}})>0\big],\qquad a\leftarrow m\odot a`,
          says: 'Gates from the layer before, one mask an input.',
        },
      ],
    },
  ],
  algorithm: [
    'Start from a trained network.',
    'Compute the shares of a layer’s output, sorted; keep units while their sum is at most r.',
    'Train a predictor on the layer before to say which units these are.',
    'Multiply the layer by the predicted mask, and train the task with it.',
    'End with the task alone.',
  ],
  tries: [
    { text: 'See which digits open which units.', run: 'eighty', label: 'r = 0.8' },
    { text: 'Keep half of the mass.', run: 'half', label: 'r = 0.5' },
    { text: 'Give every digit the same number.', run: 'fixed', label: 'Top 40' },
  ],
  runs,
  claims: [
    {
      id: 'accuracy-kept',
      says: 'Accuracy hardly falls.',
      where: 'Tables 1 and 2',
      unit: 'accuracy lost against the dense network',
      axis: { scale: 'linear', domain: [-0.02, 0.05] },
      quick: {
        measure: difference(final('accuracy', 'dense'), final('accuracy', 'eighty')),
        seeds: quick,
        atMost: 0.015,
        setting,
      },
      full: {
        measure: difference(final('accuracy', 'dense'), final('accuracy', 'eighty')),
        seeds: full,
        atMost: 0.015,
        setting,
      },
    },
    {
      id: 'few-units',
      says: 'Less than half of the units are computed.',
      where: 'Tables 1 and 2',
      unit: 'share of the units',
      axis: { scale: 'linear', domain: [0, 1] },
      quick: { measure: final('activeShare', 'eighty'), seeds: quick, atMost: 0.45, setting },
      full: { measure: final('activeShare', 'eighty'), seeds: full, atMost: 0.45, setting },
    },
    {
      id: 'predictable',
      says: 'Which units will fire can be predicted from the layer before.',
      where: 'Section 3; figure on the predictors',
      unit: 'gates as the layer asks',
      axis: { scale: 'linear', domain: [0.8, 1] },
      quick: { measure: final('agreement', 'eighty'), seeds: quick, atLeast: 0.94, setting },
      full: { measure: final('agreement', 'eighty'), seeds: full, atLeast: 0.94, setting },
    },
    {
      id: 'halves-work',
      says: 'The work of an input falls by more than a half.',
      where: 'Abstract',
      unit: 'multiply-adds, predictor included, of the dense network’s',
      axis: { scale: 'linear', domain: [0, 1.2] },
      quick: { measure: final('workWithPredictor', 'eighty'), seeds: quick, atMost: 0.5, setting },
      full: { measure: final('workWithPredictor', 'eighty'), seeds: full, atMost: 0.5, setting },
    },
  ],
  limits: [
    'On a dense layer the predictor is as large as the layer, so with it no work is saved here: in the paper it reads pooled feature maps and is small.',
    'The gates’ phase is also 30 more epochs of training; part of the accuracy comes from there.',
    'The unit of largest share is always kept: by the letter of the rule it would be dropped where it alone exceeds r.',
    'Gates on one layer of a small network; convolutions are not built.',
  ],
} satisfies Paper;
