import type { RunContext } from '../../../../engine/bench.ts';
import type { Values } from '../../../../params/descriptor.ts';
import { liveValues } from '../../../../params/live-values.ts';
import { perceptronOf, trainingParams, variationalParams } from '../dense-params.ts';
import { openDense } from '../dense-training.ts';
import type { Posterior } from '../posterior.ts';
import { method, type PosteriorProblem } from '../problem.ts';

const params = { ...trainingParams, ...variationalParams };

/**
 * Dense variational inference: every weight has a mean and a standard deviation. The estimators have one expectation and
 * differ in the variance of their gradient: one matrix for the batch, a sign pattern a row, or the row's own noise in the
 * pre-activations.
 *
 * Source   Blundell et al. 2015, arXiv 1505.05424 (one matrix); Kingma, Salimans & Welling 2015, arXiv 1506.02557 (local
 *          reparameterisation); Wen et al. 2018, arXiv 1803.04386 (Flipout).
 * Solves   min over q = Π N(μ, σ²) of the mean of −E_q log p(y | x, w) + β/N Σ KL( q ‖ N(0, p²) ).
 * Cost     6 products a weight and row and step (3 with one matrix), and σ and its slope of every weight.
 * Rate     that of Adam, the slower the noisier the gradient.
 * Needs    σ₀, p > 0; weights that are nearly independent a posteriori.
 * Fails    between clusters of data, where independent weights cannot be unsure: the known defect of the mean field.
 * Departs  the KL term is in closed form also with one matrix a batch; biases are plain parameters; ρ counts as at least −15.
 */
export const meanFieldVi = method({
  label: 'Mean-field VI',
  source: 'Blundell et al. 2015, arXiv 1505.05424; Kingma, Salimans & Welling 2015, arXiv 1506.02557',
  precision: 'float32',
  backends: ['wasm', 'cpu'],
  params,
  solve: (problem, values, run) => iterate(problem, values, run),
});

async function* iterate(
  problem: PosteriorProblem,
  values: Values<typeof params>,
  run: RunContext,
): AsyncGenerator<Posterior, void> {
  const { updates, sigma0 } = values;
  const given = liveValues(values, ['rate', 'beta', 'priorSd'], { updates, sigma0, decay: 0 });
  const training = openDense(problem, perceptronOf(problem, values.estimator), given, run);
  try {
    for (let step = 1; step <= updates; step++) {
      // a batch and noise; descend −log p(y | x, w) + β_t/N · KL( q ‖ p ) in (μ, ρ, b)
      training.descend();
      const posterior = training.posterior();
      if (step === updates) await posterior.settle?.();
      yield posterior;
    }
  } finally {
    training.dispose();
  }
}
