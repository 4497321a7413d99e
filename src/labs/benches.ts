/** Every bench, by its id, loaded when it is opened. */
export const benches = {
  'bnn/gating': () => import('./bnn/gating/bench.ts'),
  'bnn/structured': () => import('./bnn/structured/bench.ts'),
  'bnn/recommendation': () => import('./bnn/recommendation/bench.ts'),
  'bnn/few-shot': () => import('./bnn/few-shot/bench.ts'),
  'bnn/continual': () => import('./bnn/continual/bench.ts'),
  'bnn/posterior': () => import('./bnn/posterior/bench.ts'),
  'bnn/sparse-recovery': () => import('./bnn/sparse-recovery/bench.ts'),
  'vae/fractional-bridge': () => import('./vae/fractional-bridge/bench.ts'),
  'vae/fractional-noise': () => import('./vae/fractional-noise/bench.ts'),
  'vae/programs': () => import('./vae/programs/bench.ts'),
  'vae/denoising': () => import('./vae/denoising/bench.ts'),
  'vae/codebook-features': () => import('./vae/codebook-features/bench.ts'),
  'vae/energy': () => import('./vae/energy/bench.ts'),
  'vae/quantisers': () => import('./vae/quantisers/bench.ts'),
  'vae/key-values': () => import('./vae/key-values/bench.ts'),
  'vae/sequences': () => import('./vae/sequences/bench.ts'),
  'vae/sparse-autoencoders': () => import('./vae/sparse-autoencoders/bench.ts'),
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
  'transport/assignments': () => import('./transport/assignments/bench.ts'),
  'transport/couplings': () => import('./transport/couplings/bench.ts'),
  'transport/bridges': () => import('./transport/bridges/bench.ts'),
  'transport/data-selection': () => import('./transport/data-selection/bench.ts'),
  'vae/images': () => import('./vae/images/bench.ts'),
  'vae/linear': () => import('./vae/linear/bench.ts'),
  'vae/mixtures': () => import('./vae/mixtures/bench.ts'),
} as const;

export type BenchId = keyof typeof benches;

/** The table of a bench: what papers may name of it, checked by the compiler. */
export type BenchOf<Id extends BenchId> = Awaited<ReturnType<(typeof benches)[Id]>>['default'];
