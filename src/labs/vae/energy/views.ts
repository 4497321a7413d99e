import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { Couplings } from './views/couplings.tsx';
import { Eigenvalues } from './views/eigenvalues.tsx';
import { Paths } from './views/paths.tsx';
import { Residuals } from './views/residuals.tsx';

export default {
  views: [
    { id: 'residuals', title: 'Residuals', snapshots: ['paths'], Component: Residuals, width: 'wide' },
    { id: 'paths', title: 'Paths', snapshots: ['paths'], Component: Paths, width: 'wide' },
    { id: 'eigenvalues', title: 'Eigenvalues', snapshots: ['couplings'], Component: Eigenvalues },
    { id: 'couplings', title: 'Couplings', snapshots: ['couplings'], Component: Couplings },
  ],
  charts: [
    { metric: 'residual', form: 'line', height: 240 },
    { metric: 'spread', form: 'line', height: 180 },
    { metric: 'change', form: 'line', height: 150 },
    { metric: 'cycle', form: 'line', height: 150 },
  ],
  notes,
  colours: { monotoneMeanField: 1, parallelMeanField: 2 },
} satisfies BenchViews;
