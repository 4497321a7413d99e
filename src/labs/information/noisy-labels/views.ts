import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { Prefixes } from './views/prefixes.tsx';
import { Weights } from './views/weights.tsx';

export default {
  views: [
    { id: 'prefixes', title: 'By prefix', snapshots: ['prefixes'], Component: Prefixes, width: 'wide' },
    { id: 'weights', title: 'Coordinates', snapshots: ['prefixes'], Component: Weights, width: 'wide' },
  ],
  charts: [
    { metric: 'cleanAccuracy', form: 'line', height: 260 },
    { metric: 'prefixAccuracy', form: 'line', height: 170 },
    { metric: 'noisyTrainAccuracy', form: 'line', height: 170 },
    { metric: 'trainLoss', form: 'line', height: 170 },
    { metric: 'prefix', form: 'line', height: 150 },
  ],
  notes,
  colours: { nestedDropout: 1, plain: 2, dropout: 4 },
  stepName: ['epoch', 'epochs'],
} satisfies BenchViews;
