import { difference, final, type Measure } from '../../claims/claim.ts';
import type { Paper, PaperRun } from '../paper.ts';

const digits = { bench: 'bnn/posterior', instance: 'digits' } as const;
const sparse = { ...digits, method: 'sparseSubspaceVi' } as const;
const moons = { bench: 'bnn/posterior', instance: 'moons', method: 'sparseSubspaceVi' } as const;

/** Sixty passes over the digits, eleven batches each; some quick forms take twenty passes, or ten. */
const LONG = 660;
const SHORT = 220;
const BRIEF = 110;
const quick = [1];
/** A bound on a mean that is three test digits away from single seeds. */
const few = [1, 2, 3];
const full = [1, 2, 3, 4, 5];

const prior = { priorSd: 0.2, beta: 0.02 } as const;
const paper = { ...prior, alpha: 0.1, interval: 10 } as const;
const long = { ...paper, updates: LONG };
const short = { ...paper, updates: SHORT };
const whole = { maxSteps: LONG, until: null } as const;
const part = { maxSteps: SHORT, until: null } as const;

const runs = {
  digits: {
    ...sparse,
    params: { ...long, density: 0.05 },
    ...whole,
    preset: 'Digits, 95 % sparse',
    shows: 'One weight in twenty from the first step on; those that exist move to where they are needed.',
    companions: ['meanFieldVi'],
  },
  moons: {
    ...moons,
    params: { density: 0.2 },
    preset: 'Moons',
    shows: 'A fifth of the weights of a small network, and what it knows that it does not know.',
    companions: ['meanFieldVi'],
  },
  wide: {
    ...sparse,
    instanceParams: { width: 256 },
    params: { ...long, density: 0.01, alpha: 0.5 },
    ...whole,
    preset: 'Digits, 99 % sparse and wide',
    shows: 'Of 84,480 weights 846 exist at a time; the search makes up for the random start.',
  },
  fixed: {
    ...sparse,
    params: { ...long, density: 0.05, topology: 'static' },
    ...whole,
    preset: 'Digits, the places of the start',
    shows: 'As many weights, in the places that chance gave them.',
  },
  byMean: {
    ...sparse,
    params: { ...long, density: 0.05, criterion: 'mean' },
    ...whole,
    preset: 'Digits, removal by the mean',
    shows: 'What leaves is chosen without the posterior’s deviations.',
  },
  dense: { ...digits, method: 'meanFieldVi', params: { ...prior, updates: LONG }, ...whole },
  ninety: { ...sparse, params: { ...long, density: 0.1 }, ...whole },
  hasty: { ...sparse, params: { ...long, density: 0.05, alpha: 0.5, interval: 2 }, ...whole },
  patient: { ...sparse, params: { ...long, density: 0.05, alpha: 0.5, interval: 50 }, ...whole },
  seldom: { ...sparse, params: { ...long, density: 0.05, interval: 100 }, ...whole },
  pruned: {
    ...digits,
    method: 'magnitudePruning',
    params: { updates: LONG, density: 0.05, of: 'deterministic' },
    ...whole,
  },
  small: { ...sparse, params: { ...long, density: 0.01, alpha: 0.5 }, ...whole },
  smallFixed: { ...sparse, params: { ...long, density: 0.01, topology: 'static' }, ...whole },
  wideFixed: {
    ...sparse,
    instanceParams: { width: 256 },
    params: { ...long, density: 0.01, topology: 'static' },
    ...whole,
  },
  // Quick forms.
  brief: { ...sparse, params: { ...paper, updates: BRIEF, density: 0.05 }, maxSteps: BRIEF, until: null },
  prunedBrief: {
    ...digits,
    method: 'magnitudePruning',
    params: { updates: BRIEF, density: 0.05, of: 'deterministic' },
    maxSteps: BRIEF,
    until: null,
  },
  wideShort: {
    ...sparse,
    instanceParams: { width: 256 },
    params: { ...short, density: 0.01, alpha: 0.5 },
    ...part,
  },
  wideFixedShort: {
    ...sparse,
    instanceParams: { width: 256 },
    params: { ...short, density: 0.01, topology: 'static' },
    ...part,
  },
  smallShort: { ...sparse, params: { ...short, density: 0.01, alpha: 0.5 }, ...part },
  smallFixedShort: { ...sparse, params: { ...short, density: 0.01, topology: 'static' }, ...part },
  hastyShort: { ...sparse, params: { ...short, density: 0.05, alpha: 0.5, interval: 2 }, ...part },
  patientShort: { ...sparse, params: { ...short, density: 0.05, alpha: 0.5, interval: 50 }, ...part },
  often: { ...moons, instanceParams: { n: 40 }, params: { density: 0.05, updates: LONG }, ...whole },
  seldomShort: {
    ...moons,
    instanceParams: { n: 40 },
    params: { density: 0.05, interval: 100, updates: LONG },
    ...whole,
  },
} satisfies Record<string, PaperRun>;

type Run = keyof typeof runs;

const network = 'Digits, 64-128-128-10, batches of 128, p = 0.2, β = 0.02, σ₀ = 0.02';
const whileLong = `${network}; 660 steps.`;
const whileShort = `${network}; 220 steps.`;
const points = { scale: 'linear', domain: [-0.02, 0.05] } as const;

/** Bounds on the mean over the seeds. */
const most = (measure: Measure<Run>, atMost: number, seeds: readonly number[], setting: string) =>
  ({ measure, seeds, across: 'mean', atMost, setting }) as const;
const least = (measure: Measure<Run>, atLeast: number, seeds: readonly number[], setting: string) =>
  ({ measure, seeds, across: 'mean', atLeast, setting }) as const;

const drop = (dense: Run, run: Run) => difference(final('accuracy', dense), final('accuracy', run));
const gain = (run: Run, over: Run) => difference(final('accuracy', run), final('accuracy', over));

export default {
  summary:
    'A Bayesian network that is sparse from the first step: its posterior lives on a few weights, and which ones is learned too.',
  sections: [
    {
      heading: 'The idea',
      text: [
        'A Gaussian posterior doubles the numbers of a network, and the usual ways to make it small begin with a large one. Here the posterior has a fixed number of weights at all times; the others are exactly zero, take no memory and no work.',
        'Training alternates between variational inference on the weights that exist and an exchange: weights the posterior has little to say for leave, and places where the loss would fall fastest enter.',
      ],
      equations: [
        {
          tex: String.raw`q_{\phi,\gamma}(\theta)=\prod_i\mathcal N(\gamma_i\mu_i,\gamma_i\sigma_i^2),\qquad \gamma\in\{0,1\}^n,\ \lVert\gamma\rVert_1=s`,
          says: 'A Gaussian on the subspace that γ selects.',
        },
      ],
    },
    {
      heading: 'What leaves',
      text: [
        'The mean alone does not tell whether a weight matters: a small one that is certain may carry more than a large one that is not. The scores put the deviation in. The paper’s choice, mean over deviation of |θ|, is a strictly rising function of |μ|/σ, so the two choose alike; sorting here uses the latter.',
      ],
      equations: [
        {
          tex: String.raw`\frac{\mathbb E_q|\theta_i|}{\mathrm{sd}_q|\theta_i|}\quad\text{low: leaves};\qquad \Big|\frac{\partial\mathcal L}{\partial\mu_i}\Big|\quad\text{high: enters}`,
          says: 'Removal looks at the posterior, addition at the likelihood.',
        },
      ],
    },
    {
      heading: 'Sparse means sparse',
      text: [
        'Means, deviations, gradients and the optimiser’s moments are lists as long as the weights that exist, and the products run over these lists. Only at an exchange is a gradient taken at every place. The work shown is counted as it is done; the paper’s formula stands beside it.',
      ],
      equations: [],
    },
  ],
  algorithm: [
    'Choose s places of each matrix at random; draw means there, set σ to σ₀.',
    'Batch; pre-activations with mean and variance from the lists, noise in each; gradient of −ln p and of β KL.',
    'Most steps: Adam on μ, ρ and the biases.',
    'Every ΔT steps before ¾ of the run instead: gradient of the means at every place.',
    'Of each matrix ⌊f s⌋ weights with the lowest score leave; f falls from α to 0 along a cosine.',
    'As many of the places not kept enter, by the largest gradient: mean 0, average ρ, moments 0.',
    'Predict with the mean of softmax over networks drawn from q.',
  ],
  tries: [
    {
      text: 'Digits with one weight in twenty, beside dense variational inference.',
      run: 'digits',
      label: '95 % sparse',
    },
    { text: 'Forbid the exchange.', run: 'fixed', label: 'Places of the start' },
    { text: 'A wider network with fewer weights.', run: 'wide', label: '99 % sparse, wide' },
    { text: 'Look at uncertainty in the plane.', run: 'moons', label: 'Moons' },
  ],
  runs,
  claims: [
    {
      id: 'ninety',
      says: 'At 90 % sparsity accuracy stays close to that of the dense posterior.',
      where: 'Section 5, tables 1 and 2',
      unit: 'accuracy lost against dense VI',
      axis: points,
      quick: most(drop('dense', 'ninety'), 0.015, few, `${whileLong} α = 0.1.`),
      full: most(drop('dense', 'ninety'), 0.015, full, `${whileLong} α = 0.1.`),
    },
    {
      id: 'ninety-calibrated',
      says: 'Its probabilities are calibrated.',
      where: 'Section 5, tables 1 and 2',
      unit: 'ECE over 15 bins',
      axis: { scale: 'linear', domain: [0, 0.05] },
      quick: most(final('calibrationError', 'ninety'), 0.03, quick, whileLong),
      full: most(final('calibrationError', 'ninety'), 0.03, full, whileLong),
    },
    {
      id: 'ninety-five',
      says: 'And at 95 %.',
      where: 'Section 5, tables 1 and 2',
      unit: 'accuracy lost against dense VI',
      axis: points,
      quick: most(drop('dense', 'digits'), 0.015, few, `${whileLong} α = 0.1.`),
      full: most(drop('dense', 'digits'), 0.015, full, `${whileLong} α = 0.1.`),
    },
    {
      id: 'ninety-five-calibrated',
      says: 'Calibrated there too.',
      where: 'Section 5, tables 1 and 2',
      unit: 'ECE over 15 bins',
      axis: { scale: 'linear', domain: [0, 0.05] },
      quick: most(final('calibrationError', 'digits'), 0.035, quick, whileLong),
      full: most(final('calibrationError', 'digits'), 0.035, full, whileLong),
    },
    {
      id: 'subspace',
      says: 'Choosing the subspace beats keeping the first one.',
      where: 'Section 5.3',
      unit: 'accuracy gained',
      axis: { scale: 'linear', domain: [0, 0.15] },
      quick: least(gain('digits', 'fixed'), 0.03, quick, `${whileLong} 95 %.`),
      full: least(gain('digits', 'fixed'), 0.03, full, `${whileLong} 95 %.`),
    },
    {
      id: 'small-subspace',
      says: 'At 99 % sparsity the choice matters most.',
      where: 'Section 5.3',
      unit: 'accuracy gained',
      axis: { scale: 'linear', domain: [0, 1] },
      quick: least(gain('smallShort', 'smallFixedShort'), 0.2, quick, `${whileShort} 259 weights, α = 0.5.`),
      full: least(gain('small', 'smallFixed'), 0.2, full, `${whileLong} 259 weights, α = 0.5.`),
    },
    {
      id: 'work',
      says: 'Training takes a fifteenth of the work of a dense posterior.',
      where: 'Section 5.2',
      unit: 'of the multiply-adds of dense VI, counted',
      axis: { scale: 'linear', domain: [0, 0.15] },
      quick: most(final('flopsRatio', 'often'), 0.07, quick, 'Moons, 2-32-32-2, density 0.05, ΔT = 10; 660 steps.'),
      full: most(final('flopsRatio', 'digits'), 0.07, full, `${whileLong} 95 %, ΔT = 10.`),
    },
    {
      id: 'work-seldom',
      says: 'With rarer exchanges, a twentieth.',
      where: 'Section 5.2',
      unit: 'of the multiply-adds of dense VI, counted',
      axis: { scale: 'linear', domain: [0, 0.15] },
      quick: most(
        final('flopsRatio', 'seldomShort'),
        0.053,
        quick,
        'Moons, 2-32-32-2, density 0.05, ΔT = 100; 660 steps.',
      ),
      full: most(final('flopsRatio', 'seldom'), 0.053, full, `${whileLong} 95 %, ΔT = 100.`),
    },
    {
      id: 'pruning',
      says: 'It beats cutting a trained dense network to the same density.',
      where: 'Section 5, table 1',
      unit: 'accuracy gained',
      axis: { scale: 'linear', domain: [0, 0.3] },
      quick: least(gain('brief', 'prunedBrief'), 0.08, quick, `${network}; 95 %, 110 steps.`),
      full: least(gain('digits', 'pruned'), 0.08, full, `${whileLong} 95 %.`),
    },
    {
      id: 'wide',
      says: 'A wide network survives 99 % sparsity.',
      where: 'Section 5',
      unit: 'accuracy',
      axis: { scale: 'linear', domain: [0, 1] },
      quick: least(final('accuracy', 'wideShort'), 0.9, quick, 'Digits, 64-256-256-10, α = 0.5; 220 steps.'),
      full: least(final('accuracy', 'wide'), 0.9, full, 'Digits, 64-256-256-10, α = 0.5; 660 steps.'),
    },
    {
      id: 'wide-subspace',
      says: 'There, without the choice of the subspace little is learned.',
      where: 'Section 5.3',
      unit: 'accuracy gained',
      axis: { scale: 'linear', domain: [0, 1] },
      quick: least(gain('wideShort', 'wideFixedShort'), 0.5, quick, 'Digits, 64-256-256-10, α = 0.5; 220 steps.'),
      full: least(gain('wide', 'wideFixed'), 0.5, full, 'Digits, 64-256-256-10, α = 0.5; 660 steps.'),
    },
    {
      id: 'inner-updates',
      says: 'Too few inner updates between exchanges cost accuracy.',
      where: 'Section 5.3',
      unit: 'accuracy gained by ΔT = 50 over ΔT = 2',
      axis: { scale: 'linear', domain: [-0.02, 0.05] },
      quick: least(gain('patientShort', 'hastyShort'), 0, quick, whileShort),
      full: least(gain('patient', 'hasty'), 0, full, `${whileLong} 95 %, α = 0.5.`),
    },
  ],
  limits: [
    'Digits of 8 × 8 pixels and a perceptron in place of CIFAR and a ResNet; Adam in place of momentum, and the first layer is sparse like the others.',
    'Over five seeds accuracy is 0.967 at 90 % and at 95 % sparsity and 0.973 dense; exchanging half of the weights at first (α = 0.5) gives 0.967 as well.',
    'It does not beat the dense posterior in likelihood: 0.088 nats at 90 % and 0.105 at 95 %, 0.080 dense.',
    'The small network does not survive 99 %: 259 weights name 0.62 of the digits, from 0.53 to 0.87 by the seed, 0.16 with the places of the start.',
    'With ΔT = 100 there are four exchanges in 660 steps: the least work, and 0.956 at 95 %. No number of inner updates between 10 and 50 is clearly best.',
  ],
} satisfies Paper;
