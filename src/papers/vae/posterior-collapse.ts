import { type Claim, difference, final } from '../../claims/claim.ts';
import type { Paper, PaperRun } from '../paper.ts';

const bench = 'vae/linear';
const spectrum = { bench, instance: 'spectrum' } as const;
const plain = { ...spectrum, method: 'linearVae' } as const;
const conditional = { bench, instance: 'conditioned', method: 'linearConditionalVae' } as const;
const hierarchy = { ...spectrum, method: 'linearHierarchicalVae' } as const;
/** A ReLU network on real digits, whose pixels have a fixed variance. */
const relu = { bench: 'vae/images', instance: 'digits', method: 'vae' } as const;
const pixels = (eta2: number) => ({ latent: 10, likelihood: 'gaussian', biasAtMean: true, eta2 }) as const;
const short = { maxSteps: 1000 } as const;
const long = { maxSteps: 2500 } as const;

const runs = {
  two: {
    ...plain,
    params: { beta: 1, etaEnc: 1, etaDec: 1 },
    preset: 'Two collapsed',
    shows: 'Singular values 0.7 and 0.3 lie below the threshold √β η = 1, and their directions collapse.',
  },
  correlated: {
    ...conditional,
    instanceParams: { rho: 0.8 },
    preset: 'A condition that says much',
    shows: 'At ρ = 0.8 little of the output is left to say, and three of six directions collapse.',
    companions: ['linearVae'],
  },
  narrow: {
    ...hierarchy,
    params: { sigma1: 0.7 },
    preset: 'A narrow first level',
    shows: 'With σ₁ = 0.7 the second level keeps the three strongest directions only.',
  },
  degenerate: {
    ...hierarchy,
    params: { learned: true },
    preset: 'Both variances learned',
    shows: 'At β₁ = β₂ all seeds reach one objective, and each another use of z₂.',
  },
  digits: {
    bench,
    instance: 'digits',
    method: 'linearConditionalVae',
    params: { etaDec: 0.25 },
    preset: 'Digits and their class',
    shows: 'Told the class, a linear VAE of handwritten digits leaves more directions unused.',
    companions: ['linearVae'],
  },
  three: { ...plain, params: { beta: 2 } },
  one: { ...plain, params: { beta: 0.5, etaEnc: 2, etaDec: 0.8 } },
  traded: { ...plain, params: { beta: 4, etaDec: 0.5 } },
  fixed: { ...plain, params: { beta: 2, learned: false, sigma: 0.5 } },
  uncorrelated: { ...conditional, instanceParams: { rho: 0 } },
  half: { ...conditional, instanceParams: { rho: 0.5 } },
  nearly: { ...conditional, instanceParams: { rho: 0.95 } },
  wide: { ...hierarchy, params: { sigma1: 1.5 } },
  second: { ...hierarchy, params: { sigma1: 1.2, beta2: 2 } },
  relu: {
    ...relu,
    params: pixels(0.25),
    ...long,
    preset: 'A ReLU network on digits',
    shows:
      'The linear theory leaves five axes in use at a pixel variance of 0.25; a network with ReLU units keeps four.',
  },
  reluNoisy: { ...relu, params: pixels(0.75), ...long },
  reluSharp: { ...relu, params: pixels(0.05), ...long },
  reluHalf: { ...relu, params: pixels(0.5), ...long },
  reluClose: { ...relu, params: pixels(0.15), ...long },
  shortClose: { ...relu, params: pixels(0.15), ...short },
  shortRelu: { ...relu, params: pixels(0.25), ...short },
  shortNoisy: { ...relu, params: pixels(0.75), ...short },
  shortSharp: { ...relu, params: pixels(0.05), ...short },
  shortHalf: { ...relu, params: pixels(0.5), ...short },
} satisfies Record<string, PaperRun>;

type Run = keyof typeof runs;

const training = 'Adam from rate 0.02 to 0 along a cosine, 6,000 updates of the exact objective.';
const theta = 'θ = 3, 2.2, 1.6, 1.1, 0.7, 0.3';
const seeds = [1, 2];

/** Trained numbers at their closed form. */
const minimum = (id: string, run: Run, says: string, where: string, setting: string): Claim<Run> => {
  const form = { measure: final('deviation', run), atMost: 1e-2, setting: `${setting}; ${training}` } as const;
  return {
    id,
    says,
    where,
    unit: 'largest deviation of a singular value or sd',
    axis: { scale: 'log', domain: [1e-16, 1] },
    quick: { ...form, seeds },
    full: { ...form, seeds: [1, 2, 3] },
  };
};

/** A trained model has just so many collapsed directions. */
const counts = (id: string, run: Run, count: number, says: string, where: string, setting: string): Claim<Run> => {
  const form = {
    measure: final('collapsed', run),
    atLeast: count,
    atMost: count,
    setting: `${setting}; ${training}`,
  } as const;
  return {
    id,
    says,
    where,
    unit: 'collapsed directions',
    axis: { scale: 'linear', domain: [0, 6] },
    quick: { ...form, seeds },
    full: { ...form, seeds: [1, 2, 3] },
  };
};

const plainAt = (beta: string, enc: string, dec: string) =>
  `Linear VAE, ${theta}, β = ${beta}, η₀ = ${enc}, η = ${dec}`;
const conditionedAt = (rho: string) =>
  `Linear conditional VAE, variances 9, 6, 4, 2.5, 1.5, 0.8, β = η = η₀ = 1, ρ = ${rho}`;
const hierarchyAt = (rest: string) =>
  `Linear hierarchical VAE, ${theta}, η = η₀ = β₁ = 1, ${rest}, Σ₁ fixed, Σ₂ learned`;

const reluAt = (variance: string) =>
  `ReLU VAE of 64 hidden units with 10 axes on 1,438 digits, Gaussian pixels of variance ${variance}, output biases at the pixel means`;
const whole = { seeds: [1, 2, 3] } as const;
const once = { seeds: [1] } as const;

export default {
  summary:
    'In linear VAEs, conditional and hierarchical ones too, a threshold on singular values says exactly which directions collapse.',
  sections: [
    {
      heading: 'The question',
      text: [
        'A latent number has collapsed when its posterior is its prior: it says nothing. Is that a failure of training, or what the objective asks for?',
        'If encoder and decoder are matrices the global minimum can be written down. A direction of the data with singular value θ is worth saying as long as θ² is above β η²: its variance must exceed the weighted noise that the decoder allows for (η is η_dec of the paper, the noise; η₀ is η_enc, the spread of the prior). Below that the best code is no code.',
      ],
      equations: [
        {
          tex: String.raw`\omega_i=\frac1{\eta_0}\sqrt{\left(\theta_i^2-\beta\,\eta^2\right)_+}`,
          says: 'Singular values of the decoder at the minimum, with learned encoder variances. At β = η₀ = 1 these are the loadings of probabilistic PCA.',
        },
      ],
    },
    {
      heading: 'A condition, and a second level',
      text: [
        'A condition explains part of the output without the code. What counts is what it leaves over, Cov(y | x): the more it says, the more directions collapse.',
        'In a chain of two latent levels the second one can collapse alone. Whether it does depends on the encoder variance of the first level, and on whether that is learned.',
      ],
      equations: [
        {
          tex: String.raw`\omega_i=\frac1{\eta_0}\sqrt{\left(e_i-\beta\,\eta^2\right)_+},\qquad e_i\ \text{eigenvalues of}\ C_y-C_{yx}C_x^{-1}C_{xy}`,
          says: 'With a condition x.',
        },
        {
          tex: String.raw`U_2W_2=I:\qquad z_1\to\kappa z_1\quad\Rightarrow\quad\mathcal L\to\mathcal L+2(\beta_2-\beta_1)\,d\log\kappa+\text{a term that falls}`,
          says: 'Scaling the d numbers of the first level, both variances learned: for β₁ > β₂ there is no minimum at all, and the page refuses to run.',
        },
      ],
    },
  ],
  algorithm: [
    'Reduce the data to Z = E[y x̃ᵀ], with whitened inputs x̃; its singular values are θ.',
    'Start encoder and decoder at N(0, 0.1²), all learned standard deviations at 1.',
    'Take the gradient of the whole objective, which is exact: no data are drawn.',
    'Adam, 6,000 updates, the rate falling from 0.02 to 0 along a cosine.',
    'Every 20 updates compare the sorted singular values with the closed form.',
    'Count a direction as collapsed when its code moves the output by less than 2 % of the noise.',
  ],
  tries: [
    { text: 'Watch two directions die out.', run: 'two', label: 'Two collapsed' },
    { text: 'Give the model a condition that already says much.', run: 'correlated', label: 'ρ = 0.8' },
    { text: 'Starve the second level.', run: 'narrow', label: 'σ₁ = 0.7' },
    { text: 'Equal weights, both variances learned: other seeds, other answers.', run: 'degenerate', label: 'β₁ = β₂' },
  ],
  runs,
  claims: [
    minimum(
      'vae',
      'two',
      'Gradient descent finds the closed-form minimum of the linear VAE.',
      'Analysis of the linear VAE',
      plainAt('1', '1', '1'),
    ),
    minimum(
      'fixed-variances',
      'fixed',
      'And that with fixed encoder variances.',
      'Analysis of the linear VAE, fixed variances',
      `Linear VAE, ${theta}, β = 2, η = η₀ = 1, σ = 0.5 fixed`,
    ),
    minimum(
      'conditional',
      'correlated',
      'And that of the conditional VAE.',
      'Analysis of the linear conditional VAE',
      conditionedAt('0.8'),
    ),
    minimum(
      'hierarchical',
      'wide',
      'And that of the hierarchical VAE.',
      'Analysis of the linear hierarchical VAE',
      hierarchyAt('β₂ = 1, σ₁ = 1.5'),
    ),
    counts(
      'two',
      'two',
      2,
      'Two of six directions have θ² ≤ β η², and two collapse.',
      'Analysis of the linear VAE',
      plainAt('1', '1', '1'),
    ),
    counts(
      'three',
      'three',
      3,
      'A larger weight on the KL collapses a third.',
      'Analysis of the linear VAE',
      plainAt('2', '1', '1'),
    ),
    counts(
      'one',
      'one',
      1,
      'A smaller weight and less noise leave one.',
      'Analysis of the linear VAE',
      plainAt('0.5', '2', '0.8'),
    ),
    counts(
      'traded',
      'traded',
      2,
      'Four times the weight and half the noise: the threshold is where it was.',
      'Analysis of the linear VAE',
      plainAt('4', '1', '0.5'),
    ),
    counts(
      'rho-0',
      'uncorrelated',
      1,
      'With a condition that says nothing, one of six directions collapses.',
      'Analysis of the linear conditional VAE',
      conditionedAt('0'),
    ),
    counts(
      'rho-5',
      'half',
      1,
      'At a correlation of one half it is still one.',
      'Analysis of the linear conditional VAE',
      conditionedAt('0.5'),
    ),
    counts(
      'rho-8',
      'correlated',
      3,
      'The better the condition, the more collapse: three at 0.8.',
      'Analysis of the linear conditional VAE',
      conditionedAt('0.8'),
    ),
    counts(
      'rho-95',
      'nearly',
      6,
      'And all six at 0.95.',
      'Analysis of the linear conditional VAE',
      conditionedAt('0.95'),
    ),
    counts(
      'level-wide',
      'wide',
      0,
      'A wide first level keeps the second in use, in all six directions.',
      'Analysis of the linear hierarchical VAE',
      hierarchyAt('β₂ = 1, σ₁ = 1.5'),
    ),
    counts(
      'level-narrow',
      'narrow',
      3,
      'A narrow one lets it collapse in three.',
      'Analysis of the linear hierarchical VAE',
      hierarchyAt('β₂ = 1, σ₁ = 0.7'),
    ),
    counts(
      'level-weighted',
      'second',
      4,
      'A larger weight on the second level collapses four.',
      'Analysis of the linear hierarchical VAE',
      hierarchyAt('β₂ = 2, σ₁ = 1.2'),
    ),
    {
      id: 'relu-follows',
      says: 'A nonlinear VAE keeps no more axes than the linear theory says, and nearly as many where that leaves five.',
      where: 'Experiments with nonlinear networks',
      unit: 'active axes; five eigenvalues are above 0.25',
      axis: { scale: 'linear', domain: [0, 10] },
      quick: {
        measure: final('activeAxes', 'shortRelu'),
        ...once,
        atLeast: 2,
        atMost: 5,
        setting: `${reluAt('0.25')}; 1,000 steps.`,
      },
      full: {
        measure: final('activeAxes', 'relu'),
        ...whole,
        atLeast: 2,
        atMost: 5,
        setting: `${reluAt('0.25')}; 2,500 steps.`,
      },
    },
    {
      id: 'relu-within',
      says: 'It stays within three axes of the linear prediction where that leaves nine.',
      where: 'Experiments with nonlinear networks',
      unit: 'active axes; nine eigenvalues are above 0.15',
      axis: { scale: 'linear', domain: [0, 10] },
      quick: {
        measure: final('activeAxes', 'shortClose'),
        ...once,
        atLeast: 6,
        setting: `${reluAt('0.15')}; 1,000 steps.`,
      },
      full: {
        measure: final('activeAxes', 'reluClose'),
        ...whole,
        atLeast: 6,
        setting: `${reluAt('0.15')}; 2,500 steps.`,
      },
    },
    {
      id: 'relu-none',
      says: 'Above the largest eigenvalue of the data it collapses whole, as the linear model does.',
      where: 'Experiments with nonlinear networks',
      unit: 'active axes; the largest eigenvalue is 0.699',
      axis: { scale: 'linear', domain: [0, 10] },
      quick: {
        measure: final('activeAxes', 'shortNoisy'),
        ...once,
        atMost: 0,
        setting: `${reluAt('0.75')}; 1,000 steps.`,
      },
      full: {
        measure: final('activeAxes', 'reluNoisy'),
        ...whole,
        atMost: 0,
        setting: `${reluAt('0.75')}; 2,500 steps.`,
      },
    },
    {
      id: 'relu-falls',
      says: 'More noise in the decoder leaves fewer axes in use.',
      where: 'Experiments with nonlinear networks',
      unit: 'active axes lost from variance 0.05 to 0.5',
      axis: { scale: 'linear', domain: [0, 10] },
      quick: {
        measure: difference(final('activeAxes', 'shortSharp'), final('activeAxes', 'shortHalf')),
        ...once,
        atLeast: 1,
        setting: `${reluAt('0.05 and 0.5')}; 1,000 steps.`,
      },
      full: {
        measure: difference(final('activeAxes', 'reluSharp'), final('activeAxes', 'reluHalf')),
        ...whole,
        atLeast: 1,
        setting: `${reluAt('0.05 and 0.5')}; 2,500 steps.`,
      },
    },
  ],
  limits: [
    'The expectation is exact and training uses no samples; the paper’s experiments train on data. Of its nonlinear networks a VAE on digits is shown; a nonlinear conditional VAE follows the direction of the theory and not its counts, and is left out.',
    'At a pixel variance of 0.15 nine eigenvalues are above the threshold; the ReLU network keeps four axes, five fewer, and the claim of three at most is shown as not holding. At 0.05, 0.25, 0.35, 0.5 and 0.6 it keeps 9 of 10, 4 of 5, 3 of 4, 1 of 3 and 0 of 2.',
    'A direction exactly at its threshold converges slowly: with σ₁ = 0.7 the singular value 0.7 meets √β₁ σ₁, and after 6,000 updates the encoder is still 0.008 from its limit; all other trained numbers above are within 1e-9.',
    'Cov(y | x) decides at all β, η and η₀ here. A public script tests e_i ≥ √β η with c = η₀/η, which is the same only at β = η = η₀ = 1.',
    'With both variances of the hierarchy learned: β₂ > β₁ collapses the second level whole, β₁ = β₂ leaves its use to the start, β₁ > β₂ has no minimum. This is derived and measured here.',
  ],
} satisfies Paper;
