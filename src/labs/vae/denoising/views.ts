import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { Columns } from './views/columns.tsx';
import { NoiseMap } from './views/noise-map.tsx';
import { Strip } from './views/strip.tsx';

export default {
  views: [
    { id: 'strip', title: 'Images', snapshots: ['strip'], Component: Strip, width: 'wide' },
    { id: 'noise', title: 'Noise map', snapshots: ['map'], Component: NoiseMap },
    { id: 'columns', title: 'Noise by column', snapshots: ['map'], Component: Columns },
  ],
  charts: [
    { metric: 'psnr', form: 'line', height: 260, reference: { fact: 'psnrNoisy', label: 'as they come' } },
    { metric: 'noiseRatio', form: 'line', height: 170 },
    { metric: 'noiseLeft', form: 'line', height: 150 },
    { metric: 'noiseRight', form: 'line', height: 150 },
  ],
  notes,
  colours: { scoreDvi: 1, wiener: 2, oracle: 3 },
} satisfies BenchViews;
