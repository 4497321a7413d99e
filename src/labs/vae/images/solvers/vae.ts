import type { Learner } from '../learner.ts';
import { prepareLearner } from '../learner.ts';
import { networkParams } from '../model.ts';
import { type Autoencoding, method } from '../problem.ts';

/**
 * The variational autoencoder: encoder and decoder are trained together by samples of the code.
 *
 * Source   Kingma & Welling 2013, arXiv 1312.6114: algorithm 1 with estimator B, one sample an image.
 * Solves   min over both networks of the mean over images of  −E_q log p(x | z) + KL( q(z | x) ‖ N(0, I) ).
 * Cost     3 passes through the networks a step for B images; numbers on the held-out images every 20 steps.
 * Rate     that of Adam; digits of 64 pixels settle within some 1,500 steps.
 * Needs    pixels in [0, 1]; log σ² is kept in [−10, 10].
 * Fails    by collapse: axes whose information does not pay for its rate end at the prior. Not a failure of the optimiser.
 * Departs  the KL is in closed form, and gradients are written out by hand; batches are drawn with replacement.
 */
export const vae = method({
  label: 'VAE',
  source: 'Kingma & Welling 2013, arXiv 1312.6114',
  precision: 'float32',
  backends: ['wasm', 'cpu'],
  params: networkParams,
  solve: (problem, values, run) => iterate(prepareLearner(problem, values, {}, run)),
});

async function* iterate(open: () => Learner): AsyncGenerator<Autoencoding | undefined, void> {
  const learner = open();
  try {
    for (let step = 1; ; step++) {
      // x: a batch; ε ~ N(0, I); z = μ + σ ε; descend −log p(x | z) + KL
      learner.descend({ weight: 1 });
      yield* learner.lookSlowly(step);
      yield learner.iterate(1);
    }
  } finally {
    learner.dispose();
  }
}
