import { number, toggle } from '../../../../params/descriptor.ts';
import { type Learner, prepareLearner } from '../learner.ts';
import { networkParams } from '../model.ts';
import { type Autoencoding, method } from '../problem.ts';

const params = {
  beta: number({ label: 'Weight of the KL', symbol: 'β', min: 0.05, max: 30, default: 3, scale: 'log' }),
  learnedPrior: toggle({
    label: 'Learn the prior',
    help: 'p(z | a) from a small network, in place of N(0, I)',
    default: false,
  }),
  conditionEncoder: toggle({ label: 'Tell the encoder too', help: 'q(z | x, a) in place of q(z | x)', default: true }),
  ...networkParams,
};

/**
 * The conditional VAE: attributes or classes a are told to the decoder, so that the code need not carry them.
 *
 * Source   Debbagh 2023, arXiv 2305.00980; the framework of Sohn, Lee & Yan 2015 (NeurIPS).
 * Solves   min of −E_q log p(x | z, a) + β KL( q(z | x, a) ‖ p(z | a) ), p(z | a) = N(0, I) or learned.
 * Cost     as the VAE; a learned prior adds a network of 32 units.
 * Rate     as the VAE.
 * Needs    labelled images with two classes, or attributes.
 * Fails    by codes that carry the attributes themselves: where β is small, or the prior is learned, an edit is then
 *          overruled by the code. The leakage metric shows it.
 * Departs  small networks and drawn faces in place of CelebA and CUB; no official code is known.
 */
export const conditionalVae = method({
  label: 'Conditional VAE',
  source: 'Debbagh 2023, arXiv 2305.00980; Sohn et al. 2015',
  precision: 'float32',
  backends: ['wasm', 'cpu'],
  params,
  solve: (problem, given, run) => {
    const { learnedPrior, conditionEncoder } = given;
    return iterate(
      prepareLearner(problem, given, { learnedPrior, conditionEncoder, conditionDecoder: true }, run),
      given,
    );
  },
});

async function* iterate(
  open: () => Learner,
  given: { readonly beta: number },
): AsyncGenerator<Autoencoding | undefined, void> {
  const learner = open();
  try {
    for (let step = 1; ; step++) {
      const { beta } = given;
      // (x, a): a batch; z ~ q(z | x, a); descend −log p(x | z, a) + β KL( q(z | x, a) ‖ p(z | a) )
      learner.descend({ weight: beta });
      yield* learner.lookSlowly(step);
      yield learner.iterate(beta);
    }
  } finally {
    learner.dispose();
  }
}
