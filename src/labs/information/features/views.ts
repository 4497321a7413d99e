import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { Learned } from './views/learned.tsx';
import { Reading } from './views/reading.tsx';

export default {
  views: [
    { id: 'reading', title: 'By depth', snapshots: ['reading'], Component: Reading },
    { id: 'learned', title: 'Complexity and learning', snapshots: ['reading'], Component: Learned },
  ],
  charts: [
    { metric: 'loss', form: 'line', height: 240 },
    { metric: 'complexity1', form: 'line', height: 130 },
    { metric: 'complexity2', form: 'line', height: 130 },
    { metric: 'complexity3', form: 'line', height: 130 },
    { metric: 'complexity4', form: 'line', height: 130 },
    { metric: 'explained4', form: 'line', height: 150 },
  ],
  notes,
  colours: { trained: 1, randomFeatures: 2 },
} satisfies BenchViews;
