import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { Masks } from './views/masks.tsx';
import { Popularity } from './views/popularity.tsx';
import { Quality } from './views/quality.tsx';

export default {
  views: [
    { id: 'masks', title: 'Entries', snapshots: ['masks'], Component: Masks, width: 'wide' },
    { id: 'popularity', title: 'Popularity', snapshots: ['popularity'], Component: Popularity, width: 'wide' },
    { id: 'quality', title: 'Recall and density', snapshots: ['quality'], Component: Quality, width: 'wide' },
  ],
  charts: [
    { metric: 'recall', form: 'line', height: 240 },
    { metric: 'gain', form: 'line', height: 150 },
    { metric: 'loss', form: 'line', height: 180 },
    { metric: 'exchanged', form: 'line', height: 150 },
  ],
  notes,
  colours: { dynamicSparse: 1, staticSparse: 2, denseTables: 3 },
} satisfies BenchViews;
