import type { BenchViews } from '../../../ui/bench-views.ts';
import { CloudsPanel } from '../../../ui/clouds-panel.tsx';
import { notes } from './notes.ts';
import { Arrows } from './views/arrows.tsx';
import { GapAgainstFit } from './views/gap-against-fit.tsx';
import { Grid } from './views/grid.tsx';

export default {
  views: [
    { id: 'map', title: 'The map', snapshots: ['map'], Component: Arrows, width: 'wide' },
    { id: 'grid', title: 'A grid under the map', snapshots: ['grid'], Component: Grid },
    { id: 'tradeOff', title: 'Gap against fit', snapshots: ['tradeOff'], Component: GapAgainstFit },
  ],
  charts: [
    { metric: 'sinkhornDivergence', form: 'line', height: 210 },
    { metric: 'exactGap', form: 'line', height: 210 },
    { metric: 'l2Uvp', form: 'line', height: 180, applies: (facts) => facts.known === true },
    {
      metric: 'displacementCost',
      form: 'line',
      height: 170,
      reference: { fact: 'optimalCost', label: 'optimal' },
    },
    { metric: 'cheaperSwaps', form: 'line', height: 150 },
  ],
  notes,
  colours: { mongeGap: 1, noGap: 3, exactGaussian: 4, assignment: 2 },
  DataPanel: CloudsPanel,
} satisfies BenchViews;
