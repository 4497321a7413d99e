import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { Calibration } from './views/calibration.tsx';
import { LatentPlane } from './views/latent-plane.tsx';
import { RateRelevance } from './views/rate-relevance.tsx';
import { Fit, Robustness } from './views/regression.tsx';

const isRegression = (facts: Readonly<Record<string, unknown>>) => facts.kind === 'regression';
const isClasses = (facts: Readonly<Record<string, unknown>>) => facts.kind === 'classes';

export default {
  views: [
    { id: 'rate', title: 'Compression and prediction', snapshots: ['curve'], Component: RateRelevance },
    { id: 'codes', title: 'The code', snapshots: ['codes'], Component: LatentPlane },
    { id: 'calibration', title: 'Calibration', snapshots: ['calibration'], Component: Calibration, applies: isClasses },
    { id: 'fit', title: 'Fit', snapshots: ['fit'], Component: Fit, applies: isRegression },
    {
      id: 'robustness',
      title: 'Under attack',
      snapshots: ['robustness'],
      Component: Robustness,
      applies: isRegression,
    },
  ],
  charts: [
    { metric: 'testLoss', form: 'line', height: 292 },
    { metric: 'trainLoss', form: 'line', height: 170 },
    { metric: 'rate', form: 'line', height: 170, methods: ['vib', 'deterministicVib'] },
    { metric: 'predictionInformation', form: 'line', height: 150 },
    { metric: 'qmi', form: 'line', height: 150 },
    { metric: 'accuracy', form: 'line', height: 150 },
    { metric: 'rmse', form: 'line', height: 170 },
    { metric: 'rmseAttack', form: 'line', height: 150 },
    { metric: 'offset', form: 'line', height: 130 },
    { metric: 'divergence', form: 'line', height: 130 },
  ],
  notes,
  stepName: ['epoch', 'epochs'],
  colours: { vib: 1, crossEntropy: 2, cauchySchwarzIb: 3, mse: 4, deterministicVib: 5 },
} satisfies BenchViews;
