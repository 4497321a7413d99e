import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { Cells } from './views/cells.tsx';
import { Classes } from './views/classes.tsx';
import { Forgetting } from './views/forgetting.tsx';
import { Usage } from './views/usage.tsx';

const hasKeys = (_: unknown, method: string) => method === 'keyValueBottleneck';

export default {
  views: [
    { id: 'classes', title: 'Classes', snapshots: ['classes'], Component: Classes, width: 'wide' },
    { id: 'forgetting', title: 'First classes', snapshots: ['classes'], Component: Forgetting, width: 'wide' },
    { id: 'cells', title: 'Cells', snapshots: ['cells'], Component: Cells, applies: hasKeys },
    { id: 'usage', title: 'Keys in use', snapshots: ['usage'], Component: Usage, applies: hasKeys },
  ],
  charts: [
    { metric: 'accuracy', form: 'line', height: 240 },
    { metric: 'accuracySeen', form: 'line', height: 180 },
    { metric: 'forgetting', form: 'line', height: 180 },
    { metric: 'keysInUse', form: 'line', height: 130, methods: ['keyValueBottleneck'] },
  ],
  notes,
  stepName: ['epoch', 'epochs'],
  colours: { keyValueBottleneck: 1, linearSoftmax: 2, mlp: 3 },
} satisfies BenchViews;
