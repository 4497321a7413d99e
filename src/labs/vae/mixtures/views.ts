import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { Bounds } from './views/bounds.tsx';
import { Cloud } from './views/cloud.tsx';
import { DataPanel } from './views/data-panel.tsx';
import { Density } from './views/density.tsx';
import { Latent } from './views/latent.tsx';
import { Variances } from './views/variances.tsx';

export default {
  views: [
    { id: 'samples', title: 'Samples', snapshots: ['plane'], Component: Cloud },
    { id: 'latent', title: 'Latent space', snapshots: ['latent'], Component: Latent },
    { id: 'density', title: 'Density', snapshots: ['plane'], Component: Density, width: 'wide' },
    { id: 'bounds', title: 'Bounds', snapshots: ['bounds'], Component: Bounds },
    { id: 'variances', title: 'Estimators', snapshots: ['variances'], Component: Variances },
  ],
  charts: [
    { metric: 'elbo', form: 'line', height: 220 },
    { metric: 'iwaeBound', form: 'line', height: 180 },
    { metric: 'logLikelihood', form: 'line', height: 180 },
    { metric: 'gradientVariance', form: 'line', height: 220 },
    { metric: 'reconstruction', form: 'line', height: 160 },
    { metric: 'kl', form: 'line', height: 160 },
  ],
  notes,
  colours: { reparameterised: 1, scoreFunction: 2, scoreFunctionBaseline: 4, iwae: 5 },
  DataPanel,
} satisfies BenchViews;
