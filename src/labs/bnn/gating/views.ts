import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { Counts } from './views/counts.tsx';
import { Gates } from './views/gates.tsx';
import { Quality } from './views/quality.tsx';

const gated = ['decoupledGates', 'jointGates'];

export default {
  views: [
    { id: 'gates', title: 'Gates', snapshots: ['gates'], Component: Gates, width: 'wide' },
    { id: 'counts', title: 'Units open', snapshots: ['counts'], Component: Counts, width: 'wide' },
    { id: 'quality', title: 'Accuracy and work', snapshots: ['quality'], Component: Quality, width: 'wide' },
  ],
  charts: [
    { metric: 'accuracy', form: 'line', height: 220 },
    { metric: 'activeShare', form: 'line', height: 160 },
    { metric: 'agreement', form: 'line', height: 150, methods: gated },
    { metric: 'gateLoss', form: 'line', height: 130, methods: gated },
  ],
  notes,
  stepName: ['epoch', 'epochs'],
  colours: { decoupledGates: 1, jointGates: 2, dense: 3 },
} satisfies BenchViews;
