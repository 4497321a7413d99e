import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { Band } from './views/band.tsx';
import { Costs } from './views/costs.tsx';
import { DataPanel } from './views/data-panel.tsx';
import { Plane } from './views/plane.tsx';
import { Reliability } from './views/reliability.tsx';
import { Signal } from './views/signal.tsx';
import { Sparsity } from './views/sparsity.tsx';
import { TurboPrecisions } from './views/turbo-precisions.tsx';
import { TurboRuns } from './views/turbo-runs.tsx';
import { TurboSupport } from './views/turbo-support.tsx';
import { Weights } from './views/weights.tsx';

const isClassification = ({ kind }: Readonly<Record<string, unknown>>): boolean => kind !== 'regression';
/** The support is inferred. */
const turbo = (_: unknown, method: string) => method === 'turboVbi';
const GAUSSIAN = ['sparseSubspaceVi', 'turboVbi', 'meanFieldVi', 'magnitudePruning'];

export default {
  views: [
    {
      id: 'plane',
      title: 'Prediction',
      snapshots: ['plane'],
      Component: Plane,
      width: 'wide',
      // Nothing is known before the first run; the picture of the default problem has its place by then.
      applies: ({ plane }) => plane !== false,
    },
    {
      id: 'band',
      title: 'Prediction',
      snapshots: ['band'],
      Component: Band,
      width: 'wide',
      applies: ({ line }) => line === true,
    },
    { id: 'support', title: 'Support', snapshots: ['support'], Component: TurboSupport, width: 'wide', applies: turbo },
    { id: 'runs', title: 'Run lengths', snapshots: ['support'], Component: TurboRuns, applies: turbo },
    { id: 'precisions', title: 'Precisions', snapshots: ['support'], Component: TurboPrecisions, applies: turbo },
    { id: 'weights', title: 'Weights', snapshots: ['weights'], Component: Weights, width: 'wide' },
    {
      id: 'signal',
      title: 'Signal to noise',
      snapshots: ['snr'],
      Component: Signal,
      applies: (_, method) => GAUSSIAN.includes(method),
    },
    { id: 'costs', title: 'Costs', snapshots: ['costs'], Component: Costs },
    {
      id: 'reliability',
      title: 'Reliability',
      snapshots: ['calibration'],
      Component: Reliability,
      applies: isClassification,
    },
    { id: 'quality', title: 'Quality', snapshots: ['quality'], Component: Sparsity, width: 'wide' },
  ],
  // The map is to be seen moving: five times a second on two cores.
  pictureShare: 0.5,
  charts: [
    { metric: 'accuracy', form: 'line', height: 200 },
    { metric: 'negativeLogLikelihood', form: 'line', height: 180 },
    { metric: 'calibrationError', form: 'line', height: 180 },
    { metric: 'loss', form: 'line', height: 180 },
    { metric: 'flopsRatio', form: 'line', height: 160 },
    { metric: 'farRatio', form: 'line', height: 160 },
    { metric: 'overlap', form: 'line', height: 140, methods: ['sparseSubspaceVi'] },
    { metric: 'swaps', form: 'line', height: 140, methods: ['sparseSubspaceVi'] },
    { metric: 'activeShare', form: 'line', height: 160, methods: ['turboVbi', 'magnitudePruning', 'sparseSubspaceVi'] },
    { metric: 'clusters', form: 'line', height: 160, methods: ['turboVbi', 'magnitudePruning', 'sparseSubspaceVi'] },
    { metric: 'meanRun', form: 'line', height: 140, methods: ['turboVbi', 'magnitudePruning', 'sparseSubspaceVi'] },
    { metric: 'clusterSize', form: 'line', height: 140, methods: ['turboVbi', 'magnitudePruning'] },
    { metric: 'emptyNeurons', form: 'line', height: 140, methods: ['turboVbi', 'magnitudePruning'] },
    { metric: 'indexBits', form: 'line', height: 140, methods: ['turboVbi', 'magnitudePruning'] },
    { metric: 'supportBound', form: 'line', height: 140, methods: ['turboVbi'] },
  ],
  notes,
  colours: {
    sparseSubspaceVi: 1,
    meanFieldVi: 2,
    magnitudePruning: 3,
    deepEnsemble: 4,
    deterministic: 5,
    turboVbi: 6,
    hmc: 7,
  },
  DataPanel,
} satisfies BenchViews;
