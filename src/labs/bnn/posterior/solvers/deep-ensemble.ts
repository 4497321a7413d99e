import type { RunContext } from '../../../../engine/bench.ts';
import { integer, type Values } from '../../../../params/descriptor.ts';
import { liveValues } from '../../../../params/live-values.ts';
import { decayParam, POINT, perceptronOf, trainingParams } from '../dense-params.ts';
import { mixtureOf } from '../dense-posterior.ts';
import { openDense } from '../dense-training.ts';
import type { Posterior } from '../posterior.ts';
import { method, type PosteriorProblem, weightsOf } from '../problem.ts';

/** Multiply-adds of one pass of one network beyond which a step of all is too long to be one piece. */
const LONG = 1e6;

const params = {
  ...trainingParams,
  members: integer({ label: 'Networks', symbol: 'M', min: 1, max: 10, default: 5 }),
  decay: decayParam,
};

/**
 * Several plain networks from different first weights, with batches in orders of their own; their predictions are averaged.
 *
 * Source   Lakshminarayanan, Pritzel & Blundell 2017, arXiv 1612.01474: algorithm 1.
 * Solves   M times the problem of point weights; predicts with the mean of the M softmaxes.
 * Cost     M times that of point weights; one step here is one step of every network.
 * Rate     that of Adam.
 * Needs    networks that end in different places; the first weights see to that.
 * Fails    where all networks agree by construction: nothing makes them differ far from the data.
 * Departs  without adversarial examples; a regression's noise is known, not learned.
 */
export const deepEnsemble = method({
  label: 'Deep ensemble',
  source: 'Lakshminarayanan, Pritzel & Blundell 2017, arXiv 1612.01474',
  precision: 'float32',
  backends: ['wasm', 'cpu'],
  params,
  solve: (problem, values, run) => iterate(problem, values, run),
});

async function* iterate(
  problem: PosteriorProblem,
  values: Values<typeof params>,
  run: RunContext,
): AsyncGenerator<Posterior | undefined, void> {
  const { updates: steps, members } = values;
  const perceptron = perceptronOf(problem, 'point');
  const trainings = Array.from({ length: members }, () =>
    openDense(problem, perceptron, liveValues(values, ['rate', 'decay'], { ...POINT, updates: steps }), run),
  );
  const breathes = weightsOf(problem) * problem.batch > LONG;
  try {
    for (let step = 1; step <= steps; step++) {
      for (const training of trainings) {
        training.descend();
        if (breathes) yield undefined;
      }
      const posterior = mixtureOf(trainings.map((training) => training.posterior()));
      if (step === steps) await posterior.settle?.();
      yield posterior;
    }
  } finally {
    for (const training of trainings) training.dispose();
  }
}
