import type { Random } from '../../../math/random.ts';
import type { PosteriorProblem } from './problem.ts';

/** Steps of a pass over the training rows: whole batches only, the rest of a pass is dropped. */
export const stepsOfEpoch = ({ train, batch }: PosteriorProblem): number =>
  Math.max(1, Math.floor(train.count / batch));

/**
 * Row numbers of one batch after another, without end: passes over the rows, each in a fresh order (Fisher–Yates from
 * the end). A batch of all rows is always 0 … n − 1 and draws nothing. The array is reused.
 */
export function* batches(problem: PosteriorProblem, random: Random): Generator<Int32Array, never> {
  const { train, batch } = problem;
  const order = Int32Array.from({ length: train.count }, (_, i) => i);
  while (batch >= train.count) yield order;
  const perEpoch = stepsOfEpoch(problem);
  for (;;) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    for (let k = 0; k < perEpoch; k++) yield order.subarray(k * batch, (k + 1) * batch);
  }
}

/** β_t / β = min(1, 2 · epoch / epochs): the KL term is faded in over the first half of the epochs; `step` counts from 0. */
export const warmUp = (step: number, steps: number, epochLength: number): number =>
  Math.min(1, (2 * Math.floor(step / epochLength) * epochLength) / steps);

/** Cosine learning rate: from 1 to 0 over the steps; `step` counts from 0. */
export const cosine = (step: number, steps: number): number => 0.5 * (1 + Math.cos((Math.PI * step) / steps));
