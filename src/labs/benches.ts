/** Every bench, by its id, loaded when it is opened. */
export const benches = {
  'information/bound': () => import('./information/bound/bench.ts'),
  'information/noisy-labels': () => import('./information/noisy-labels/bench.ts'),
  'information/representations': () => import('./information/representations/bench.ts'),
  'information/generalisation': () => import('./information/generalisation/bench.ts'),
  'information/features': () => import('./information/features/bench.ts'),
  'information/layer-bounds': () => import('./information/layer-bounds/bench.ts'),
  'information/bottleneck': () => import('./information/bottleneck/bench.ts'),
  'information/flow': () => import('./information/flow/bench.ts'),
  'information/coupling': () => import('./information/coupling/bench.ts'),
  'information/dimensions': () => import('./information/dimensions/bench.ts'),
  'information/estimators': () => import('./information/estimators/bench.ts'),
  'information/plane': () => import('./information/plane/bench.ts'),
  'transport/couplings': () => import('./transport/couplings/bench.ts'),
} as const;

export type BenchId = keyof typeof benches;

/** The table of a bench: what papers may name of it, checked by the compiler. */
export type BenchOf<Id extends BenchId> = Awaited<ReturnType<(typeof benches)[Id]>>['default'];
