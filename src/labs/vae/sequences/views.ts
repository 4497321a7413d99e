import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { FreeRuns } from './views/free-runs.tsx';
import { Phases } from './views/phases.tsx';
import { PriorDeviations } from './views/prior-deviations.tsx';
import { Timeline } from './views/timeline.tsx';

export default {
  views: [
    { id: 'runs', title: 'Free runs', snapshots: ['runs'], Component: FreeRuns, width: 'wide' },
    { id: 'phases', title: 'Up by phase', snapshots: ['phases'], Component: Phases },
    { id: 'prior', title: 'Prior by phase', snapshots: ['phases'], Component: PriorDeviations },
    { id: 'timeline', title: 'KL along the sequence', snapshots: ['timeline'], Component: Timeline, width: 'wide' },
  ],
  charts: [
    { metric: 'phaseError', form: 'line', height: 220 },
    { metric: 'reconstruction', form: 'line', height: 180 },
    { metric: 'kl', form: 'line', height: 150, methods: ['pvRnn'] },
    { metric: 'spread', form: 'line', height: 150 },
    { metric: 'first', form: 'line', height: 150 },
    { metric: 'second', form: 'line', height: 150 },
    { metric: 'third', form: 'line', height: 150, reference: { fact: 'probability', label: 'automaton' } },
    { metric: 'contrast', form: 'line', height: 150, methods: ['pvRnn'] },
  ],
  notes,
  colours: { pvRnn: 1, deterministicRnn: 2 },
} satisfies BenchViews;
