import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { Cosines } from './views/cosines.tsx';
import { Plane } from './views/plane.tsx';
import { TradeOff } from './views/trade-off.tsx';
import { Usage } from './views/usage.tsx';

export default {
  views: [
    { id: 'cosines', title: 'Cosines', snapshots: ['rows'], Component: Cosines, width: 'wide' },
    { id: 'usage', title: 'Usage', snapshots: ['rows'], Component: Usage, width: 'wide' },
    { id: 'tradeOff', title: 'Trade-off', snapshots: ['score'], Component: TradeOff, width: 'wide' },
    { id: 'plane', title: 'Directions', snapshots: ['plane'], Component: Plane, width: 'wide' },
  ],
  charts: [
    { metric: 'explained', form: 'line', height: 240 },
    { metric: 'recovered', form: 'line', height: 200 },
    { metric: 'alive', form: 'line', height: 180 },
    { metric: 'similarity', form: 'line', height: 180 },
    { metric: 'coherence', form: 'line', height: 180 },
    { metric: 'perInput', form: 'line', height: 160 },
    { metric: 'kl', form: 'line', height: 160, methods: ['variationalSae'] },
  ],
  notes,
  colours: { variationalSae: 1, topKSae: 2, reluSae: 5 },
} satisfies BenchViews;
