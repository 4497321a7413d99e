import type { RunContext } from '../../../engine/bench.ts';
import { BREATH, type Breathing } from '../../../math/breaths.ts';
import { permutation } from '../../../math/permutation.ts';
import type { Examples } from './problem.ts';

/** What learns from a batch of rows inputs (rows × width) and their labels. */
export type LearnBatch = (inputs: Float64Array, labels: Int32Array, rows: number) => void;

/** Passes over examples in batches, in a new order each time; `cost` is the multiply-adds of learning from one. */
export function createTaskBatches(width: number, batch: number, run: RunContext) {
  const inputs = new Float64Array(batch * width);
  const labels = new Int32Array(batch);
  return function* pass(examples: Examples, cost: number, learn: LearnBatch): Breathing<void> {
    const order = permutation(run.noise, examples.count);
    let work = 0;
    for (let from = 0; from < order.length; from += batch) {
      const rows = Math.min(batch, order.length - from);
      for (let r = 0; r < rows; r++) {
        const k = order[from + r]!;
        inputs.set(examples.inputs.subarray(k * width, (k + 1) * width), r * width);
        labels[r] = examples.labels[k]!;
      }
      learn(inputs, labels, rows);
      work += rows * cost;
      if (work > 4 * BREATH) {
        work = 0;
        yield undefined;
      }
    }
    run.count('multiply-adds', examples.count * cost);
  };
}
