import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { Activations } from './views/activations.tsx';
import { ByEpoch } from './views/by-epoch.tsx';
import { Drift } from './views/drift.tsx';
import { Plane } from './views/plane.tsx';
import { Spectrum } from './views/spectrum.tsx';

export default {
  views: [
    { id: 'plane', title: 'Information plane', snapshots: ['plane'], Component: Plane, width: 'wide' },
    { id: 'epochs', title: 'By epoch', snapshots: ['plane'], Component: ByEpoch, width: 'wide' },
    { id: 'drift', title: 'Drift and diffusion', snapshots: ['drift'], Component: Drift, width: 'wide' },
    { id: 'activations', title: 'Activations', snapshots: ['activations'], Component: Activations, width: 'wide' },
    {
      id: 'spectrum',
      title: 'Spectrum',
      snapshots: ['spectrum'],
      Component: Spectrum,
      width: 'wide',
      applies: (_, method) => method === 'diffusionSpectral',
    },
  ],
  charts: [
    { metric: 'trainLoss', form: 'line', height: 240 },
    { metric: 'testLoss', form: 'line', height: 200 },
    { metric: 'testAccuracy', form: 'line', height: 170 },
    { metric: 'trainAccuracy', form: 'line', height: 150 },
    { metric: 'snr', form: 'line', height: 170 },
    { metric: 'ixtLast', form: 'line', height: 170, reference: { fact: 'hX', label: 'H(X)' } },
    { metric: 'ityLast', form: 'line', height: 170, reference: { fact: 'ixy', label: 'I(X;Y)' } },
  ],
  notes,
  colours: {
    binning: 1,
    adaptiveBinning: 2,
    kdeUpper: 3,
    kdeLower: 4,
    adaptiveKde: 5,
    kozachenkoLeonenko: 6,
    ksg: 7,
    lossyCompression: 8,
    cauchySchwarz: 3,
    diffusionSpectral: 6,
  },
  stepName: ['epoch', 'epochs'],
} satisfies BenchViews;
