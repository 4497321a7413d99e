import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { Ceiling } from './views/ceiling.tsx';
import { Probes } from './views/probes.tsx';

export default {
  views: [
    { id: 'probes', title: 'Probe accuracy by factor', snapshots: ['probes'], Component: Probes, width: 'wide' },
    { id: 'ceiling', title: 'What a batch can certify', snapshots: ['ceiling'], Component: Ceiling, width: 'wide' },
  ],
  charts: [
    { metric: 'meanAccuracy', form: 'line', height: 220 },
    { metric: 'worstAccuracy', form: 'line', height: 180 },
    { metric: 'loss', form: 'line', height: 180 },
    { metric: 'slope', form: 'line', height: 150 },
    { metric: 'penalty', form: 'line', height: 150 },
    { metric: 'wasserstein', form: 'line', height: 150 },
  ],
  notes,
  pictureShare: 0.12,
  stepName: ['round', 'rounds'],
  colours: { wassersteinContrastive: 1, contrastive: 2 },
} satisfies BenchViews;
