import type { BenchViews } from '../../../ui/bench-views.ts';
import { CloudsPanel } from '../../../ui/clouds-panel.tsx';
import { notes } from './notes.ts';
import { Cloud } from './views/cloud.tsx';
import { Histogram } from './views/histogram.tsx';
import { Regression } from './views/regression.tsx';
import { Sweep } from './views/sweep.tsx';

type Facts = Readonly<Record<string, unknown>>;

const isEstimate = (facts: Facts) => facts.task === 'estimate';
const isFlow = (facts: Facts) => facts.task === 'flow';
const fits = (method: string) => method === 'lowerControlVariate' || method === 'upperControlVariate';

export default {
  views: [
    {
      id: 'histogram',
      title: 'Estimates',
      snapshots: ['histogram'],
      Component: Histogram,
      width: 'wide',
      applies: isEstimate,
    },
    {
      id: 'flow',
      title: 'Points on their way',
      snapshots: ['cloud'],
      Component: Cloud,
      width: 'wide',
      applies: isFlow,
    },
    {
      id: 'regression',
      title: 'Why it works',
      snapshots: ['regression'],
      Component: Regression,
      applies: (_, method) => fits(method),
    },
    {
      id: 'sweep',
      title: 'Variance by directions',
      snapshots: ['sweep'],
      Component: Sweep,
      applies: isEstimate,
    },
    { id: 'cloud', title: 'Clouds and directions', snapshots: ['cloud'], Component: Cloud, applies: isEstimate },
  ],
  charts: [
    { metric: 'varianceRatio', form: 'line', height: 220, applies: isEstimate },
    { metric: 'spread', form: 'line', height: 170, applies: isEstimate },
    { metric: 'bias', form: 'line', height: 170, applies: isEstimate },
    { metric: 'transportCost', form: 'line', height: 240, applies: isFlow },
    { metric: 'loss', form: 'line', height: 170, applies: isFlow },
    { metric: 'gradientNorm', form: 'line', height: 150, applies: isFlow },
  ],
  notes,
  colours: { lowerControlVariate: 1, upperControlVariate: 2, monteCarlo: 3, quasiMonteCarlo: 4 },
  DataPanel: CloudsPanel,
} satisfies BenchViews;
