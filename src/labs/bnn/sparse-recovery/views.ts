import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { Signal } from './views/signal.tsx';
import { Trials } from './views/trials.tsx';
import { Variances } from './views/variances.tsx';

export default {
  views: [
    { id: 'signal', title: 'Signal', snapshots: ['signal'], Component: Signal, width: 'wide' },
    { id: 'variances', title: 'Prior variances', snapshots: ['variances'], Component: Variances },
    { id: 'trials', title: 'Trials', snapshots: ['trials'], Component: Trials },
  ],
  charts: [
    { metric: 'error', form: 'line', height: 240 },
    { metric: 'cost', form: 'line', height: 180 },
    { metric: 'active', form: 'line', height: 150 },
    { metric: 'support', form: 'line', height: 150 },
  ],
  notes,
  colours: { singularKroneckerSbl: 1, alternatingKroneckerSbl: 2, classicSbl: 3, orthogonalMatchingPursuit: 4 },
} satisfies BenchViews;
