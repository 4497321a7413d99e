/** Every bench, by its id, loaded when it is opened. */
export const benches = {
  'information/coupling': () => import('./information/coupling/bench.ts'),
  'transport/couplings': () => import('./transport/couplings/bench.ts'),
} as const;

export type BenchId = keyof typeof benches;

/** The table of a bench: what papers may name of it, checked by the compiler. */
export type BenchOf<Id extends BenchId> = Awaited<ReturnType<(typeof benches)[Id]>>['default'];
