import { difference, final, ratio } from '../../claims/claim.ts';
import type { Paper, PaperRun } from '../paper.ts';

const bench = 'vae/programs';
const square = { bench, instance: 'square' } as const;
const flip = { bench, instance: 'flip' } as const;
const cone = { bench, instance: 'cone' } as const;
const conjugate = { bench, instance: 'conjugate' } as const;
const rate = { learningRate: 0.02 };
const climb = { maxSteps: 300 } as const;
const few = { maxSteps: 10 } as const;

const runs = {
  cone: {
    ...cone,
    method: 'reparameterised',
    params: rate,
    ...climb,
    preset: 'Cone, ELBO',
    shows: 'A mean-field q climbs the ELBO and settles on a piece of the ring.',
  },
  coneFive: {
    ...cone,
    method: 'iwae',
    params: { ...rate, particles: 5 },
    ...climb,
    preset: 'Cone, IWELBO-5',
    shows: 'The mean of five weights in the logarithm: q may be wider, and the bound is tighter.',
  },
  squarePath: {
    ...square,
    method: 'reparameterised',
    preset: 'Path or score',
    shows: 'One gradient, estimated along the path and by the score, with a baseline and without.',
    companions: ['scoreFunction', 'scoreFunctionBaseline'],
  },
  flipEnumerated: {
    ...flip,
    method: 'enumerated',
    preset: 'A flip',
    shows: 'Both ways, a difference, or a score: the first two have no variance.',
    companions: ['measureValued', 'scoreFunction'],
  },
  mixture: {
    bench,
    instance: 'mixture',
    method: 'enumerated',
    preset: 'A strategy a site',
    shows: 'The flip is enumerated, the normal reparameterised; beside it every site is scored.',
    companions: ['scoreFunction', 'measureValued'],
  },
  squareScore: { ...square, method: 'scoreFunction' },
  squareBaseline: { ...square, method: 'scoreFunctionBaseline' },
  flipMeasured: { ...flip, method: 'measureValued' },
  flipScore: { ...flip, method: 'scoreFunction' },
  coneShort: { ...cone, method: 'reparameterised', params: { ...rate, draws: 500 }, ...climb },
  coneFiveShort: { ...cone, method: 'iwae', params: { ...rate, particles: 5, draws: 500 }, ...climb },
  coneTwenty: { ...cone, method: 'iwae', params: { ...rate, particles: 20 }, ...climb },
  coneTwentyShort: { ...cone, method: 'iwae', params: { ...rate, particles: 20, draws: 100 }, ...climb },
  one: { ...conjugate, method: 'iwae', params: { particles: 1 }, ...few },
  sixteen: { ...conjugate, method: 'iwae', params: { particles: 16 }, ...few },
} satisfies Record<string, PaperRun>;

const seeds = [1, 2, 3];
const hundred = '100,000 gradients';
const evidence = -5.3233;

export default {
  summary: 'An objective is a program; its gradient estimator is composed from one strategy a random choice.',
  sections: [
    {
      heading: 'The idea',
      text: [
        'Variational inference needs gradients of expectations, and each way to estimate one fits some random choices and not others: a normal can be reparameterised, a coin cannot; a coin can be enumerated, a normal cannot. Systems that fix one way for a whole model leave the good ones unused.',
        'Here a program with random choices is run on dual numbers in continuation-passing style. Each choice gets the rest of the program as a function and gives back an unbiased estimate of its value and its derivative. Any strategies compose, and the whole stays unbiased.',
      ],
      equations: [
        {
          tex: String.raw`\nabla\,\mathbb E_{q_\theta}[f]=\mathbb E[f'(\mu+\sigma\varepsilon)\,\nabla(\mu+\sigma\varepsilon)]=\mathbb E[(f-b)\,\nabla\log q_\theta]=\sum_v\nabla q_\theta(v)\,f(v)`,
          says: 'Along the path, by the score, by enumeration: the same gradient, of different variance.',
        },
        {
          tex: String.raw`L_K=\mathbb E\Big[\log\tfrac1K\sum_k\tfrac{p(x,z_k)}{q(z_k)}\Big]\le\log p(x)`,
          says: 'An objective is a program as well: K particles give a tighter bound.',
        },
      ],
    },
  ],
  algorithm: [
    'Write the objective as a program: sites draw, densities weigh.',
    'Run it on dual numbers; a site calls the rest of the program with what it drew.',
    'Reparameterised: the draw carries its tangent. Score: the rest, less a baseline, times ∇log q is added to the tangent.',
    'Enumerated: both ways, weighed by their chances. Measure-valued: the way not taken, on the same randomness.',
    'The tangent that comes back is one unbiased sample of the gradient.',
    'Average a batch; climb; repeat.',
  ],
  tries: [
    { text: 'Compare the spread of path and score.', run: 'squarePath', label: 'A square' },
    { text: 'See two estimators without any variance.', run: 'flipEnumerated', label: 'A flip' },
    { text: 'Watch q settle on the ring, then let five particles widen it.', run: 'coneFive', label: 'Cone' },
  ],
  runs,
  claims: [
    {
      id: 'path-quieter',
      says: 'The score’s gradient varies more than that along the path.',
      where: 'Section 2; exact: 30 against 4',
      unit: 'times the variance',
      axis: { scale: 'log', domain: [1, 20] },
      quick: {
        measure: ratio(final('variance', 'squareScore'), final('variance', 'squarePath')),
        seeds,
        atLeast: 6,
        setting: `E[x²] under N(1, 1), ${hundred}.`,
      },
    },
    ...(
      [
        ['path', 'squarePath', 'along the path'],
        ['score', 'squareScore', 'by the score'],
        ['baseline', 'squareBaseline', 'by the score with a baseline'],
      ] as const
    ).map(([id, run, words]) => ({
      id: `unbiased-${id}`,
      says: `The gradient ${words} is unbiased.`,
      where: 'Theorem on unbiasedness',
      unit: 'standard errors off',
      axis: { scale: 'linear' as const, domain: [0, 8] as const },
      quick: {
        measure: final('deviation', run),
        seeds,
        atMost: 4,
        setting: `E[x²] under N(1, 1), ${hundred}.`,
      },
    })),
    {
      id: 'enumeration',
      says: 'Enumerating a flip leaves no variance.',
      where: 'Table of strategies',
      unit: 'variance',
      axis: { scale: 'linear', domain: [0, 6] },
      quick: {
        measure: final('variance', 'flipEnumerated'),
        seeds,
        atMost: 1e-12,
        setting: `p = 0.35, f = 1.5 or 0.25, ${hundred}.`,
      },
    },
    {
      id: 'measure-valued',
      says: 'Nor does a measure-valued derivative.',
      where: 'Table of strategies',
      unit: 'variance',
      axis: { scale: 'linear', domain: [0, 6] },
      quick: {
        measure: final('variance', 'flipMeasured'),
        seeds,
        atMost: 1e-12,
        setting: `p = 0.35, f = 1.5 or 0.25, ${hundred}.`,
      },
    },
    {
      id: 'flip-score',
      says: 'The score of the flip leaves some.',
      where: 'Table of strategies; exact: 4.962',
      unit: 'variance',
      axis: { scale: 'linear', domain: [0, 6] },
      quick: {
        measure: final('variance', 'flipScore'),
        seeds,
        atLeast: 1e-9,
        setting: `p = 0.35, f = 1.5 or 0.25, ${hundred}.`,
      },
    },
    {
      id: 'tighter',
      says: 'On the cone, five particles give a tighter bound than the ELBO.',
      where: 'Section on the cone',
      unit: 'nats gained',
      axis: { scale: 'linear', domain: [0, 2] },
      quick: {
        measure: difference(final('bound', 'coneFiveShort'), final('bound', 'coneShort')),
        seeds: [1],
        atLeast: 0.4,
        setting: '300 steps of Adam with rate 0.02, 500 gradients a step.',
      },
      full: {
        measure: difference(final('bound', 'coneFive'), final('bound', 'cone')),
        seeds,
        atLeast: 0.4,
        setting: '300 steps of Adam with rate 0.02, 2,000 gradients a step.',
      },
    },
    {
      id: 'below-evidence',
      says: 'Twenty particles stay below the log evidence.',
      where: 'Section on the cone; log evidence −5.3233',
      unit: 'nats',
      axis: { scale: 'linear', domain: [-8, -5] },
      quick: {
        measure: final('bound', 'coneTwentyShort'),
        seeds: [1],
        atMost: evidence,
        setting: '300 steps of Adam with rate 0.02, 100 gradients a step.',
      },
      full: {
        measure: final('bound', 'coneTwenty'),
        seeds: [1, 2],
        atMost: evidence,
        setting: '300 steps of Adam with rate 0.02, 2,000 gradients a step.',
      },
    },
    {
      id: 'noisier',
      says: 'More particles drown the gradient of q in noise.',
      where: 'Discussion of IWELBO; Rainforth et al. 2018',
      unit: 'of the signal to noise at K = 1',
      axis: { scale: 'log', domain: [0.05, 1] },
      quick: {
        measure: ratio(final('signal', 'sixteen'), final('signal', 'one')),
        seeds: [1],
        atMost: 0.3,
        setting: 'Two normals, x = 2, q = N(0.5, 1.2²), K = 16 against 1, 20,000 gradients.',
      },
      full: {
        measure: ratio(final('signal', 'sixteen'), final('signal', 'one')),
        seeds,
        atMost: 0.3,
        setting: 'Two normals, x = 2, q = N(0.5, 1.2²), K = 16 against 1, 20,000 gradients.',
      },
    },
  ],
  limits: [
    'Five small programs in place of a language: normals and flips only; no geometric, categorical or beta sites, no marginals, no wake-sleep objectives.',
    'The derivative runs forwards, a dual number for every parameter; the paper’s library runs it backwards, which pays from some ten parameters on.',
    'The paper’s own table for the cone was not checked: the bounds here are measured and compared with a quadrature.',
  ],
} satisfies Paper;
