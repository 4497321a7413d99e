import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { Neurons } from './views/neurons.tsx';
import { Quality } from './views/quality.tsx';
import { UnitBalls } from './views/unit-balls.tsx';
import { Weights } from './views/weights.tsx';

export default {
  views: [
    { id: 'neurons', title: 'Neurons', snapshots: ['neurons'], Component: Neurons, width: 'wide' },
    { id: 'weights', title: 'Weights', snapshots: ['weights'], Component: Weights },
    { id: 'balls', title: 'Unit balls', snapshots: ['neurons'], Component: UnitBalls },
    { id: 'quality', title: 'Accuracy and sparsity', snapshots: ['quality'], Component: Quality, width: 'wide' },
  ],
  charts: [
    { metric: 'accuracy', form: 'line', height: 220 },
    { metric: 'keptAccuracy', form: 'line', height: 160, methods: ['groupEnvelope', 'groupLasso', 'magnitude'] },
    { metric: 'activeNeurons', form: 'line', height: 150, methods: ['groupEnvelope', 'groupLasso', 'magnitude'] },
    { metric: 'softness', form: 'line', height: 130, methods: ['progressiveGradientFlow'] },
    { metric: 'flips', form: 'line', height: 130, methods: ['progressiveGradientFlow'] },
    { metric: 'gradientNoise', form: 'line', height: 130, methods: ['progressiveGradientFlow'] },
  ],
  notes,
  stepName: ['epoch', 'epochs'],
  colours: { groupEnvelope: 1, groupLasso: 2, magnitude: 3, progressiveGradientFlow: 4, dense: 5 },
} satisfies BenchViews;
