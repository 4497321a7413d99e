import { type Learner, prepareLearner } from '../learner.ts';
import { networkParams } from '../model.ts';
import { type Autoencoding, method } from '../problem.ts';

/**
 * A plain autoencoder: no noise, no prior, no bound. What the others are measured against.
 *
 * Source   baseline: σ = 0 and β = 0.
 * Solves   min of −log p(x | z = μ(x)).
 * Cost     as the VAE.
 * Rate     as the VAE.
 * Needs    nothing more.
 * Fails    as a model of images: between its codes nothing was trained, and its samples (of N(0, I)) show it.
 * Departs  nothing.
 */
export const autoencoder = method({
  label: 'Autoencoder',
  source: 'Baseline',
  precision: 'float32',
  backends: ['wasm', 'cpu'],
  params: networkParams,
  solve: (problem, values, run) => iterate(prepareLearner(problem, values, { deterministic: true }, run)),
});

async function* iterate(open: () => Learner): AsyncGenerator<Autoencoding | undefined, void> {
  const learner = open();
  try {
    for (let step = 1; ; step++) {
      learner.descend({ weight: 0 });
      yield* learner.lookSlowly(step);
      yield learner.iterate(0);
    }
  } finally {
    learner.dispose();
  }
}
