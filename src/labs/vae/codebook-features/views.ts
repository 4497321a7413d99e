import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { Codes } from './views/codes.tsx';
import { Steering } from './views/steering.tsx';
import { Transitions } from './views/transitions.tsx';

export default {
  views: [
    { id: 'transitions', title: 'Transitions', snapshots: ['transitions'], Component: Transitions, width: 'wide' },
    {
      id: 'codes',
      title: 'Codewords',
      snapshots: ['codes'],
      Component: Codes,
      width: 'wide',
      applies: (_, method) => method === 'codebook',
    },
    { id: 'steering', title: 'Steering', snapshots: ['transitions'], Component: Steering, width: 'wide' },
  ],
  charts: [
    { metric: 'validMass', form: 'line', height: 260 },
    { metric: 'crossEntropy', form: 'line', height: 180, reference: { fact: 'least', label: 'log 4' } },
    { metric: 'codesUsed', form: 'line', height: 150, methods: ['codebook'] },
    { metric: 'ownStates', form: 'line', height: 150, methods: ['codebook'] },
    { metric: 'purity', form: 'line', height: 150, methods: ['codebook'] },
  ],
  notes,
  colours: { codebook: 1, plain: 2 },
} satisfies BenchViews;
