import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { Curve } from './views/curve.tsx';
import { Encoder } from './views/encoder.tsx';
import { Letters } from './views/letters.tsx';

export default {
  views: [
    { id: 'curve', title: 'Curve', snapshots: ['curve'], Component: Curve, width: 'wide' },
    { id: 'letters', title: 'Transitions', snapshots: ['curve'], Component: Letters },
    { id: 'encoder', title: 'Encoder', snapshots: ['encoder'], Component: Encoder },
  ],
  charts: [
    { metric: 'ity', form: 'line', height: 240, reference: { fact: 'ixy', label: 'I(X;Y)' } },
    { metric: 'ixt', form: 'line', height: 170 },
    { metric: 'letters', form: 'line', height: 150 },
    { metric: 'change', form: 'line', height: 150 },
    { metric: 'aboveClosedForm', form: 'line', height: 150 },
  ],
  notes,
  colours: { selfConsistent: 1, deterministicIb: 4 },
  stepName: ['sweep', 'sweeps'],
} satisfies BenchViews;
