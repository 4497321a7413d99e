import { integer, number, type Values } from '../../../../params/descriptor.ts';
import { type Learner, prepareLearner } from '../learner.ts';
import { networkParams } from '../model.ts';
import { type Autoencoding, method } from '../problem.ts';

const params = {
  beta: number({ label: 'Weight of the KL', symbol: 'β', min: 0.05, max: 30, default: 4, scale: 'log' }),
  warmUp: integer({
    label: 'Warm-up',
    symbol: 'T',
    help: 'steps over which the weight rises from 0',
    min: 0,
    max: 1500,
    default: 0,
  }),
  freeBits: number({
    label: 'Free nats',
    symbol: 'λ',
    help: 'rate an axis may use for nothing',
    min: 0,
    max: 2,
    default: 0,
  }),
  ...networkParams,
};

/**
 * The VAE with a weight on the rate: β above 1 buys less information, below 1 more.
 *
 * Source   Higgins et al. 2017 (ICLR); warm-up of the weight: Bowman et al. 2016, Sønderby et al. 2016; free bits: Kingma
 *          et al. 2016, arXiv 1606.04934, section C.8.
 * Solves   min of D + β_t Σ_l max(R_l, λ), R_l the mean rate of axis l over the batch, β_t = β min(1, t/T).
 * Cost     as the VAE.
 * Rate     as the VAE; after warm-up the weight jumps no more.
 * Needs    β > 0.
 * Fails    by collapse of all axes where β is large: on the digits from β = 4 on.
 * Departs  λ bounds the mean over the batch and not over a data set; λ is in nats.
 */
export const betaVae = method({
  label: 'β-VAE',
  source: 'Higgins et al. 2017, ICLR',
  precision: 'float32',
  backends: ['wasm', 'cpu'],
  params,
  solve: (problem, given, run) => iterate(prepareLearner(problem, given, {}, run), given),
});

async function* iterate(
  open: () => Learner,
  given: Values<typeof params>,
): AsyncGenerator<Autoencoding | undefined, void> {
  const learner = open();
  try {
    for (let step = 1; ; step++) {
      const { beta, warmUp, freeBits: freeNats } = given;
      // β_t = β min(1, t/T)
      const weight = warmUp === 0 ? beta : beta * Math.min(1, step / warmUp);
      learner.descend({ weight, freeNats });
      yield* learner.lookSlowly(step);
      yield learner.iterate(weight);
    }
  } finally {
    learner.dispose();
  }
}
