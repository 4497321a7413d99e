import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { Bounds } from './views/bounds.tsx';
import { Contraction } from './views/contraction.tsx';
import { DivergenceByLayer } from './views/divergence-by-layer.tsx';

export default {
  views: [
    { id: 'divergence', title: 'By layer', snapshots: ['layers'], Component: DivergenceByLayer },
    { id: 'bounds', title: 'Bounds', snapshots: ['layers'], Component: Bounds },
    { id: 'contraction', title: 'Dropout', snapshots: [], Component: Contraction, width: 'wide' },
  ],
  charts: [
    { metric: 'deviation', form: 'line', height: 292 },
    { metric: 'generalisationGap', form: 'line', height: 170 },
    { metric: 'depthRise', form: 'line', height: 150 },
    { metric: 'funnel', form: 'line', height: 150 },
  ],
  notes,
  colours: { klDivergence: 1, wasserstein: 2 },
  stepName: ['training set', 'training sets'],
} satisfies BenchViews;
