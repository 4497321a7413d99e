import { integer, number, type Values } from '../../../../params/descriptor.ts';
import { type Learner, prepareLearner } from '../learner.ts';
import { networkParams } from '../model.ts';
import { type Autoencoding, method } from '../problem.ts';

const params = {
  beta: number({ label: 'Weight of the KL', symbol: 'β', min: 0.5, max: 16, default: 8, scale: 'log' }),
  every: integer({
    label: 'Steps between estimates',
    symbol: 'U',
    help: 'of the prior’s variances',
    min: 10,
    max: 300,
    default: 50,
  }),
  subset: integer({
    label: 'Codes in an estimate',
    symbol: 'T',
    min: 64,
    max: 1024,
    default: 512,
    scale: 'log',
  }),
  explained: number({
    label: 'Share to explain',
    help: 'axes are relevant until they explain so much',
    unit: '%',
    min: 90,
    max: 99.9,
    default: 95,
  }),
  ...networkParams,
};

/**
 * The VAE with a prior variance for each axis, estimated from the codes: automatic relevance determination.
 *
 * Source   Saha, Joshi & Whitaker 2025, arXiv 2501.10901, and its code.
 * Solves   min of D + β Σ_l ½ (log v_l − log σ_l² + (σ_l² + μ_l²)/v_l − 1), with v_l = b_l/a of the Gamma posterior,
 *          a = T/2, b_l = ½ Σ z_l², from T fresh codes every U steps and constant between.
 * Cost     as the VAE; an estimate is one pass of the encoder over T images.
 * Rate     as the VAE.
 * Needs    β large enough that an axis has to pay for itself; v_l ≥ 1e-8.
 * Fails    to find few axes at β = 1: the manifold of images is curved, and more axes than factors carry some of it.
 * Departs  the predictive prior is N(0, v_l), the limit of Student's t for T in the hundreds, as in the paper; the printed
 *          KL is a KL (log v_l, where the released code shows v_l).
 */
export const ardVae = method({
  label: 'ARD-VAE',
  source: 'Saha, Joshi & Whitaker 2025, arXiv 2501.10901',
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
      const { beta, every, subset, explained } = given;
      // 1. Every U steps: v_l ← mean z_l² of T codes.
      if ((step - 1) % every === 0) learner.estimatePrior(subset);
      // 2. Gradient steps with v fixed.
      learner.descend({ weight: beta });
      // 3. Relevance w_l = v_l Σ_d (mean |J_dl|)², now and then.
      yield* learner.lookSlowly(step, explained);
      yield learner.iterate(beta);
    }
  } finally {
    learner.dispose();
  }
}
