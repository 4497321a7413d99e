import { difference, final, ratio } from '../../claims/claim.ts';
import type { Paper, PaperRun } from '../paper.ts';

const planted = { bench: 'bnn/recommendation', instance: 'planted' } as const;
const quick = [1];
const full = [1, 2, 3, 4, 5];

const runs = {
  third: {
    ...planted,
    method: 'dynamicSparse',
    params: { density: 0.3 },
    preset: 'Three entries in ten',
    shows: 'Tables with 30 % of their entries: moving, fixed, and whole ones beside them.',
    companions: ['staticSparse', 'denseTables'],
  },
  tenth: {
    ...planted,
    method: 'dynamicSparse',
    params: { density: 0.1 },
    preset: 'One entry in ten',
    shows: 'The same with a tenth of the entries.',
    companions: ['denseTables'],
  },
  fixedThird: { ...planted, method: 'staticSparse', params: { density: 0.3 } },
  fixedTenth: { ...planted, method: 'staticSparse', params: { density: 0.1 } },
  dense: { ...planted, method: 'denseTables' },
} satisfies Record<string, PaperRun>;

const setting =
  '200 users, 300 items, 20 known likes each; 32 coordinates, 60 epochs, exchanges every 20 batches; mean over seeds.';
const gained = { unit: 'recall gained', axis: { scale: 'linear', domain: [-0.02, 0.08] } } as const;

export default {
  summary:
    'A recommender whose tables are sparse from the first batch on, and whose entries move to where they are needed.',
  sections: [
    {
      heading: 'The idea',
      text: [
        'Most of a recommender is its tables of vectors. Compressing them after training saves nothing while training, and finding a good size by search costs many trainings.',
        'Here training begins with a share of the entries and never has more. Entries that stay small are dropped, and new ones appear where the gradient asks for them.',
      ],
      equations: [
        {
          tex: String.raw`\|M_t\|_0=d\,n\ \text{ for every } t`,
          says: 'The budget is met at every batch, not at the end.',
        },
      ],
    },
  ],
  algorithm: [
    'Draw a random mask of the given density for each table.',
    'Train the entries that exist.',
    'Every ΔT batches drop a share of the smallest entries of a table.',
    'Grow as many where the gradient of the batch is largest, starting at 0.',
    'Let that share fall along half a cosine.',
  ],
  tries: [
    { text: 'Race moving entries against fixed ones.', run: 'third', label: 'Race' },
    { text: 'Keep a tenth.', run: 'tenth', label: 'Density 0.1' },
  ],
  runs,
  claims: [
    {
      id: 'moving-third',
      says: 'With 30 % of the entries, tables whose entries move recommend better than fixed ones.',
      where: 'Experiments, comparison with static sparsity',
      ...gained,
      quick: {
        measure: difference(final('recall', 'third'), final('recall', 'fixedThird')),
        seeds: quick,
        across: 'mean',
        atLeast: 0.015,
        setting,
      },
      full: {
        measure: difference(final('recall', 'third'), final('recall', 'fixedThird')),
        seeds: full,
        across: 'mean',
        atLeast: 0.015,
        setting,
      },
    },
    {
      id: 'moving-tenth',
      says: 'So they do with 10 %.',
      where: 'Experiments, comparison with static sparsity',
      ...gained,
      quick: {
        measure: difference(final('recall', 'tenth'), final('recall', 'fixedTenth')),
        seeds: quick,
        across: 'mean',
        atLeast: 0.015,
        setting,
      },
      full: {
        measure: difference(final('recall', 'tenth'), final('recall', 'fixedTenth')),
        seeds: full,
        across: 'mean',
        atLeast: 0.015,
        setting,
      },
    },
    {
      id: 'as-dense',
      says: 'Sparse tables are as good as dense ones.',
      where: 'Abstract; experiments',
      unit: 'recall, sparse / dense',
      axis: { scale: 'linear', domain: [0.4, 1.2] },
      quick: {
        measure: ratio(final('recall', 'third'), final('recall', 'dense')),
        seeds: quick,
        across: 'mean',
        atLeast: 0.98,
        setting,
      },
      full: {
        measure: ratio(final('recall', 'third'), final('recall', 'dense')),
        seeds: full,
        across: 'mean',
        atLeast: 0.98,
        setting,
      },
    },
    {
      id: 'budget',
      says: 'The number of entries is the budget, from the first batch to the last.',
      where: 'Method',
      unit: 'entries of 16,000',
      axis: { scale: 'linear', domain: [0, 16000] },
      quick: {
        measure: final('entries', 'third'),
        seeds: [1],
        atMost: 4800,
        setting: '500 vectors of 32 coordinates, density 0.3.',
      },
    },
  ],
  limits: [
    'Dense tables stay ahead on this small planted table: the paper found sparse ones as good on large collections.',
    'Matrix factorisation only: the graph and the autoencoder models of the paper are not built.',
    'In a batch the arithmetic runs over all coordinates and the mask; the work shown counts the share that exists.',
  ],
} satisfies Paper;
