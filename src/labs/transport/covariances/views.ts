import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { BeforeAfter } from './views/before-after.tsx';
import { Changes } from './views/changes.tsx';
import { DataPanel } from './views/data-panel.tsx';
import { Distances } from './views/distances.tsx';
import { Spectra } from './views/spectra.tsx';

const layer = ['batchNormalisation'];

export default {
  views: [
    {
      id: 'ellipses',
      title: 'Before and after',
      snapshots: ['ellipses'],
      Component: BeforeAfter,
      width: 'wide',
      applies: (facts) => facts.d === 2,
    },
    {
      id: 'spectra',
      title: 'Spectra of the means',
      snapshots: ['spectra'],
      Component: Spectra,
      width: 'wide',
      applies: (facts) => facts.d !== 2,
    },
    { id: 'distances', title: 'Squared distances', snapshots: ['distances'], Component: Distances },
    { id: 'changes', title: 'What a small eigenvalue does', snapshots: ['changes'], Component: Changes },
  ],
  charts: [
    { metric: 'toIdentity', form: 'bars', height: 180, methods: layer },
    { metric: 'variance', form: 'bars', height: 180, methods: layer },
    { metric: 'folded', form: 'bars', height: 130, methods: layer },
    { metric: 'residual', form: 'line', height: 200 },
    { metric: 'toBarycentre', form: 'line', height: 170 },
  ],
  notes,
  colours: {
    batchNormalisation: 1,
    buresBarycentre: 2,
    affineInvariantMean: 3,
    logEuclideanMean: 4,
    arithmeticMean: 5,
  },
  DataPanel,
} satisfies BenchViews;
