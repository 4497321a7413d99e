import { final, ratio } from '../../claims/claim.ts';
import type { Paper, PaperRun } from '../paper.ts';

const episodes = { bench: 'bnn/few-shot', instance: 'regression' } as const;
const quick = [1];
const full = [1, 2, 3, 4, 5];

const runs = {
  learned: {
    ...episodes,
    method: 'niwMeta',
    preset: 'Four pairs, eight unknowns',
    shows: 'Episodes with too few pairs: what they share is learned, in closed form episode by episode.',
    companions: ['maml', 'ridge', 'oracle'],
  },
  single: {
    ...episodes,
    instanceParams: { shots: 1 },
    method: 'niwMeta',
    preset: 'One pair',
    shows: 'One pair an episode; the prior carries nearly everything.',
    companions: ['oracle'],
  },
  alone: { ...episodes, method: 'ridge' },
  unrolled: { ...episodes, method: 'maml' },
} satisfies Record<string, PaperRun>;

const setting =
  'Eight coordinates, four pairs an episode, noise 0.3; n₀ = 100, four episodes a step, 1,500 steps; 200 unseen episodes.';

export default {
  summary: 'Episodes share a prior that is itself uncertain; each is solved in closed form, used once and forgotten.',
  sections: [
    {
      heading: 'The idea',
      text: [
        'A learner that sees thousands of small tasks should come to know what they have in common. Treat the weights of every task as drawn from one normal distribution, and that distribution as unknown: a hierarchical Bayesian model.',
        'Variational inference would keep a posterior for every task. There are too many. With a normal-inverse-Wishart posterior over the shared distribution the posterior of a task is found in closed form when it comes by, and need not be kept.',
      ],
      equations: [
        {
          tex: String.raw`\theta_i\sim\mathcal N(\mu,\Sigma),\qquad q(\mu,\Sigma)=\mathcal N\big(\mu;m_0,\Sigma/l_0\big)\,\mathcal{IW}\big(\Sigma;V_0,n_0\big)`,
          says: 'V₀ is diagonal.',
        },
      ],
    },
    {
      heading: 'Against MAML',
      text: [
        'MAML differentiates through the steps it takes inside an episode, and has to keep them. Here the inner solution minimises the same objective that is differentiated, so the chain through it vanishes.',
      ],
      equations: [],
    },
  ],
  algorithm: [
    'Draw an episode; approximate its likelihood by a quadratic around m̄ with curvature Ā.',
    'V* = (Ā + n₀ V₀⁻¹)⁻¹ and m* = V* (Ā m̄ + n₀ V₀⁻¹ m₀).',
    'Take the gradient of the episode’s objective by m₀ and V₀ with m*, V* held.',
    'Adam on m₀ and ln V₀; forget the episode.',
    'Adapt to a new episode by the same formula.',
  ],
  tries: [
    { text: 'Race it against MAML, ridge and the truth.', run: 'learned', label: 'Race' },
    { text: 'Show one pair only.', run: 'single', label: 'One pair' },
  ],
  runs,
  claims: [
    {
      id: 'near-oracle',
      says: 'The learned prior predicts unseen episodes nearly as well as the true one.',
      where: 'Sections 3 and 5',
      unit: 'times the lowest error',
      axis: { scale: 'linear', domain: [0.9, 2] },
      quick: { measure: final('overOracle', 'learned'), seeds: quick, atMost: 1.1, setting },
      full: { measure: final('overOracle', 'learned'), seeds: full, atMost: 1.1, setting },
    },
    {
      id: 'beats-none',
      says: 'Without learning over episodes the error is many times as large.',
      where: 'Section 1',
      unit: 'error, learned prior / each by itself',
      axis: { scale: 'linear', domain: [0, 1] },
      quick: {
        measure: ratio(final('queryError', 'learned'), final('queryError', 'alone')),
        seeds: quick,
        atMost: 0.2,
        setting,
      },
      full: {
        measure: ratio(final('queryError', 'learned'), final('queryError', 'alone')),
        seeds: full,
        atMost: 0.2,
        setting,
      },
    },
    {
      id: 'knows-spread',
      says: 'It learns how much episodes differ, coordinate by coordinate.',
      where: 'Section 3, the role of V₀',
      unit: 'worst ratio to the truth',
      axis: { scale: 'linear', domain: [1, 2.5] },
      quick: { measure: final('spreadError', 'learned'), seeds: quick, atMost: 1.2, setting },
      full: { measure: final('spreadError', 'learned'), seeds: full, atMost: 1.2, setting },
    },
    {
      id: 'beats-maml',
      says: 'It adapts better than MAML does with one step.',
      where: 'Section 5, tables',
      unit: 'error, hierarchical / MAML',
      axis: { scale: 'linear', domain: [0, 1.5] },
      quick: {
        measure: ratio(final('queryError', 'learned'), final('queryError', 'unrolled')),
        seeds: quick,
        atMost: 1,
        setting,
      },
      full: {
        measure: ratio(final('queryError', 'learned'), final('queryError', 'unrolled')),
        seeds: full,
        atMost: 1,
        setting,
      },
    },
  ],
  limits: [
    'Linear regression, whose likelihood is exactly quadratic: the curvature estimate along steps of a network is not built, nor the image tasks.',
    'n₀ and l₀ are fixed; the divergence of the shared posterior from its prior is left out, as episodes never end.',
    'Spreads below 0.1 are over-estimated, by up to two times.',
  ],
} satisfies Paper;
