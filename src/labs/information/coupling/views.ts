import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { DataPanel } from './views/data-panel.tsx';
import { Joint } from './views/joint.tsx';
import { Masses } from './views/masses.tsx';
import { RateCurves } from './views/rate-curve.tsx';

const isOne = (facts: Readonly<Record<string, unknown>>) => facts.trials === 1;
const hasCurve = (facts: Readonly<Record<string, unknown>>) => isOne(facts) && facts.curve !== null;

const encoders = ['entropyBoundedBottleneck', 'huffmanBottleneck', 'uniformQuantiser'];

export default {
  views: [
    { id: 'joint', title: 'Joint law', snapshots: ['joint'], Component: Joint },
    { id: 'rate', title: 'Kept at each rate', snapshots: ['rate'], Component: RateCurves, applies: hasCurve },
    { id: 'masses', title: 'Masses placed', snapshots: ['masses'], Component: Masses, applies: isOne },
  ],
  charts: [
    { metric: 'informationXY', form: 'line', height: 292 },
    { metric: 'excess', form: 'line', height: 170, reference: { fact: 'greedyBound', label: 'log₂(e)/e' } },
    { metric: 'jointEntropy', form: 'line', height: 150 },
    { metric: 'informationXT', form: 'line', height: 150, methods: encoders },
    { metric: 'slack', form: 'line', height: 150, methods: encoders },
    { metric: 'rateLeft', form: 'line', height: 130, methods: encoders },
    { metric: 'accuracy', form: 'line', height: 150 },
    { metric: 'left', form: 'line', height: 130 },
    { metric: 'cells', form: 'line', height: 130 },
  ],
  notes,
  colours: {
    entropyBoundedBottleneck: 1,
    huffmanBottleneck: 2,
    greedyCoupling: 3,
    uniformQuantiser: 4,
    independentCoupling: 5,
  },
  DataPanel,
} satisfies BenchViews;
