import type { RunContext } from '../../../engine/bench.ts';
import { BREATH } from '../../../math/breaths.ts';
import type { Bottleneck, Learned, Stream } from './problem.ts';

/** Images a batch holds at most. */
export const BATCH = 32;

/** What learns from the stream: a batch at a time, by the numbers of its training images. */
export interface Learner {
  /** Multiply-adds for learning from one image. */
  readonly cost: number;
  readonly bottleneck: Bottleneck | null;
  learn(batch: Int32Array): void;
  /** Logits of the test images. */
  score(out: Float64Array): void;
}

/** Task after task, epoch after epoch, in batches of 32 in a new order each time; ends when the stream does. */
export function* followStream(stream: Stream, learner: Learner, run: RunContext): Iterable<Learned | undefined> {
  const { train, test, classes, tasks, epochs } = stream;
  const scores = new Float64Array(test.count * classes);
  const history: Float64Array[] = [];
  let work = 0;
  for (const [task, own] of tasks.entries()) {
    const order = Int32Array.from(
      Array.from({ length: train.count }, (_, i) => i).filter((i) => own.includes(train.labels[i]!)),
    );
    for (let epoch = 1; epoch <= epochs; epoch++) {
      for (let i = order.length - 1; i > 0; i--) {
        const j = Math.floor(run.noise() * (i + 1));
        [order[i], order[j]] = [order[j]!, order[i]!];
      }
      for (let from = 0; from < order.length; from += BATCH) {
        learner.learn(order.subarray(from, from + BATCH));
        work += BATCH * learner.cost;
        if (work > BREATH) {
          work = 0;
          yield undefined;
        }
      }
      run.count('multiply-adds', order.length * learner.cost);
      learner.score(scores);
      history.push(accuracyByClass(stream, scores));
      yield { task, epoch, scores, history, bottleneck: learner.bottleneck };
    }
  }
}

function accuracyByClass({ classes, test }: Stream, scores: Float64Array): Float64Array {
  const right = new Float64Array(classes);
  const all = new Float64Array(classes);
  test.labels.forEach((label, i) => {
    const row = scores.subarray(i * classes, (i + 1) * classes);
    all[label] = all[label]! + 1;
    if (row.indexOf(Math.max(...row)) === label) right[label] = right[label]! + 1;
  });
  return right.map((count, c) => count / Math.max(1, all[c]!));
}
