import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { Growth } from './views/growth.tsx';
import { Masses } from './views/masses.tsx';

export default {
  views: [
    { id: 'growth', title: 'Entropy against dimension', snapshots: ['growth'], Component: Growth, width: 'wide' },
    { id: 'masses', title: 'Spectrum', snapshots: ['masses'], Component: Masses },
  ],
  charts: [
    { metric: 'entropy', form: 'line', height: 200, reference: { fact: 'ceiling', label: 'log₂ N' } },
    { metric: 'rise', form: 'bars', height: 150 },
    { metric: 'room', form: 'line', height: 150 },
  ],
  notes,
  stepName: ['dimension', 'dimensions'],
  colours: { diffusionSpectral: 4, binnedEntropy: 1 },
} satisfies BenchViews;
