import { difference, final, mean } from '../../claims/claim.ts';
import type { Paper, PaperRun } from '../paper.ts';

const split = { bench: 'bnn/continual', instance: 'splitDigits', method: 'isolatedSubnetworks' } as const;
const network = { width: 100, batch: 32, rate: 3e-3 } as const;
const quick = [1];
const full = [1, 2, 3, 4, 5];

const runs = {
  tenth: {
    ...split,
    params: { ...network, density: 0.1 },
    preset: 'A tenth for each task',
    shows: 'Five tasks of two digits; each grows a subnetwork with a tenth of the weights, and freezes it.',
  },
  fiftieth: {
    ...split,
    params: { ...network, density: 0.02 },
    preset: 'A fiftieth',
    shows: 'The same with one weight in fifty.',
  },
  shared: {
    ...split,
    params: { ...network, density: 0.1, freeze: false },
    preset: 'Nothing is frozen',
    shows: 'Later tasks may change what earlier ones use.',
  },
  shapes: { ...split, params: { ...network, density: 0.1, spread: 'erk' } },
  chance: { ...split, params: { ...network, density: 0.1, growth: 'random' } },
} satisfies Record<string, PaperRun>;

const setting =
  'Split digits, 64-100-100-10, uniform density 0.1, 15 epochs for each task, exchanges every 10 batches.';
const accuracy = { unit: 'accuracy, mean over tasks', axis: { scale: 'linear', domain: [0.9, 1] } } as const;
const points = { unit: 'accuracy', axis: { scale: 'linear', domain: [-0.05, 0.05] } } as const;
const both = mean([final('accuracySeen', 'tenth'), final('accuracySeen', 'fiftieth')]);

export default {
  summary: 'Each task grows a sparse subnetwork of its own and freezes it; what is best to grow is looked into.',
  sections: [
    {
      heading: 'The idea',
      text: [
        'A network that learns one task after another forgets because the weights are shared. Give each task a sparse part of the network instead: trained, it is frozen, and later tasks may read it but not change it.',
        'Which part is not known beforehand. Dynamic sparse training finds it while training: the smallest weights leave, others enter, at random or where the gradient is largest.',
      ],
      equations: [
        {
          tex: String.raw`\Delta W=-\eta\,\nabla L_t\odot M_t\odot(1-U_{t-1}),\qquad U_t=U_{t-1}\vee M_t`,
          says: 'Only free weights of the present mask move; U holds what earlier tasks use.',
        },
      ],
    },
  ],
  algorithm: [
    'Draw a random mask of the given density for the new task.',
    'Train the free weights under it on the columns of the task.',
    'Every ΔT batches drop the smallest free weights and grow as many, by gradient or by chance.',
    'After the task store the mask and freeze its weights.',
    'Predict with the mask of the task.',
  ],
  tries: [
    { text: 'Watch five subnetworks grow.', run: 'tenth', label: 'd = 0.1' },
    { text: 'Make them five times smaller.', run: 'fiftieth', label: 'd = 0.02' },
    { text: 'Freeze nothing.', run: 'shared', label: 'Shared' },
  ],
  runs,
  claims: [
    {
      id: 'nothing-forgotten',
      says: 'Nothing is forgotten: frozen subnetworks answer as they did.',
      where: 'Section 3; backward transfer in all tables',
      unit: 'accuracy lost on earlier tasks',
      axis: { scale: 'linear', domain: [-0.01, 0.05] },
      quick: { measure: final('forgetting', 'tenth'), seeds: quick, atMost: 0, setting },
      full: { measure: final('forgetting', 'tenth'), seeds: full, atMost: 0, setting },
    },
    {
      id: 'accurate',
      says: 'A small share of the weights is enough for every task.',
      where: 'Tables 1 and 2',
      ...accuracy,
      quick: { measure: both, seeds: quick, atLeast: 0.95, setting: `${setting} Mean with density 0.02.` },
      full: { measure: both, seeds: full, atLeast: 0.95, setting: `${setting} Mean with density 0.02.` },
    },
    {
      id: 'gradient-growth',
      says: 'Growing by gradient is better than growing at random.',
      where: 'Table 3',
      ...points,
      quick: {
        measure: difference(final('accuracySeen', 'tenth'), final('accuracySeen', 'chance')),
        seeds: quick,
        across: 'mean',
        atLeast: 0,
        setting,
      },
      full: {
        measure: difference(final('accuracySeen', 'tenth'), final('accuracySeen', 'chance')),
        seeds: full,
        across: 'mean',
        atLeast: 0,
        setting,
      },
    },
    {
      id: 'shapes-better',
      says: 'Where much is kept, densities by the shapes of the layers are better than equal ones.',
      where: 'Table 1',
      ...points,
      quick: {
        measure: difference(final('accuracySeen', 'shapes'), final('accuracySeen', 'tenth')),
        seeds: quick,
        across: 'mean',
        atLeast: 0.005,
        setting,
      },
      full: {
        measure: difference(final('accuracySeen', 'shapes'), final('accuracySeen', 'tenth')),
        seeds: full,
        across: 'mean',
        atLeast: 0.005,
        setting,
      },
    },
  ],
  limits: [
    'Pairs of digits are an easy stream: without freezing hardly anything is forgotten either, and the choices of the paper make half a point of difference.',
    'The task of an input is told, as in the paper.',
    'Death by magnitude alone; growth by momentum is not built.',
  ],
} satisfies Paper;
