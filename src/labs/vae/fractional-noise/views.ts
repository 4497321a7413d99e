import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { Bundle } from './views/bundle.tsx';
import { Covariance } from './views/covariance.tsx';
import { Terms } from './views/terms.tsx';
import { Variogram } from './views/variogram.tsx';

export default {
  views: [
    { id: 'paths', title: 'Paths', snapshots: ['bundle'], Component: Bundle, width: 'wide' },
    { id: 'covariance', title: 'Covariance', snapshots: ['covariance'], Component: Covariance, width: 'wide' },
    { id: 'terms', title: 'Distance against K', snapshots: ['terms'], Component: Terms },
    { id: 'variogram', title: 'Variogram', snapshots: ['variogram'], Component: Variogram },
  ],
  charts: [
    { metric: 'covarianceDeviation', form: 'line', height: 220 },
    { metric: 'relativeRms', form: 'line', height: 160 },
    { metric: 'covarianceError', form: 'line', height: 160 },
    { metric: 'roughness', form: 'line', height: 160, reference: { fact: 'hurst', label: 'H' } },
  ],
  notes,
  colours: { optimalWeights: 1, hatQuadrature: 2, brownian: 3 },
} satisfies BenchViews;
