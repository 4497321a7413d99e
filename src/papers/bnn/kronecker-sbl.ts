import { difference, final, ratio } from '../../claims/claim.ts';
import type { Paper, PaperRun } from '../paper.ts';

const block = { bench: 'bnn/sparse-recovery', instance: 'block' } as const;
const twenty = { instanceParams: { trials: 20 } } as const;
const quick = [1];
const full = [1, 2, 3, 4, 5];

const runs = {
  three: {
    ...block,
    method: 'singularKroneckerSbl',
    preset: 'Structured against classic',
    shows: '49 equations, 144 unknowns, nine of them not zero: whole rows and columns leave.',
    companions: ['alternatingKroneckerSbl', 'classicSbl'],
  },
  noisy: {
    ...block,
    instanceParams: { decibels: 5 },
    method: 'singularKroneckerSbl',
    preset: 'Much noise',
    shows: 'Five decibels of signal over noise.',
    companions: ['classicSbl', 'orthogonalMatchingPursuit'],
  },
  scattered: {
    bench: 'bnn/sparse-recovery',
    instance: 'scattered',
    method: 'singularKroneckerSbl',
    preset: 'No product',
    shows: 'The support is scattered: the structure is a wrong assumption, and classic learning wins.',
    companions: ['classicSbl'],
  },
  singular: { ...block, ...twenty, method: 'singularKroneckerSbl' },
  alternating: { ...block, ...twenty, method: 'alternatingKroneckerSbl' },
  classic: { ...block, ...twenty, method: 'classicSbl' },
} satisfies Record<string, PaperRun>;

const setting = 'N = 12, M = 7, K = 3 a factor, 20 dB, twenty trials; the median of their errors.';
const decibels = { unit: 'dB', axis: { scale: 'linear', domain: [-5, 15] } } as const;

export default {
  summary:
    'Sparse Bayesian learning whose variances are a Kronecker product: rows and columns are switched, not entries.',
  sections: [
    {
      heading: 'The idea',
      text: [
        'A channel between two arrays of antennas, seen through a reflecting surface, is a sparse vector on a grid of angles of departure and of arrival. Few angles of each are in use, so the non-zeros sit on the crossings of few rows and few columns.',
        'Sparse Bayesian learning gives every entry a variance and lets the evidence switch entries off. Here the variances are γ₁ ⊗ γ₂: what is switched off is a row or a column.',
      ],
      equations: [
        {
          tex: String.raw`y=(A_1\otimes A_2)x+n,\qquad x\sim\mathcal N\big(0,\operatorname{diag}(\gamma_1\otimes\gamma_2)\big)`,
          says: 'More unknowns than equations.',
        },
      ],
    },
    {
      heading: 'Two M-steps',
      text: [
        'Expectation-maximisation needs γ₁ and γ₂ from the second moments of x. Alternating minimisation solves that problem exactly, in many small turns. The singular value decomposition solves a nearby one at once.',
      ],
      equations: [
        {
          tex: String.raw`\min_{\gamma_1,\gamma_2}\ \sum_{ij}\ln\gamma_{1i}\gamma_{2j}+\frac{\Lambda_{ij}}{\gamma_{1i}\gamma_{2j}}`,
          says: 'Λ holds the second moments, a row an entry of the first factor.',
        },
      ],
    },
  ],
  algorithm: [
    'Start with γ = 1.',
    'Posterior mean and variances of x through C = A Γ Aᵀ + s² I.',
    'Λ ← μ² + diag Σ as a matrix.',
    'γ₁, γ₂ by alternating minimisation, or from the leading singular pair of Λ.',
    'Drop entries of a factor below 1 % of its largest; repeat until γ rests.',
  ],
  tries: [
    { text: 'Race the three on the same trials.', run: 'three', label: 'Race' },
    { text: 'Add noise.', run: 'noisy', label: '5 dB' },
    { text: 'Break the assumption.', run: 'scattered', label: 'Scattered' },
  ],
  runs,
  claims: [
    {
      id: 'singular-better',
      says: 'Knowing that the support is a product, the SVD variant recovers the signal better than classic sparse Bayesian learning.',
      where: 'Section V, figures on the error against the noise',
      ...decibels,
      quick: {
        measure: difference(final('error', 'classic'), final('error', 'singular')),
        seeds: quick,
        atLeast: 1.5,
        setting,
      },
      full: {
        measure: difference(final('error', 'classic'), final('error', 'singular')),
        seeds: full,
        atLeast: 1.5,
        setting,
      },
    },
    {
      id: 'alternating-better',
      says: 'So does the alternating variant.',
      where: 'Section V, figures on the error against the noise',
      ...decibels,
      quick: {
        measure: difference(final('error', 'classic'), final('error', 'alternating')),
        seeds: quick,
        atLeast: 1.5,
        setting,
      },
      full: {
        measure: difference(final('error', 'classic'), final('error', 'alternating')),
        seeds: full,
        atLeast: 1.5,
        setting,
      },
    },
    {
      id: 'singular-cheaper',
      says: 'The SVD variant needs less work than alternating minimisation.',
      where: 'Section V, run times',
      unit: 'multiply-adds, SVD / alternating',
      axis: { scale: 'linear', domain: [0, 1.5] },
      quick: {
        measure: ratio(final('arithmetic', 'singular'), final('arithmetic', 'alternating')),
        seeds: quick,
        atMost: 1,
        setting,
      },
      full: {
        measure: ratio(final('arithmetic', 'singular'), final('arithmetic', 'alternating')),
        seeds: full,
        atMost: 1,
        setting,
      },
    },
    {
      id: 'singular-most-accurate',
      says: 'The SVD variant is also the more accurate of the two.',
      where: 'Section V',
      ...decibels,
      axis: { scale: 'linear', domain: [-8, 4] },
      quick: {
        measure: difference(final('error', 'alternating'), final('error', 'singular')),
        seeds: quick,
        atLeast: 0,
        setting,
      },
      full: {
        measure: difference(final('error', 'alternating'), final('error', 'singular')),
        seeds: full,
        atLeast: 0,
        setting,
      },
    },
  ],
  limits: [
    'Alternating minimisation is the more accurate here, by 2 to 5 dB: the paper found the SVD ahead, with three factors and other sizes.',
    'Two factors of one size and real numbers in place of three factors and a complex channel.',
    'Classic learning is cut off at 150 iterations, as in the paper; it has not come to rest by then in most trials.',
    'The variance of the noise is known to all methods.',
  ],
} satisfies Paper;
