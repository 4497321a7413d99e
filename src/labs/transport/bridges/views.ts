import type { BenchViews } from '../../../ui/bench-views.ts';
import { CloudsPanel } from '../../../ui/clouds-panel.tsx';
import { notes } from './notes.ts';
import { Bridge } from './views/bridge.tsx';
import { Cloud } from './views/cloud.tsx';
import { Means } from './views/means.tsx';

const isKnown = (facts: Readonly<Record<string, unknown>>) => facts.known === true;

export default {
  views: [
    { id: 'bridge', title: 'Paths and drift', snapshots: ['paths', 'field'], Component: Bridge, width: 'wide' },
    { id: 'cloud', title: 'What the bridge makes', snapshots: ['cloud'], Component: Cloud },
    { id: 'means', title: 'Where mass goes', snapshots: ['means'], Component: Means },
  ],
  charts: [
    { metric: 'cbwUvp', form: 'line', height: 240, applies: isKnown },
    { metric: 'energyDistance', form: 'line', height: 200 },
    { metric: 'loss', form: 'line', height: 180, methods: ['lightBridge', 'gaussianBridge'] },
    { metric: 'klGap', form: 'line', height: 170, methods: ['lightBridge', 'gaussianBridge'], applies: isKnown },
    { metric: 'marginalError', form: 'line', height: 170, methods: ['sinkhorn'] },
    { metric: 'meanError', form: 'line', height: 150 },
    { metric: 'covarianceError', form: 'line', height: 150 },
  ],
  notes,
  colours: { lightBridge: 1, sinkhorn: 2, gaussianBridge: 4, independent: 3 },
  DataPanel: CloudsPanel,
} satisfies BenchViews;
