import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

const loss = {
  tex: String.raw`-\ln\sigma\big(u^\top i^+-u^\top i^-\big)`,
  says: 'A liked item should score above one that is not known to be liked.',
};

export const notes: Readonly<Record<string, MethodNotes>> = {
  dynamicSparse: {
    idea: [
      'The tables of a recommender are most of it. Keep only a share of their entries from the first batch on, and let that share move: every few batches the smallest entries leave, and as many appear where the gradient is largest.',
      'The number of entries never changes, so neither memory nor arithmetic is ever that of the dense model.',
    ],
    equations: [
      loss,
      {
        tex: String.raw`r_t=0.005+\tfrac12(r_0-0.005)\Big(1+\cos\frac{\pi t}{T}\Big)`,
        says: 'The share of the entries exchanged at batch t.',
      },
    ],
    pseudocode: [
      'draw masks of the given density; entries ~ N(0, 0.1²)',
      'a batch of (user, liked item, other item): Adam on the entries that exist',
      'every ΔT batches: ⌈r n⌉ smallest entries leave, as many of largest gradient come, at 0',
      'Adam’s moments of what does not exist are forgotten',
    ],
    tries: [
      { text: 'One entry in ten.', set: { density: 0.1 } },
      { text: 'Grow at random.', set: { growth: 'random' } },
      { text: 'Exchange all the time: new entries have no time to grow.', set: { every: 2 } },
    ],
    look: [
      'Popular items collect coordinates; rare ones are left with few.',
      'The share exchanged falls towards the end.',
    ],
    source: source('dynamic-sparse'),
  },
  staticSparse: {
    idea: ['The same number of entries, at random places for good.'],
    equations: [loss],
    pseudocode: ['draw masks once', 'Adam on the entries that exist'],
    tries: [{ text: 'One entry in ten.', set: { density: 0.1 } }],
    look: ['All items keep about the same share of coordinates, needed or not.'],
    source: source('static-sparse'),
  },
  denseTables: {
    idea: ['Whole tables: what the sparse ones are measured against.'],
    equations: [loss],
    pseudocode: ['Adam on both tables'],
    tries: [{ text: 'Fewer coordinates: another way to save.', set: { width: 10 } }],
    look: ['A narrow dense table with as many numbers is a strong rival of a wide sparse one.'],
    source: source('dense-tables'),
  },
};
