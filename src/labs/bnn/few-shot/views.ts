import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { FreshEpisode } from './views/episode.tsx';
import { Prior } from './views/prior.tsx';
import { Spreads } from './views/spreads.tsx';

export default {
  views: [
    { id: 'prior', title: 'Prior', snapshots: ['prior'], Component: Prior },
    { id: 'spreads', title: 'Spreads', snapshots: ['prior'], Component: Spreads },
    { id: 'episode', title: 'An episode', snapshots: ['episode'], Component: FreshEpisode, width: 'wide' },
  ],
  charts: [
    { metric: 'queryError', form: 'line', height: 240 },
    { metric: 'overOracle', form: 'line', height: 180 },
    { metric: 'centreError', form: 'line', height: 150 },
    { metric: 'spreadError', form: 'line', height: 150 },
  ],
  notes,
  colours: { niwMeta: 1, maml: 2, ridge: 3, oracle: 4 },
} satisfies BenchViews;
