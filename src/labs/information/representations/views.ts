import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { Manifolds } from './views/manifolds.tsx';
import { Spectrum } from './views/spectrum.tsx';

export default {
  views: [
    { id: 'manifolds', title: 'Codes', snapshots: ['codes'], Component: Manifolds, width: 'wide' },
    { id: 'spectrum', title: 'Spectrum', snapshots: ['codes'], Component: Spectrum, width: 'wide' },
  ],
  charts: [
    { metric: 'globalNuclear', form: 'line', height: 260, reference: { fact: 'bound', label: '√(B min(B, C))' } },
    { metric: 'probeAccuracy', form: 'line', height: 200 },
    { metric: 'centroidNorm', form: 'line', height: 170 },
    { metric: 'radius', form: 'line', height: 170 },
    { metric: 'evenness', form: 'line', height: 150 },
  ],
  notes,
  colours: { mmcr: 1, simclr: 2, randomCodes: 5 },
} satisfies BenchViews;
