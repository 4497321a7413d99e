/** For every kind of reference entry, our own computation of what it expects. */
export type ReferenceComputation = (inputs: never) => unknown;

/** Computations by kind, lab after lab. */
export async function loadReferences(): Promise<Readonly<Record<string, ReferenceComputation>>> {
  const modules = await Promise.all([
    import('./transport/couplings/reference.ts'),
    import('./information/estimators/reference.ts'),
    import('./information/coupling/reference.ts'),
    import('./information/bottleneck/reference.ts'),
    import('./information/layer-bounds/reference.ts'),
    import('./information/representations/reference.ts'),
    import('./information/plane/reference.ts'),
  ]);
  return Object.assign({}, ...modules.map((module) => module.reference));
}
