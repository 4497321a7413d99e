import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { Control } from './views/control.tsx';
import { Posterior } from './views/posterior.tsx';

export default {
  views: [
    { id: 'posterior', title: 'Posterior', snapshots: ['posterior'], Component: Posterior, width: 'wide' },
    { id: 'control', title: 'Control', snapshots: ['control'], Component: Control, width: 'wide' },
  ],
  charts: [
    { metric: 'elbo', form: 'line', height: 260, reference: { fact: 'logEvidence', label: 'log evidence' } },
    { metric: 'kl', form: 'line', height: 160 },
    { metric: 'logLikelihood', form: 'line', height: 160 },
    { metric: 'meanError', form: 'line', height: 160 },
    { metric: 'sdError', form: 'line', height: 160 },
  ],
  notes,
  stepName: ['iteration', 'iterations'],
  colours: { learnedControl: 1, exactControl: 2 },
} satisfies BenchViews;
