import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { DataPanel } from './views/data-panel.tsx';
import { Loads } from './views/loads.tsx';
import { Plan } from './views/plan.tsx';
import { Points } from './views/points.tsx';
import { Prices } from './views/prices.tsx';
import { Switches } from './views/switches.tsx';

type Facts = Readonly<Record<string, unknown>>;

const partial = ['semanticPartial', 'progressivePartial'];
const entropic = [...partial, 'uniformSinkhorn'];
const priced = ['uniformSinkhorn', 'lossFreeBalancing', 'exact'];
const routes = ['lossFreeBalancing'];
const knowsTruth = (facts: Facts) => facts.truth === true;

export default {
  views: [
    { id: 'loads', title: 'Loads', snapshots: ['loads'], Component: Loads, width: 'wide' },
    {
      id: 'points',
      title: 'Pseudo-labels',
      snapshots: ['points'],
      Component: Points,
      width: 'wide',
      applies: (facts) => facts.kind === 'clusters',
    },
    {
      id: 'prices',
      title: 'Prices',
      snapshots: ['prices'],
      Component: Prices,
      applies: (_, method) => priced.includes(method),
    },
    {
      id: 'switches',
      title: 'Switches',
      snapshots: ['switches'],
      Component: Switches,
      applies: (_, method) => routes.includes(method),
    },
    { id: 'plan', title: 'Plan', snapshots: ['plan'], Component: Plan, width: 'wide' },
  ],
  charts: [
    { metric: 'accuracy', form: 'line', height: 200, applies: knowsTruth },
    { metric: 'topAccuracy', form: 'line', height: 200, applies: knowsTruth },
    { metric: 'maxVio', form: 'line', height: 220 },
    { metric: 'dualityGap', form: 'line', height: 200, methods: priced },
    { metric: 'objective', form: 'line', height: 180, methods: entropic },
    { metric: 'decrease', form: 'line', height: 150, methods: ['semanticPartial'] },
    { metric: 'mass', form: 'line', height: 130, methods: partial },
    { metric: 'score', form: 'line', height: 150 },
    { metric: 'residual', form: 'line', height: 150, methods: entropic },
    { metric: 'recentMaxVio', form: 'line', height: 150, methods: routes },
    { metric: 'switches', form: 'line', height: 150, methods: routes },
    { metric: 'regret', form: 'line', height: 180, methods: routes },
  ],
  notes,
  colours: { semanticPartial: 1, uniformSinkhorn: 2, progressivePartial: 3, exact: 4, lossFreeBalancing: 5 },
  DataPanel,
} satisfies BenchViews;
