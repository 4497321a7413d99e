import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { FlowCloud } from './views/cloud.tsx';

export default {
  views: [{ id: 'cloud', title: 'Points and target', snapshots: ['points'], Component: FlowCloud }],
  charts: [
    { metric: 'divergence', form: 'line', height: 292 },
    { metric: 'discrepancy', form: 'line', height: 170 },
    { metric: 'leastMode', form: 'line', height: 150 },
  ],
  notes,
  colours: { cauchySchwarz: 1, meanDiscrepancy: 2 },
} satisfies BenchViews;
