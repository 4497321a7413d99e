import { at, difference, final, minimum, ratio } from '../../claims/claim.ts';
import type { Paper, PaperRun } from '../paper.ts';

const router = { bench: 'transport/assignments', instance: 'router', method: 'lossFreeBalancing' } as const;
const stream = { ...router, instanceParams: { tokens: 128, experts: 8 }, maxSteps: 3000 } as const;

const runs = {
  sign: {
    ...router,
    params: { direction: 'sign', rate: 0.001 },
    seed: 5,
    preset: 'Small signed steps',
    shows: 'The rule as it is used: biases move by 0.001 after each batch, and loads level out.',
    companions: ['exact'],
  },
  harmonic: {
    ...router,
    params: { direction: 'linear', rate: 0.5, decay: 'harmonic' },
    seed: 5,
    maxSteps: 300,
    preset: 'Steps u/n',
    shows: 'Steps in proportion to the missing load that shrink with n end at the exact balanced optimum.',
    companions: ['exact', 'uniformSinkhorn'],
  },
  large: {
    ...router,
    params: { direction: 'sign', rate: 0.01 },
    seed: 5,
    preset: 'Steps too large',
    shows: 'Ten times the step: fast at first, then loads swing and stay uneven.',
  },
  hasty: { ...router, params: { direction: 'linear', rate: 0.1 }, seed: 5, maxSteps: 60 },
  fresh: {
    ...stream,
    params: { direction: 'linear', rate: 2, decay: 'harmonic', batches: 'fresh' },
    preset: 'Fresh batches',
    shows: 'Every step sees new tokens: with steps 2/n the regret against the best fixed biases hardly grows.',
  },
  freshConstant: { ...stream, params: { direction: 'linear', rate: 0.02, batches: 'fresh' } },
} satisfies Record<string, PaperRun>;

const seeds = [5];
const every = [5, 1, 2];
const batch = 'One batch of 512 tokens, 16 experts, 2 a token, skew 1.5';
const fresh = 'Fresh batches of 128 tokens, 8 experts, 2 a token, skew 1.5; 3,000 iterations';

export default {
  summary: 'Expert biases that are nudged after every batch are the dual prices of a balanced assignment.',
  sections: [
    {
      heading: 'The idea',
      text: [
        'A sparse mixture of experts sends every token to the few experts with the largest scores; left alone, some experts drown and others starve. A loss for balance disturbs training. Loss-free balancing adds a bias to each score instead, for the choice alone, lowers it where an expert was overloaded and raises it where one was not.',
        'Read as optimisation, biases are prices in the dual of an assignment problem: as much score as possible with even loads. Choosing the top K under score plus bias is the best answer to the prices, and the nudge is a step along the subgradient, which is the target load less the load.',
      ],
      equations: [
        {
          tex: String.raw`\mathcal L(p)=\sum_i\sum_{k\in\mathrm{TopK}(\gamma_i+p)}(\gamma_{ik}+p_k)-L\sum_kp_k,\qquad L=KT/E`,
          says: 'At every p at least the optimum of the balanced assignment; equal to it at the best p.',
        },
      ],
    },
    {
      heading: 'Steps',
      text: [
        'Constant steps end in a neighbourhood of the optimum, whose size is that of the step; steps that shrink as 1/n end at it. With fresh tokens in every batch the dual is an expectation, strongly convex where scores have a density, and 1/n gives a regret that grows like a logarithm.',
      ],
    },
  ],
  algorithm: [
    'Biases p start at zero.',
    'For every batch: each token goes to the K experts with the largest γ + p.',
    'Count the loads A.',
    'p ← p + u_n sign(L − A), or p ← p + u_n (L − A)/L.',
    'u_n is constant, u/n or u/√n.',
  ],
  tries: [
    { text: 'Watch biases and loads level out.', run: 'sign', label: 'u = 0.001' },
    { text: 'Let steps shrink as 1/n.', run: 'harmonic', label: 'u/n' },
    { text: 'Take steps ten times as large.', run: 'large', label: 'u = 0.01' },
    { text: 'Give every step fresh tokens.', run: 'fresh', label: 'Fresh' },
  ],
  runs,
  claims: [
    {
      id: 'weak-duality',
      says: 'The dual is never below the optimum of the balanced assignment.',
      where: 'Section 3',
      unit: '𝓛(p) less the optimum, least over the run',
      axis: { scale: 'linear', domain: [-0.001, 0.001] },
      quick: {
        measure: minimum('dualityGap', 'harmonic'),
        seeds,
        atLeast: -1e-9,
        setting: `${batch}; u/n, 300 steps.`,
      },
      full: {
        measure: minimum('dualityGap', 'harmonic'),
        seeds: every,
        atLeast: -1e-9,
        setting: `${batch}; u/n, 300 steps.`,
      },
    },
    {
      id: 'harmonic-balances',
      says: 'Steps u/n reach even loads.',
      where: 'Section 4',
      unit: 'MaxVio after 300 iterations',
      axis: { scale: 'linear', domain: [0, 0.1] },
      quick: { measure: final('maxVio', 'harmonic'), seeds, atMost: 0.01, setting: `${batch}; linear, u = 0.5.` },
      full: { measure: final('maxVio', 'harmonic'), seeds: every, atMost: 0.01, setting: `${batch}; linear, u = 0.5.` },
    },
    {
      id: 'harmonic-optimal',
      says: 'And the exact optimum among all even assignments.',
      where: 'Section 4',
      unit: 'duality gap after 300 iterations',
      axis: { scale: 'linear', domain: [0, 0.01] },
      quick: { measure: final('dualityGap', 'harmonic'), seeds, atMost: 1e-3, setting: `${batch}; linear, u = 0.5.` },
      full: {
        measure: final('dualityGap', 'harmonic'),
        seeds: every,
        atMost: 1e-3,
        setting: `${batch}; linear, u = 0.5.`,
      },
    },
    {
      id: 'sign-balances',
      says: 'Small signed steps come close to even loads.',
      where: 'Section 5, approximate balancing',
      unit: 'mean MaxVio of the last 100 of 1,000',
      axis: { scale: 'linear', domain: [0, 0.3] },
      quick: { measure: final('recentMaxVio', 'sign'), seeds, atMost: 0.1, setting: `${batch}; sign, u = 0.001.` },
      full: {
        measure: final('recentMaxVio', 'sign'),
        seeds: every,
        atMost: 0.1,
        setting: `${batch}; sign, u = 0.001.`,
      },
    },
    {
      id: 'large-stays-uneven',
      says: 'Steps ten times as large stay less even.',
      where: 'Section 5, approximate balancing',
      unit: 'times the MaxVio of small steps',
      axis: { scale: 'log', domain: [1, 10] },
      quick: {
        measure: ratio(final('recentMaxVio', 'large'), final('recentMaxVio', 'sign')),
        seeds,
        atLeast: 2,
        setting: `${batch}; sign, u = 0.01 against 0.001.`,
      },
      full: {
        measure: ratio(final('recentMaxVio', 'large'), final('recentMaxVio', 'sign')),
        seeds: every,
        atLeast: 2,
        setting: `${batch}; sign, u = 0.01 against 0.001.`,
      },
    },
    {
      id: 'large-rise-soon',
      says: 'The dual falls monotonically only while steps are small: with larger ones it rises soon.',
      where: 'Section 4, monotonic improvement',
      unit: 'first iteration that raises 𝓛',
      axis: { scale: 'log', domain: [1, 1000] },
      quick: { measure: final('firstRise', 'hasty'), seeds, atMost: 20, setting: `${batch}; linear, u = 0.1.` },
      full: { measure: final('firstRise', 'hasty'), seeds: every, atMost: 20, setting: `${batch}; linear, u = 0.1.` },
    },
    {
      id: 'small-fall-longer',
      says: 'With a tenth of the step it falls for longer.',
      where: 'Section 4, monotonic improvement',
      unit: 'times as many iterations before the first rise',
      axis: { scale: 'log', domain: [1, 20] },
      quick: {
        measure: ratio(final('firstRise', 'sign'), final('firstRise', 'large')),
        seeds,
        atLeast: 5,
        setting: `${batch}; sign, u = 0.001 against 0.01.`,
      },
      full: {
        measure: ratio(final('firstRise', 'sign'), final('firstRise', 'large')),
        seeds: every,
        atLeast: 5,
        setting: `${batch}; sign, u = 0.001 against 0.01.`,
      },
    },
    {
      id: 'logarithmic-regret',
      says: 'On fresh batches steps u/n have a regret that grows like a logarithm.',
      where: 'Section 6',
      unit: 'growth of the regret from iteration 100 to 3,000',
      axis: { scale: 'linear', domain: [0, 1] },
      quick: {
        measure: difference(final('regret', 'fresh'), at('regret', 100, 'fresh')),
        seeds: [1],
        atMost: 0.3,
        setting: `${fresh}; 2/n.`,
      },
      full: {
        measure: difference(final('regret', 'fresh'), at('regret', 100, 'fresh')),
        seeds: [1, 2, 3],
        atMost: 0.3,
        setting: `${fresh}; 2/n.`,
      },
    },
    {
      id: 'linear-regret',
      says: 'Constant steps have one that goes on growing.',
      where: 'Section 6',
      unit: 'growth of the regret from iteration 1,000 to 3,000',
      axis: { scale: 'linear', domain: [0, 1] },
      quick: {
        measure: difference(final('regret', 'freshConstant'), at('regret', 1000, 'freshConstant')),
        seeds: [1],
        atLeast: 0.3,
        setting: `${fresh}; linear, u = 0.02.`,
      },
      full: {
        measure: difference(final('regret', 'freshConstant'), at('regret', 1000, 'freshConstant')),
        seeds: [1, 2, 3],
        atLeast: 0.3,
        setting: `${fresh}; linear, u = 0.02.`,
      },
    },
  ],
  limits: [
    'A gate without a model: scores are drawn, fixed or fresh, and do not learn from where tokens were sent; drifting scores are not built.',
    'On fresh batches MaxVio stays near 0.24 for every rule: that is the noise of 32 tokens an expert, not imbalance.',
    'The best fixed biases of the regret are those of the expected dual, found by quadrature.',
    'Monotonic improvement is conditional: with constant steps 𝓛 rises for the first time after some 270 iterations (sign, 0.001), 30 (sign, 0.01) and 9 (linear, 0.1).',
    'Where KT/E is no whole number loads cannot be even; the optimum then splits tokens.',
  ],
} satisfies Paper;
