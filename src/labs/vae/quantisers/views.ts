import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { Codewords } from './views/codewords.tsx';
import { RateDistortion } from './views/rate-distortion.tsx';
import { Reconstructions } from './views/reconstructions.tsx';
import { Residuals } from './views/residuals.tsx';
import { Usage } from './views/usage.tsx';

const learned = (_: unknown, method: string) => method !== 'scalarQuantiser';

export default {
  views: [
    { id: 'plane', title: 'Rate and distortion', snapshots: ['plane'], Component: RateDistortion, width: 'wide' },
    { id: 'strip', title: 'Images', snapshots: ['strip'], Component: Reconstructions, width: 'wide' },
    {
      id: 'codewords',
      title: 'Codewords',
      snapshots: ['codewords'],
      Component: Codewords,
      applies: learned,
      width: 'wide',
    },
    { id: 'usage', title: 'Usage', snapshots: ['codewords'], Component: Usage, applies: learned },
    { id: 'residuals', title: 'Residuals', snapshots: ['plane'], Component: Residuals },
  ],
  charts: [
    { metric: 'distortion', form: 'line', height: 220 },
    { metric: 'trainDistortion', form: 'line', height: 180 },
    { metric: 'rate', form: 'line', height: 160 },
    { metric: 'slack', form: 'line', height: 140, methods: ['productCodebooks', 'jointCodebook', 'cascade'] },
    { metric: 'perplexity', form: 'line', height: 140 },
  ],
  notes,
  colours: { productCodebooks: 1, jointCodebook: 2, cascade: 3, scalarQuantiser: 4 },
} satisfies BenchViews;
