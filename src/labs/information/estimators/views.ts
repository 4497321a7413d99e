import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { Convergence } from './views/convergence.tsx';
import { Data } from './views/data.tsx';
import { DataPanel } from './views/data-panel.tsx';
import { Inside } from './views/inside.tsx';

export default {
  views: [
    { id: 'convergence', title: 'Convergence', snapshots: ['convergence'], Component: Convergence, width: 'wide' },
    { id: 'data', title: 'Samples', snapshots: ['samples'], Component: Data },
    { id: 'inside', title: 'Inside the estimator', snapshots: ['inside'], Component: Inside },
  ],
  charts: [
    { metric: 'information', form: 'line', height: 200, reference: { fact: 'truth', label: 'true information' } },
    { metric: 'absoluteError', form: 'line', height: 170 },
    { metric: 'standardError', form: 'line', height: 150 },
    {
      metric: 'largestWeight',
      form: 'line',
      height: 130,
      methods: ['kozachenkoLeonenko', 'lossyCompression'],
    },
  ],
  notes,
  // Eight colours for ten methods: the kernel bounds are one family and share theirs.
  colours: {
    binning: 1,
    adaptiveBinning: 2,
    kdeUpper: 3,
    kdeLower: 3,
    adaptiveKde: 3,
    diffusionSpectral: 4,
    kozachenkoLeonenko: 5,
    ksg: 6,
    lossyCompression: 7,
    cauchySchwarz: 8,
  },
  DataPanel,
} satisfies BenchViews;
