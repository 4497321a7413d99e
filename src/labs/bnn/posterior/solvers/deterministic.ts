import type { RunContext } from '../../../../engine/bench.ts';
import type { Values } from '../../../../params/descriptor.ts';
import { liveValues } from '../../../../params/live-values.ts';
import { decayParam, POINT, perceptronOf, trainingParams } from '../dense-params.ts';
import { openDense } from '../dense-training.ts';
import type { Posterior } from '../posterior.ts';
import { method, type PosteriorProblem } from '../problem.ts';

const params = { ...trainingParams, decay: decayParam };

/**
 * The plain network: one number a weight, trained by Adam. What a Bayesian network must beat in calibration.
 *
 * Source   Kingma & Ba 2015, arXiv 1412.6980, for the optimiser; the initialisation is that of He et al. 2015.
 * Solves   min over w of the mean of −log p(y | x, w) + λ/2 |w|².
 * Cost     3 products a weight and row and step: forward, and backward in weights and rows.
 * Rate     that of Adam with a learning rate that falls to 0 along a cosine.
 * Needs    nothing beyond the data.
 * Fails    to know what it does not know: its softmax is sure far from all data. Not a failure of the optimiser.
 * Departs  weight decay is part of the gradient, as in the source, not of the step.
 */
export const deterministic = method({
  label: 'Point weights',
  source: 'Kingma & Ba 2015, arXiv 1412.6980',
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
  const { updates } = values;
  const given = liveValues(values, ['rate', 'decay'], { ...POINT, updates });
  const training = openDense(problem, perceptronOf(problem, 'point'), given, run);
  try {
    for (let step = 1; step <= updates; step++) {
      // a batch; descend −log p(y | x, w) + λ/2 |w|² in (w, b)
      training.descend();
      const posterior = training.posterior();
      if (step === updates) await posterior.settle?.();
      yield posterior;
    }
  } finally {
    training.dispose();
  }
}
