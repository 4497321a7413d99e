import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { Curves } from './views/curves.tsx';
import { Distances } from './views/distances.tsx';
import { Slopes } from './views/slopes.tsx';

export default {
  views: [
    { id: 'curves', title: 'Accuracy by mixture', snapshots: ['curves'], Component: Curves, width: 'wide' },
    { id: 'distances', title: 'Distance and accuracy', snapshots: ['distances'], Component: Distances },
    { id: 'slopes', title: 'Which way to go', snapshots: ['slopes'], Component: Slopes },
  ],
  charts: [
    { metric: 'forecastError', form: 'line', height: 220 },
    { metric: 'reuseError', form: 'line', height: 150 },
    { metric: 'interpolationError', form: 'line', height: 150 },
    { metric: 'distanceCorrelation', form: 'line', height: 150, methods: ['projektor'] },
    { metric: 'chosenAccuracy', form: 'line', height: 150 },
  ],
  notes,
  stepName: ['draw', 'draws'],
  colours: { projektor: 1, logLine: 2, reuse: 3 },
} satisfies BenchViews;
