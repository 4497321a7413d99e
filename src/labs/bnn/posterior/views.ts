import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { Plane } from './views/plane.tsx';

export default {
  views: [
    {
      id: 'plane',
      title: 'Prediction',
      snapshots: ['plane'],
      Component: Plane,
      applies: ({ plane }) => plane === true,
    },
  ],
  charts: [
    { metric: 'accuracy', form: 'line', height: 200 },
    { metric: 'negativeLogLikelihood', form: 'line', height: 180 },
    { metric: 'calibrationError', form: 'line', height: 180 },
    { metric: 'loss', form: 'line', height: 180 },
    { metric: 'flopsRatio', form: 'line', height: 160 },
    { metric: 'farRatio', form: 'line', height: 160 },
    { metric: 'overlap', form: 'line', height: 140, methods: ['sparseSubspaceVi'] },
    { metric: 'swaps', form: 'line', height: 140, methods: ['sparseSubspaceVi'] },
  ],
  notes,
  colours: { sparseSubspaceVi: 1, meanFieldVi: 2, magnitudePruning: 3, deepEnsemble: 4, deterministic: 5 },
} satisfies BenchViews;
