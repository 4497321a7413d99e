import { final, ratio } from '../../claims/claim.ts';
import type { Paper, PaperRun } from '../paper.ts';

const classes = { bench: 'transport/data-selection', instance: 'gaussianClasses' } as const;
const easy = { dimension: 6, separation: 1.1, small: 60, large: 180, goal: 1500 };
const quick = [1];
const full = [1, 2, 3];

const runs = {
  hard: {
    ...classes,
    method: 'projektor',
    params: { terms: 4 },
    preset: 'Before saturation',
    shows: 'Twenty dimensions, weak classes: from 30 and 80 points to 400.',
    companions: ['logLine', 'reuse'],
  },
  easy: {
    ...classes,
    instanceParams: easy,
    method: 'projektor',
    params: { terms: 4 },
    preset: 'After saturation',
    shows: 'Six dimensions, clear classes: from 60 and 180 points to 1,500, where a line in log n overshoots.',
    companions: ['reuse'],
  },
  hardLong: { ...classes, method: 'projektor', params: { terms: 4, draws: 20 } },
  easyLong: { ...classes, instanceParams: easy, method: 'projektor', params: { terms: 4, draws: 20 } },
  easyShort: { ...classes, instanceParams: { ...easy, matched: 100 }, method: 'projektor', params: { terms: 4 } },
  neighbours: {
    ...classes,
    instanceParams: { dimension: 12, large: 240, learner: 'nearest' },
    method: 'projektor',
    params: { terms: 4 },
    preset: 'Nearest neighbour',
    shows: 'A learner for which the distance says less.',
  },
} satisfies Record<string, PaperRun>;

const hardSetting =
  'd = 20, centres 0.45 · N(0, I), sizes 30 and 80, target 400; ten draws of nine mixtures, five measured; terms 1, q, q², OT.';
const longSetting = hardSetting.replace('ten draws', 'twenty draws');
const easySetting = 'd = 6, centres 1.1 · N(0, I), sizes 60 and 180, target 1,500; ten draws of nine mixtures.';

export default {
  summary:
    'Foretells from two small samples and an optimal-transport distance how well a model trained on a mixture of data sources will do.',
  sections: [
    {
      heading: 'The idea',
      text: [
        'Whoever buys data sees a small sample of each offer. The paper foretells the accuracy of a model trained on any mixture at any size in two stages: from the mixture’s transport distance to validation data, and from there along a line in log n.',
      ],
      equations: [
        {
          tex: String.raw`acc(q)\approx b_0\,\mathrm{OT}(q)+c_0+c_1q+c_2q^2`,
          says: 'Stage 1 at each of two sizes; more terms if more mixtures were measured.',
        },
        {
          tex: String.raw`\widehat{acc}(n)=\frac{\ln(n/n_0)\,acc_{n_1}-\ln(n/n_1)\,acc_{n_0}}{\ln(n_1/n_0)}`,
          says: 'Stage 2.',
        },
      ],
    },
    {
      heading: 'Where it holds',
      text: [
        'Learning curves bend. Before they do, a line in log n is nearer than the last accuracy. After that it overshoots, and the last accuracy is the better forecast. Both presets are shown. What the distance adds to a parabola in the share is little here: race the two.',
      ],
      equations: [],
    },
  ],
  algorithm: [
    'Draw samples of nine mixtures at two sizes; train and measure accuracy on validation.',
    'Measure label-aware transport costs to validation.',
    'Fit accuracy on the distance and the share at five mixtures, at both sizes.',
    'Extrapolate both fits in log n.',
    'Chain the fit with dual potentials for the gain of a larger share.',
  ],
  tries: [
    { text: 'Race the forecast against simpler ones.', run: 'hard', label: 'Race' },
    { text: 'Let the classes be easy.', run: 'easy', label: 'Easy classes' },
    { text: 'Train a nearest-neighbour rule.', run: 'neighbours', label: 'Nearest neighbour' },
  ],
  runs,
  claims: [
    {
      id: 'interpolates',
      says: 'A fit on five mixtures foretells the accuracy of the four in between.',
      where: 'Section 4, stage 1',
      unit: 'mean absolute error',
      axis: { scale: 'linear', domain: [0, 0.08] },
      quick: { measure: final('interpolationError', 'hard'), seeds: quick, atMost: 0.04, setting: hardSetting },
      full: { measure: final('interpolationError', 'hardLong'), seeds: full, atMost: 0.04, setting: longSetting },
    },
    {
      id: 'distance-predicts',
      says: 'The nearer a mixture is to validation, the better the model.',
      where: 'Section 3',
      unit: 'correlation of distance and accuracy',
      axis: { scale: 'linear', domain: [-1, 1] },
      quick: { measure: final('distanceCorrelation', 'hard'), seeds: quick, atMost: 0, setting: hardSetting },
      full: { measure: final('distanceCorrelation', 'hardLong'), seeds: full, atMost: 0, setting: longSetting },
    },
    {
      id: 'extrapolates',
      says: 'Before saturation the line in log n foretells better than the last accuracy.',
      where: 'Section 4, stage 2',
      unit: 'error of reusing n₁ / error of the forecast',
      axis: { scale: 'log', domain: [0.1, 10] },
      quick: {
        measure: ratio(final('reuseError', 'hard'), final('forecastError', 'hard')),
        seeds: quick,
        atLeast: 2,
        setting: hardSetting,
      },
      full: {
        measure: ratio(final('reuseError', 'hardLong'), final('forecastError', 'hardLong')),
        seeds: full,
        atLeast: 2,
        setting: longSetting,
      },
    },
    {
      id: 'overshoots',
      says: 'After saturation it foretells worse.',
      where: 'Limits, as measured for this page',
      unit: 'error of the forecast / error of reusing n₁',
      axis: { scale: 'log', domain: [0.3, 10] },
      quick: {
        measure: ratio(final('forecastError', 'easyShort'), final('reuseError', 'easyShort')),
        seeds: quick,
        atLeast: 1,
        setting: `${easySetting} Distances to 100 validation points.`,
      },
      full: {
        measure: ratio(final('forecastError', 'easyLong'), final('reuseError', 'easyLong')),
        seeds: full,
        atLeast: 1,
        setting: easySetting.replace('ten draws', 'twenty draws'),
      },
    },
  ],
  limits: [
    'In full, with twenty draws, the forecast is 1.6, 1.6 and 3.6 times nearer than the last accuracy on seeds 1 to 3: twice is not reached on two of them. Four coefficients on five mixtures are nearly collinear, and a line in log n triples the noise of what it extends; a parabola in the share alone does as well here.',
    'Two sources and Gaussian classes in place of the paper’s image sets; logistic regression with penalty |W|²/2 in place of networks.',
    'Gradient ascent on the simplex is not built: the slopes are shown. The mixture of highest forecast is often not the best one.',
    'The distance is a correlate, not a law: with a nearest-neighbour learner it says little.',
  ],
} satisfies Paper;
