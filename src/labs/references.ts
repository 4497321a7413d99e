/** For every kind of reference entry, our own computation of what it expects. */
export type ReferenceComputation = (inputs: never, assets: Readonly<Record<string, Uint8Array>>) => unknown;

/** Stored files that entries may name. */
export const REFERENCE_ASSETS: readonly string[] = ['digits8.bin'];

/** Computations by kind, lab after lab. */
export async function loadReferences(): Promise<Readonly<Record<string, ReferenceComputation>>> {
  const modules = await Promise.all([
    import('./bnn/gating/reference.ts'),
    import('./bnn/structured/reference.ts'),
    import('./bnn/recommendation/reference.ts'),
    import('./bnn/posterior/reference.ts'),
    import('./bnn/few-shot/reference.ts'),
    import('./bnn/continual/reference.ts'),
    import('./bnn/sparse-recovery/reference.ts'),
    import('./vae/sequences/reference.ts'),
    import('./vae/sparse-autoencoders/reference.ts'),
    import('./vae/fractional-bridge/reference.ts'),
    import('./vae/fractional-noise/reference.ts'),
    import('./vae/programs/reference.ts'),
    import('./transport/assignments/reference.ts'),
    import('./transport/couplings/reference.ts'),
    import('./transport/bridges/reference.ts'),
    import('./transport/maps/reference.ts'),
    import('./transport/covariances/reference.ts'),
    import('./transport/dependency/reference.ts'),
    import('./transport/data-selection/reference.ts'),
    import('./transport/sliced/reference.ts'),
    import('./information/estimators/reference.ts'),
    import('./information/coupling/reference.ts'),
    import('./information/bottleneck/reference.ts'),
    import('./information/layer-bounds/reference.ts'),
    import('./information/representations/reference.ts'),
    import('./information/plane/reference.ts'),
    import('./vae/linear/reference.ts'),
    import('./vae/images/data-reference.ts'),
    import('./vae/images/reference.ts'),
    import('./vae/energy/reference.ts'),
    import('./vae/key-values/reference.ts'),
    import('./vae/denoising/reference.ts'),
  ]);
  return Object.assign({}, ...modules.map((module) => module.reference));
}
