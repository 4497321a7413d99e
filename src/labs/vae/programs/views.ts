import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { Gradients } from './views/gradients.tsx';
import { Ring } from './views/ring.tsx';
import { Variances } from './views/variances.tsx';

export default {
  views: [
    { id: 'gradients', title: 'Gradients', snapshots: ['gradients'], Component: Gradients, width: 'wide' },
    { id: 'variances', title: 'Variances', snapshots: ['gradients'], Component: Variances, width: 'wide' },
    {
      id: 'ring',
      title: 'Posterior',
      snapshots: ['ring'],
      Component: Ring,
      width: 'wide',
      applies: ({ ring }) => ring !== null,
    },
  ],
  charts: [
    { metric: 'bound', form: 'line', height: 240, reference: { fact: 'logEvidence', label: 'log evidence' } },
    { metric: 'variance', form: 'line', height: 200 },
    { metric: 'gradient', form: 'line', height: 180 },
    { metric: 'deviation', form: 'line', height: 160 },
    { metric: 'signal', form: 'line', height: 160 },
  ],
  notes,
  colours: {
    reparameterised: 1,
    scoreFunction: 2,
    scoreFunctionBaseline: 3,
    enumerated: 4,
    measureValued: 5,
    iwae: 6,
  },
} satisfies BenchViews;
