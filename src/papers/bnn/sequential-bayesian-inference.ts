import { at, difference, final } from '../../claims/claim.ts';
import type { Paper, PaperRun } from '../paper.ts';

const bench = 'bnn/continual';
const plane = { bench, instance: 'plane', instanceParams: { separation: 3, n: 30 } } as const;
const exact = { bench, instance: 'conjugate', method: 'sequentialBayes' } as const;
const digits = { bench, instance: 'splitDigits', instanceParams: { head: 'classes' } } as const;
const hamiltonian = (handOver: 'mixture' | 'joint', chains: number, trajectories: number) =>
  ({
    ...plane,
    method: 'sequentialBayes',
    params: {
      handOver,
      components: 8,
      heads: 'shared',
      burnIn: trajectories,
      draws: trajectories,
      chains,
      leapfrogs: 12,
      stepSize: 0.05,
      deviation: 1.5,
      width: 10,
    },
  }) as const;
const mean = (n2: number) =>
  ({
    ...exact,
    instanceParams: { model: 'mean', n1: 20, n2, apart: 1, noise: 1, priorVariance: 4 },
    params: { heads: 'shared' },
  }) as const;
const net = (epochs: number) => ({ epochs, width: 64, rate: 3e-3, batch: 64 });
const prototypes = (epochs: number) =>
  ({
    ...digits,
    method: 'prototypicalBayes',
    params: { ...net(epochs), embedding: 16, memory: 10, prototypeVariance: 1, scatter: 1 },
  }) as const;
const remembering = (epochs: number) =>
  ({ ...digits, method: 'replay', params: { ...net(epochs), memory: 10 } }) as const;
const plain = (epochs: number) => ({ ...digits, method: 'fineTuning', params: net(epochs) }) as const;

const runs = {
  forgets: {
    ...hamiltonian('mixture', 8, 150),
    preset: 'HMC forgets',
    shows:
      'Near-exact inference on three tasks, handed on through a mixture: the boundary of each turns the last over.',
  },
  joint: {
    ...hamiltonian('joint', 8, 150),
    preset: 'All data kept',
    shows: 'The same network and the same chains with all data so far: one posterior solves the three tasks.',
  },
  wrong: {
    ...mean(20),
    preset: 'Wrong model, exact inference',
    shows: 'Two means, one parameter: the exact posterior settles between them, sure of itself.',
  },
  imbalanced: {
    ...mean(200),
    preset: 'Ten-to-one imbalance',
    shows: 'The second task has ten times the data, and takes nearly all of the posterior.',
  },
  line: {
    ...exact,
    instanceParams: { model: 'line', n1: 20, n2: 20, apart: 1, noise: 1, priorVariance: 4 },
    params: { heads: 'shared' },
    preset: 'One line for two',
    shows: 'The same with lines: what is learned is neither.',
  },
  remedy: {
    ...exact,
    instanceParams: { model: 'mean', n1: 20, n2: 20, apart: 1, noise: 1, priorVariance: 4 },
    params: { heads: 'own' },
    preset: 'A mean for each task',
    shows: 'The remedy: a model that knows there are two tasks finds both means.',
  },
  prototypes: {
    ...prototypes(40),
    preset: 'ProtoCL vs fine-tuning',
    shows: 'Ten digits, two at a time, with ten of each remembered; beside it replay, and nothing.',
    companions: ['replay', 'fineTuning'],
  },
  remembering: remembering(40),
  plain: plain(40),
  forgetsSmall: hamiltonian('mixture', 4, 60),
  jointSmall: hamiltonian('joint', 4, 60),
  prototypesSmall: prototypes(10),
  rememberingSmall: remembering(10),
  plainSmall: plain(10),
} satisfies Record<string, PaperRun>;

const full = [1, 2, 3, 4, 5];
const shares = { scale: 'linear', domain: [0, 1] } as const;
const tiny = { scale: 'log', domain: [1e-17, 1] } as const;
const chains = (count: number, trajectories: number) =>
  `2-10-1 tanh, 30 points a task, 3 apart; ${count} chains, ${trajectories} trajectories of 12 steps before the draws and as many with them.`;
const small = chains(4, 60);
const large = chains(8, 150);
const numbers = (n2: number) => `One mean for two: −1 from 20 observations and 1 from ${n2}; s² = 1, v₀ = 4.`;
const images = (epochs: number) =>
  `UCI digits, two at a time, ten outputs; 64-64-64-16, ${epochs} epochs a task, ten of each class remembered.`;

export default {
  summary: 'Even nearly exact posteriors, handed on as priors, forget; prototypes with an exact posterior do not.',
  sections: [
    {
      heading: 'The idea',
      text: [
        'In principle Bayes’ rule cannot forget: the posterior after one task is the prior of the next, and what comes out is the posterior of all data. If approximate methods forget, the approximation may be to blame. So use the best there is, Hamiltonian Monte Carlo on a small network, and see.',
        'It forgets as well. Draws are not a density, and the next task needs one: a mixture fitted to the draws of a posterior with many modes in forty dimensions says too little about it.',
      ],
      equations: [
        {
          tex: String.raw`p(\theta\mid D_1,\dots,D_t)\propto p(D_t\mid\theta)\;p(\theta\mid D_1,\dots,D_{t-1})`,
          says: 'Bayes’ rule, task by task.',
        },
        {
          tex: String.raw`U(\theta)=-\ln p(D_t\mid\theta)-\ln\sum_kw_k\,\mathcal N(\theta;m_k,\operatorname{diag}v_k)`,
          says: 'What the chains of a task move in; the mixture stands for all tasks before.',
        },
      ],
    },
    {
      heading: 'Two more troubles',
      text: [
        'Inference can be exact and still be of no use. A model with one mean, shown data from two, ends between them, and its posterior shrinks as if it knew. And where one task has more data, it has more weight.',
      ],
      equations: [
        {
          tex: String.raw`m=\frac{n_1\bar x_1+n_2\bar x_2}{n_1+n_2+s^2/v_0}`,
          says: 'The exact posterior mean: an average by the numbers of observations.',
        },
      ],
    },
    {
      heading: 'Model the tasks',
      text: [
        'The way out is a model of what happens: classes arrive. An encoder turns an input into a point, each class is a Gaussian about a prototype, and the posterior of prototypes is exact in any order. Only the encoder can forget, and a small memory holds it.',
      ],
      equations: [
        {
          tex: String.raw`p(y=j\mid z)\propto\alpha_j\,\mathcal N\big(z;m_j,(v_j+\varsigma)I\big),\qquad v_j=\Big(\tfrac1{v_0}+\tfrac{n_j}{\varsigma}\Big)^{-1}`,
          says: 'The predictive distribution of prototypical Bayesian continual learning.',
        },
      ],
    },
  ],
  algorithm: [
    'For every task: U = −log likelihood of its points − log prior; the first prior is N(0, 1.5²).',
    'Trajectories: p ← N(0, I), L leapfrog steps, accept with chance min(1, exp(−ΔH)).',
    'Before the draws ln ε moves by 0.05 (acceptance − 0.8); then ε is fixed.',
    'One draw in four is kept; the next prior is a mixture of K Gaussians fitted to them by expectation-maximisation.',
    'ProtoCL: batches half new, half remembered; prototypes from one random half, −log predictive of the other, Adam on the encoder.',
    'When asked: prototypes from the remembered examples, embedded anew.',
  ],
  tries: [
    { text: 'Near-exact inference, and it forgets.', run: 'forgets', label: 'HMC forgets' },
    { text: 'Keep the data, and it does not.', run: 'joint', label: 'All data kept' },
    { text: 'Exact inference in a wrong model.', run: 'wrong', label: 'Wrong model' },
    { text: 'Ten observations against one.', run: 'imbalanced', label: 'Imbalance' },
    { text: 'Prototypes, replay and nothing.', run: 'prototypes', label: 'ProtoCL' },
  ],
  runs,
  claims: [
    {
      id: 'joint',
      says: 'One posterior of all data solves the three tasks.',
      where: 'Section 4, figure 3',
      unit: 'accuracy on the worst task',
      axis: shares,
      quick: { measure: final('accuracyWorst', 'jointSmall'), seeds: [1, 2], atLeast: 0.9, setting: small },
      full: { measure: final('accuracyWorst', 'joint'), seeds: full, atLeast: 0.9, setting: large },
    },
    {
      id: 'forgets',
      says: 'Handed on through a mixture, the posterior forgets the second task in the third.',
      where: 'Section 4, figure 3',
      unit: 'accuracy on task 2 after task 3',
      axis: shares,
      quick: { measure: final('accuracySecond', 'forgetsSmall'), seeds: [1, 2], atMost: 0.5, setting: small },
      full: { measure: final('accuracySecond', 'forgets'), seeds: full, atMost: 0.5, setting: large },
    },
    {
      id: 'forgets-at-once',
      says: 'And the first already in the second.',
      where: 'Section 4, figure 3',
      unit: 'accuracy on task 1 that task 2 costs',
      axis: shares,
      quick: {
        measure: difference(at('accuracyFirst', 120, 'forgetsSmall'), at('accuracyFirst', 240, 'forgetsSmall')),
        seeds: [1, 2],
        atLeast: 0.5,
        setting: small,
      },
      full: {
        measure: difference(at('accuracyFirst', 300, 'forgets'), at('accuracyFirst', 600, 'forgets')),
        seeds: full,
        atLeast: 0.5,
        setting: large,
      },
    },
    {
      id: 'neither',
      says: 'Exact inference in a wrong model is right for neither task.',
      where: 'Section 5.1, figure 4',
      unit: 'distance of the posterior mean from the first truth',
      axis: { scale: 'linear', domain: [0, 2] },
      quick: { measure: final('missFirst', 'wrong'), seeds: full, atLeast: 0.9, setting: numbers(20) },
    },
    {
      id: 'between',
      says: 'With as many observations of both it settles half-way.',
      where: 'Section 5.1',
      unit: 'difference of its distances from the two truths',
      axis: { scale: 'linear', domain: [-1e-8, 1e-8] },
      quick: {
        measure: difference(final('missFirst', 'wrong'), final('missSecond', 'wrong')),
        seeds: full,
        atLeast: -1e-9,
        atMost: 1e-9,
        setting: numbers(20),
      },
    },
    {
      id: 'imbalance',
      says: 'A task has the weight n₂/(n₁ + n₂ + s²/v₀): the larger one wins.',
      where: 'Section 5.2',
      unit: 'distance from the closed form',
      axis: tiny,
      quick: { measure: final('pullGap', 'imbalanced'), seeds: full, atMost: 1e-9, setting: numbers(200) },
    },
    {
      id: 'sequential-is-batch',
      says: 'Observation after observation, the posterior of a line is that of all data at once.',
      where: 'Section 2',
      unit: 'largest difference',
      axis: tiny,
      quick: {
        measure: final('beliefGap', 'line'),
        seeds: full,
        atMost: 1e-9,
        setting: 'One line for two: slopes −1 and 1, 20 observations each; s² = 1, v₀ = 4.',
      },
    },
    {
      id: 'prototypes',
      says: 'Prototypes remember ten classes that come two at a time.',
      where: 'Section 6, table 1',
      unit: 'accuracy on all test images after the last task',
      axis: shares,
      quick: { measure: final('accuracyPooled', 'prototypesSmall'), seeds: [1], atLeast: 0.68, setting: images(10) },
      full: { measure: final('accuracyPooled', 'prototypes'), seeds: full, atLeast: 0.68, setting: images(40) },
    },
    {
      id: 'prototypes-replay',
      says: 'They do not fall behind replay with the same memory.',
      where: 'Section 6, table 1',
      unit: 'accuracy more than replay, mean over seeds',
      axis: { scale: 'linear', domain: [-0.2, 0.6] },
      quick: {
        measure: difference(final('accuracyPooled', 'prototypesSmall'), final('accuracyPooled', 'rememberingSmall')),
        seeds: [1],
        across: 'mean',
        atLeast: -0.01,
        setting: images(10),
      },
      full: {
        measure: difference(final('accuracyPooled', 'prototypes'), final('accuracyPooled', 'remembering')),
        seeds: full,
        across: 'mean',
        atLeast: -0.01,
        setting: images(40),
      },
    },
    {
      id: 'prototypes-plain',
      says: 'And are far above fine-tuning.',
      where: 'Section 6, table 1',
      unit: 'accuracy more than fine-tuning',
      axis: { scale: 'linear', domain: [-0.2, 0.8] },
      quick: {
        measure: difference(final('accuracyPooled', 'prototypesSmall'), final('accuracyPooled', 'plainSmall')),
        seeds: [1],
        atLeast: 0.3,
        setting: images(10),
      },
      full: {
        measure: difference(final('accuracyPooled', 'prototypes'), final('accuracyPooled', 'plain')),
        seeds: full,
        atLeast: 0.3,
        setting: images(40),
      },
    },
  ],
  limits: [
    'The paper hands the posterior on through mixtures of up to 500 components and through normalising flows, from 10 to 20 chains of 5,000 draws. Here it is a mixture of up to 50 components from 8 chains of 150 draws; flows are not built.',
    'ProtoCL runs on 1,438 digits of 8 × 8 pixels with an encoder of three layers, ten remembered images of a class and a fixed α; the paper’s networks, memories of 1,000 and larger data sets do not run here.',
    'The remedy beside the wrong model is one parameter for each task with the task known; the paper’s mixture with a hidden task is not built.',
  ],
} satisfies Paper;
