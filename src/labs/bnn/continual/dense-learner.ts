import { createMlp, createTape, forward, type Mlp } from '../../../math/mlp.ts';
import type { Random } from '../../../math/random.ts';
import { softmaxRows } from '../../../math/softmax-cross-entropy.ts';
import { integer, number } from '../../../params/descriptor.ts';
import type { Predictor, TaskStream } from './problem.ts';

/** What every learner of a plain network may be told. */
export const denseParams = {
  epochs: integer({ label: 'Epochs for each task', min: 1, max: 100, default: 15, scale: 'log' }),
  width: integer({ label: 'Width of the two hidden layers', min: 4, max: 300, default: 64, scale: 'log' }),
  rate: number({ label: 'Learning rate', symbol: 'η', min: 1e-4, max: 0.1, default: 3e-3, scale: 'log' }),
  batch: integer({ label: 'Batch', min: 1, max: 256, default: 64, scale: 'log' }),
};

/** Two hidden layers of rectified units. */
export const createNetwork = ({ width: inputs, classes }: TaskStream, width: number, random: Random): Mlp =>
  createMlp([inputs, width, width, classes], 'relu', random);

const ROWS = 128;

/** The network as it is now. */
export function networkPredictor(net: Mlp): Predictor {
  const frozen = { ...net, weights: net.weights.map((w) => w.slice()), biases: net.biases.map((b) => b.slice()) };
  const [inputs, classes] = [net.sizes[0]!, net.sizes.at(-1)!];
  return {
    predict(given, count, _, out) {
      const tape = createTape(frozen, ROWS);
      for (let from = 0; from < count; from += ROWS) {
        const rows = Math.min(ROWS, count - from);
        const logits = forward(frozen, given.subarray(from * inputs, (from + rows) * inputs), rows, tape);
        out.set(logits.subarray(0, rows * classes), from * classes);
      }
      softmaxRows(out, count, classes, out);
    },
  };
}
