import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { GapByMeasure } from './views/gap-by-measure.tsx';
import { RankByRank } from './views/rank-by-rank.tsx';

export default {
  views: [
    { id: 'gap', title: 'Gap', snapshots: ['grid'], Component: GapByMeasure, width: 'wide' },
    { id: 'ranks', title: 'Ranks', snapshots: ['grid'], Component: RankByRank, width: 'wide' },
  ],
  charts: [
    { metric: 'rankCorrelation', form: 'line', height: 260 },
    { metric: 'withinDecay', form: 'line', height: 170 },
    { metric: 'gap', form: 'bars', height: 170 },
    { metric: 'measure', form: 'bars', height: 170 },
    { metric: 'testLoss', form: 'bars', height: 150 },
  ],
  notes,
  colours: { conditionalInformation: 1, information: 2, jensenBound: 4, parameterCount: 5 },
  stepName: ['model', 'models'],
} satisfies BenchViews;
