import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { DataPanel } from './views/data-panel.tsx';
import { Displacement } from './views/displacement.tsx';
import { Edges } from './views/edges.tsx';
import { Loom } from './views/loom.tsx';
import { Plan } from './views/plan.tsx';
import { Potentials } from './views/potentials.tsx';
import { Support } from './views/support.tsx';

const isImage = (facts: Readonly<Record<string, unknown>>) => facts.shape === 'image';
const isPlane = (facts: Readonly<Record<string, unknown>>) => facts.shape === 'points';
/** Beyond what can be held the plan is not counted. */
const isCounted = (facts: Readonly<Record<string, unknown>>) => facts.held === true;
const QUADRATIC = ['quadratic', 'sparsityConstrained'];

export default {
  views: [
    { id: 'plan', title: 'Plan', snapshots: ['plan'], Component: Plan },
    {
      id: 'loom',
      title: 'Mass moving',
      snapshots: ['threads'],
      Component: Loom,
      width: 'narrow',
      applies: (facts) => !isImage(facts) && !isPlane(facts),
    },
    { id: 'edges', title: 'Source and target', snapshots: ['edges'], Component: Edges, applies: isPlane },
    { id: 'displacement', title: 'On the way', snapshots: ['edges'], Component: Displacement, applies: isImage },
    { id: 'support', title: 'Support', snapshots: ['support'], Component: Support, width: 'wide', applies: isCounted },
    { id: 'potentials', title: 'Potentials', snapshots: ['potentials'], Component: Potentials, width: 'wide' },
  ],
  charts: [
    { metric: 'marginalError', form: 'line', height: 292 },
    { metric: 'rowError', form: 'line', height: 200, methods: QUADRATIC },
    { metric: 'mostNonZeros', form: 'line', height: 150, methods: QUADRATIC },
    { metric: 'nonZeros', form: 'line', height: 150, methods: QUADRATIC },
    { metric: 'transportCost', form: 'line', height: 170 },
    { metric: 'dualObjective', form: 'line', height: 150 },
    { metric: 'dualityGap', form: 'line', height: 170 },
    { metric: 'gapToExact', form: 'line', height: 150 },
    { metric: 'cgSteps', form: 'bars', height: 130, methods: ['sinkhornNewtonSparse'] },
    { metric: 'massDropped', form: 'line', height: 150, methods: ['sinkhornNewtonSparse'] },
    { metric: 'mass', form: 'line', height: 130, methods: ['sinkhornUnbalanced'] },
  ],
  notes,
  colours: {
    sinkhornNewtonSparse: 1,
    sinkhorn: 2,
    sinkhornGpu: 3,
    exact: 4,
    sinkhornKernel: 5,
    sinkhornUnbalanced: 6,
    quadratic: 7,
    sparsityConstrained: 8,
  },
  DataPanel,
} satisfies BenchViews;
