import { glorotMlp } from '../../../math/glorot-mlp.ts';
import { backward, createGradients, createTape, forward, parametersOf } from '../../../math/mlp.ts';
import { createOptimiser } from '../../../math/optimisers.ts';
import type { Random } from '../../../math/random.ts';
import { softmaxCrossEntropy } from '../../../math/softmax-cross-entropy.ts';
import { BATCH, type Learner } from './follow-stream.ts';
import type { Stream } from './problem.ts';

/** A dense network trained by plain stochastic gradients; without hidden layers it starts at zero. */
export function networkLearner(
  { train, test, width, classes }: Stream,
  hidden: readonly number[],
  rateNow: () => number,
  random: Random,
): Learner {
  const sizes = [width, ...hidden, classes];
  const net = glorotMlp(sizes, 'relu', random);
  if (hidden.length === 0) net.weights[0]!.fill(0);
  const rows = 2 * BATCH;
  const tape = createTape(net, rows);
  const gradients = createGradients(net);
  const optimiser = createOptimiser('sgd', parametersOf(net));
  const slopes = parametersOf(gradients);
  const input = new Float64Array(rows * width);
  const labels = new Int32Array(rows);
  const delta = new Float64Array(rows * classes);
  return {
    cost: 3 * sizes.slice(1).reduce((sum, size, l) => sum + size * sizes[l]!, 0),
    bottleneck: null,
    learn(batch) {
      batch.forEach((i, r) => {
        input.set(train.features.subarray(i * width, (i + 1) * width), r * width);
        labels[r] = train.labels[i]!;
      });
      const logits = forward(net, input, batch.length, tape);
      softmaxCrossEntropy(logits, batch.length, classes, labels, delta);
      backward(net, input, batch.length, tape, delta, gradients);
      optimiser.step(slopes, rateNow());
    },
    score(out) {
      for (let from = 0; from < test.count; from += rows) {
        const n = Math.min(rows, test.count - from);
        const logits = forward(net, test.features.subarray(from * width, (from + n) * width), n, tape);
        out.set(logits.subarray(0, n * classes), from * classes);
      }
    },
  };
}
