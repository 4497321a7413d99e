import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { Phase } from './views/phase.tsx';
import { RhoSweep } from './views/rho-sweep.tsx';
import { Spectrum } from './views/spectrum.tsx';
import { Trajectories } from './views/trajectories.tsx';

export default {
  views: [
    { id: 'spectrum', title: 'Spectrum', snapshots: ['spectrum'], Component: Spectrum, width: 'wide' },
    { id: 'trajectories', title: 'Training', snapshots: ['history'], Component: Trajectories, width: 'wide' },
    {
      id: 'sweep',
      title: 'Correlation',
      snapshots: ['sweep'],
      Component: RhoSweep,
      width: 'wide',
      applies: (facts, method) => method === 'linearConditionalVae' && typeof facts.rho === 'number',
    },
    { id: 'phase', title: 'Phases', snapshots: ['phase'], Component: Phase, width: 'wide' },
  ],
  charts: [
    { metric: 'deviation', form: 'line', height: 240 },
    { metric: 'loss', form: 'line', height: 200 },
    { metric: 'collapsed', form: 'line', height: 170 },
    { metric: 'predictedCollapsed', form: 'line', height: 150 },
    { metric: 'ppcaGap', form: 'line', height: 200, methods: ['linearVae'] },
  ],
  notes,
  colours: { linearVae: 1, linearConditionalVae: 2, linearHierarchicalVae: 4 },
} satisfies BenchViews;
