import { final, ratio } from '../../claims/claim.ts';
import type { Paper, PaperRun } from '../paper.ts';

const gap = { bench: 'transport/maps', method: 'mongeGap' } as const;
const alone = { bench: 'transport/maps', method: 'noGap' } as const;
const seeds = [1, 2, 3];
const first = [1];
const whole = { maxSteps: 500, until: null } as const;
const half = { n: 64 } as const;

const runs = {
  truth: {
    ...gap,
    instance: 'gaussians',
    params: { lambda: 1 },
    preset: 'Gaussians with truth',
    shows: 'The optimal map is known here: with the gap the network finds it, without it finds another one.',
    companions: ['noGap', 'exactGaussian'],
  },
  unregularised: {
    ...alone,
    instance: 'moonToRoll',
    preset: 'No regulariser',
    shows: 'The image fits, and the arrows go where the start of the network happened to send them.',
  },
  squared: {
    ...gap,
    instance: 'moonToRoll',
    instanceParams: { cost: 'squaredEuclidean' },
    params: { lambda: 1 },
    preset: 'Squared cost',
    shows: 'A half circle bent into a spiral at the least total squared distance.',
    companions: ['noGap'],
  },
  euclidean: {
    ...gap,
    instance: 'moonToRoll',
    instanceParams: { cost: 'euclidean' },
    params: { lambda: 2 },
    preset: 'Euclidean cost (needle alignment)',
    shows: 'Under the distance itself arrows of an optimal map never cross: they line up like needles.',
    companions: ['noGap'],
  },
  weakPull: {
    ...gap,
    instance: 'moonToRoll',
    params: { lambda: 0.1 },
    preset: 'A weak pull',
    shows: 'With a tenth of the weight the gap may last for hundreds of steps after the fit is done.',
  },
  gaussAlone: { ...alone, instance: 'gaussians', ...whole },
  gaussGap: { ...gap, instance: 'gaussians', params: { lambda: 1 }, ...whole },
  moonAlone: { ...alone, instance: 'moonToRoll', instanceParams: { cost: 'euclidean' }, ...whole },
  moonGap: { ...gap, instance: 'moonToRoll', instanceParams: { cost: 'euclidean' }, params: { lambda: 2 }, ...whole },
  weak: { ...gap, instance: 'moonToRoll', params: { lambda: 0.1 }, ...whole },
  enough: { ...gap, instance: 'moonToRoll', params: { lambda: 1 }, ...whole },
  quickGaussAlone: { ...alone, instance: 'gaussians', params: { width: 32 }, ...whole },
  quickGaussGap: { ...gap, instance: 'gaussians', params: { lambda: 1, width: 32 }, ...whole },
  quickMoonAlone: { ...alone, instance: 'moonToRoll', instanceParams: { cost: 'euclidean', ...half }, ...whole },
  quickMoonGap: {
    ...gap,
    instance: 'moonToRoll',
    instanceParams: { cost: 'euclidean', ...half },
    params: { lambda: 2 },
    ...whole,
  },
  quickWeak: { ...gap, instance: 'moonToRoll', instanceParams: half, params: { lambda: 0.1, width: 32 }, ...whole },
  quickEnough: { ...gap, instance: 'moonToRoll', instanceParams: half, params: { lambda: 1, width: 32 }, ...whole },
} satisfies Record<string, PaperRun>;

const gauss = 'N(0, diag(1, 0.3)) to the same turned by 1 rad around (2, 1), squared distance, n = 128, 500 steps';
const [quickGauss, fullGauss] = [`${gauss}, width 32.`, `${gauss}, width 64.`];
const moon = 'Half moon to roll, 500 steps';
const [narrow, quickMoon, fullMoon] = [
  `${moon}, n = 64, width 32`,
  `${moon}, n = 64, width 64`,
  `${moon}, n = 128, width 64`,
];

export default {
  summary:
    'What a map pays more than the cheapest way to its own image is zero exactly for optimal maps: a regulariser for any network and any cost.',
  sections: [
    {
      heading: 'The problem',
      text: [
        'Cells before a drug and cells after it, two sets of words, two colour palettes: often one wants not only a plan between two clouds but a map that also says where new points go. Of all maps that carry one to the other, the optimal one moves things least.',
        'Theory tells what optimal maps look like for the squared distance, gradients of convex functions, and networks were built to be just that. They are hard to train, and for other costs there is no such recipe.',
      ],
      equations: [
        {
          tex: String.raw`\min_T\ \mathbb E_{x\sim\mu}\,c\big(x,T(x)\big)\quad\text{with}\quad T\sharp\mu=\nu`,
          says: 'Monge’s problem.',
        },
      ],
    },
    {
      heading: 'The idea',
      text: [
        'Forget what an optimal map looks like and ask what it does: nobody reaches its image more cheaply. The difference between what a map pays and the optimal cost to its own image is a number that any network can be trained with.',
      ],
      equations: [
        {
          tex: String.raw`\mathcal M^c_\mu(T)=\mathbb E_{x\sim\mu}\,c\big(x,T(x)\big)-W_c\big(\mu,T\sharp\mu\big)\ \ge\ 0`,
          says: 'Zero if and only if T is optimal between μ and T♯μ.',
        },
        {
          tex: String.raw`\min_\theta\ \Delta\big(T_\theta\sharp\mu,\nu\big)+\lambda\,\mathcal M^c_\mu(T_\theta)`,
          says: 'Any measure of fit, here the Sinkhorn divergence, plus the gap.',
        },
      ],
    },
  ],
  algorithm: [
    'T_θ: a network with three hidden layers; any will do.',
    'T ← T_θ(X) for all n source points.',
    'Entropic plans T–Y and T–T under the squared distance, 12 Sinkhorn sweeps from the last potentials.',
    'Gradient of the divergence in T, the plans held still.',
    'Entropic plan X–T under the cost c, likewise.',
    'Gradient of the gap in T: what the map pays less what the plan would.',
    'Chain both into θ; a step of Adam.',
  ],
  tries: [
    { text: 'See the network find the known map, and miss it without the gap.', run: 'truth', label: 'Gaussians' },
    { text: 'Let the start of the network decide.', run: 'unregularised', label: 'No regulariser' },
    { text: 'Change the cost: needles.', run: 'euclidean', label: 'Euclidean' },
    { text: 'Pull weakly, and pin runs of several λ: gap against fit.', run: 'weakPull', label: 'λ = 0.1' },
  ],
  runs,
  claims: [
    {
      id: 'arbitrary',
      says: 'Fitted alone, a network finds a map that is far from optimal.',
      where: 'Experiments: maps without regulariser',
      unit: 'Monge gap',
      axis: { scale: 'linear', domain: [0, 5] },
      quick: {
        measure: final('exactGap', 'quickGaussAlone'),
        seeds: first,
        atLeast: 0.3,
        setting: `λ = 0. ${quickGauss}`,
      },
      full: { measure: final('exactGap', 'gaussAlone'), seeds, atLeast: 0.3, setting: `λ = 0. ${fullGauss}` },
    },
    {
      id: 'fits-alone',
      says: 'Although it fits well.',
      where: 'Experiments: maps without regulariser',
      unit: 'Sinkhorn divergence',
      axis: { scale: 'log', domain: [0.001, 1] },
      quick: {
        measure: final('sinkhornDivergence', 'quickGaussAlone'),
        seeds: first,
        atMost: 0.05,
        setting: `λ = 0. ${quickGauss}`,
      },
      full: { measure: final('sinkhornDivergence', 'gaussAlone'), seeds, atMost: 0.05, setting: `λ = 0. ${fullGauss}` },
    },
    {
      id: 'optimal',
      says: 'With the gap as regulariser the gap is gone.',
      where: 'Experiments: maps with the Monge gap',
      unit: 'Monge gap',
      axis: { scale: 'linear', domain: [0, 0.1] },
      quick: {
        measure: final('exactGap', 'quickGaussGap'),
        seeds: first,
        atMost: 0.02,
        setting: `λ = 1. ${quickGauss}`,
      },
      full: { measure: final('exactGap', 'gaussGap'), seeds, atMost: 0.02, setting: `λ = 1. ${fullGauss}` },
    },
    {
      id: 'fits',
      says: 'And the map still fits.',
      where: 'Experiments: maps with the Monge gap',
      unit: 'Sinkhorn divergence',
      axis: { scale: 'log', domain: [0.001, 1] },
      quick: {
        measure: final('sinkhornDivergence', 'quickGaussGap'),
        seeds: first,
        atMost: 0.05,
        setting: `λ = 1. ${quickGauss}`,
      },
      full: { measure: final('sinkhornDivergence', 'gaussGap'), seeds, atMost: 0.05, setting: `λ = 1. ${fullGauss}` },
    },
    {
      id: 'truth',
      says: 'It is close to the optimal map.',
      where: 'Experiments: known maps, L²-UVP',
      unit: '% error of the map',
      axis: { scale: 'log', domain: [1, 1000] },
      quick: { measure: final('l2Uvp', 'quickGaussGap'), seeds: first, atMost: 10, setting: `λ = 1. ${quickGauss}` },
      full: { measure: final('l2Uvp', 'gaussGap'), seeds, atMost: 10, setting: `λ = 1. ${fullGauss}` },
    },
    {
      id: 'closer',
      says: 'And much closer than the map that was fitted alone.',
      where: 'Experiments: known maps, L²-UVP',
      unit: 'of the error without',
      axis: { scale: 'log', domain: [0.01, 1] },
      quick: {
        measure: ratio(final('l2Uvp', 'quickGaussGap'), final('l2Uvp', 'quickGaussAlone')),
        seeds: first,
        atMost: 0.2,
        setting: `λ = 1 over λ = 0. ${quickGauss}`,
      },
      full: {
        measure: ratio(final('l2Uvp', 'gaussGap'), final('l2Uvp', 'gaussAlone')),
        seeds,
        atMost: 0.2,
        setting: `λ = 1 over λ = 0. ${fullGauss}`,
      },
    },
    {
      id: 'any-cost',
      says: 'It works for other costs too: under the distance itself the gap falls to less than a third.',
      where: 'Experiments: Euclidean cost',
      unit: 'of the gap without',
      axis: { scale: 'log', domain: [0.001, 1] },
      quick: {
        measure: ratio(final('exactGap', 'quickMoonGap'), final('exactGap', 'quickMoonAlone')),
        seeds: first,
        atMost: 1 / 3,
        setting: `${quickMoon}; λ = 2 over λ = 0.`,
      },
      full: {
        measure: ratio(final('exactGap', 'moonGap'), final('exactGap', 'moonAlone')),
        seeds,
        atMost: 1 / 3,
        setting: `${fullMoon}; λ = 2 over λ = 0.`,
      },
    },
    {
      id: 'any-cost-fits',
      says: 'At a small price in fit.',
      where: 'Experiments: Euclidean cost',
      unit: 'Sinkhorn divergence',
      axis: { scale: 'log', domain: [0.001, 1] },
      quick: {
        measure: final('sinkhornDivergence', 'quickMoonGap'),
        seeds: first,
        atMost: 0.12,
        setting: `${quickMoon}; distance, λ = 2.`,
      },
      full: {
        measure: final('sinkhornDivergence', 'moonGap'),
        seeds,
        atMost: 0.12,
        setting: `${fullMoon}; distance, λ = 2.`,
      },
    },
    {
      id: 'weak',
      says: 'A weak pull is not enough at this length: with λ = 0.1 a gap remains.',
      where: 'Weight of the regulariser',
      unit: 'Monge gap',
      axis: { scale: 'linear', domain: [0, 2] },
      quick: {
        measure: final('exactGap', 'quickWeak'),
        seeds: first,
        atLeast: 0.3,
        setting: `${narrow}; squared distance, λ = 0.1.`,
      },
      full: {
        measure: final('exactGap', 'weak'),
        seeds,
        atLeast: 0.3,
        setting: `${fullMoon}; squared distance, λ = 0.1.`,
      },
    },
    {
      id: 'enough',
      says: 'With λ = 1 hardly any is left.',
      where: 'Weight of the regulariser',
      unit: 'Monge gap',
      axis: { scale: 'linear', domain: [0, 0.1] },
      quick: {
        measure: final('exactGap', 'quickEnough'),
        seeds: first,
        atMost: 0.02,
        setting: `${narrow}; squared distance, λ = 1.`,
      },
      full: {
        measure: final('exactGap', 'enough'),
        seeds,
        atMost: 0.02,
        setting: `${fullMoon}; squared distance, λ = 1.`,
      },
    },
  ],
  limits: [
    'In the plane, in float64, on the whole samples in place of fresh batches: the high-dimensional benchmark and the single-cell data are left out.',
    'Whether a weak pull is enough depends on the start of the network: with λ = 0.1 and n = 128 the gap after 500 steps is 0.91, 0.16 and 0.02 for seeds 1 to 3, against 1.10, 1.23 and 2.00 with λ = 0, so that the claim fails.',
    'The error of the map with λ = 1 at full size is 9.8, 4.4 and 10.6 % for seeds 1 to 3, the last beyond the bound of 10 %: 128 points say little more, the closed form from the moments of the same samples being off by 4.5, 2.3 and 7.6 %.',
    'The gap that is trained with is blurred and in the form that may be slightly negative; the one shown is exact, by assignment.',
  ],
} satisfies Paper;
