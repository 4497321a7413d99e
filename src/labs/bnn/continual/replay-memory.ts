import type { RunContext } from '../../../engine/bench.ts';
import { BREATH, type Breathing } from '../../../math/breaths.ts';
import { permutation } from '../../../math/permutation.ts';
import type { Examples, TaskStream } from './problem.ts';
import type { LearnBatch } from './task-batches.ts';

/** Examples that are kept: the first few of each class of every task so far, the present one included. */
export interface ReplayMemory {
  readonly inputs: readonly Float64Array[];
  readonly labels: readonly number[];
  /**
   * A pass over the examples of a task in a new order, every batch with as many rows of earlier tasks from memory, all in
   * random places. The first pass over a task puts its examples into memory.
   */
  pass(task: number, cost: number, learn: LearnBatch): Breathing<void>;
}

/** The first `most` examples of every class. */
function firstOfClasses({ count, labels }: Examples, most: number): number[] {
  const taken = new Map<number, number>();
  return Array.from({ length: count }, (_, i) => i).filter((i) => {
    const before = taken.get(labels[i]!) ?? 0;
    taken.set(labels[i]!, before + 1);
    return before < most;
  });
}

export function createReplayMemory(
  { tasks, width }: TaskStream,
  most: number,
  batch: number,
  run: RunContext,
): ReplayMemory {
  const inputs: Float64Array[] = [];
  const labels: number[] = [];
  const rowsOf = new Float64Array(2 * batch * width);
  const labelsOf = new Int32Array(2 * batch);
  /** Kept before the present task. */
  let earlier = 0;
  let present = -1;
  const begin = (task: number) => {
    const { train } = tasks[task]!;
    present = task;
    earlier = labels.length;
    for (const i of firstOfClasses(train, most)) {
      inputs.push(train.inputs.slice(i * width, (i + 1) * width));
      labels.push(train.labels[i]!);
    }
  };
  return {
    inputs,
    labels,
    *pass(task, cost, learn) {
      if (task !== present) begin(task);
      const { train } = tasks[task]!;
      const order = permutation(run.noise, train.count);
      let work = 0;
      for (let from = 0; from < train.count; from += batch) {
        const fresh = Math.min(batch, train.count - from);
        const rows = fresh + (earlier > 0 ? batch : 0);
        const places = permutation(run.noise, rows);
        for (let r = 0; r < rows; r++) {
          const place = places[r]!;
          const i = r < fresh ? order[from + r]! : Math.floor(run.noise() * earlier);
          const row = r < fresh ? train.inputs.subarray(i * width, (i + 1) * width) : inputs[i]!;
          rowsOf.set(row, place * width);
          labelsOf[place] = r < fresh ? train.labels[i]! : labels[i]!;
        }
        learn(rowsOf, labelsOf, rows);
        run.count('multiply-adds', rows * cost);
        work += rows * cost;
        if (work > 4 * BREATH) {
          work = 0;
          yield undefined;
        }
      }
    },
  };
}
