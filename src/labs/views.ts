import type { BenchViews } from '../ui/bench-views.ts';

/** Every bench's views, loaded when its bench is opened. */
export const views: Readonly<Record<string, () => Promise<{ readonly default: BenchViews }>>> = {
  'information/coupling': () => import('./information/coupling/views.ts'),
  'transport/couplings': () => import('./transport/couplings/views.ts'),
};
