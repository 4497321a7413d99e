import type { BenchViews } from '../ui/bench-views.ts';

/** Every bench's views, loaded when its bench is opened. */
export const views: Readonly<Record<string, () => Promise<{ readonly default: BenchViews }>>> = {
  'information/plane': () => import('./information/plane/views.ts'),
  'information/bound': () => import('./information/bound/views.ts'),
  'information/noisy-labels': () => import('./information/noisy-labels/views.ts'),
  'information/representations': () => import('./information/representations/views.ts'),
  'information/generalisation': () => import('./information/generalisation/views.ts'),
  'information/features': () => import('./information/features/views.ts'),
  'information/layer-bounds': () => import('./information/layer-bounds/views.ts'),
  'information/bottleneck': () => import('./information/bottleneck/views.ts'),
  'information/flow': () => import('./information/flow/views.ts'),
  'information/coupling': () => import('./information/coupling/views.ts'),
  'information/dimensions': () => import('./information/dimensions/views.ts'),
  'information/estimators': () => import('./information/estimators/views.ts'),
  'transport/couplings': () => import('./transport/couplings/views.ts'),
};
