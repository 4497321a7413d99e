import { type Tensor2D, tf } from '../../../tensor/tf.ts';
import type { PosteriorProblem } from './problem.ts';

interface LabelledRows {
  readonly x: Tensor2D;
  /** One-hot rows, or values. */
  readonly truth: Tensor2D;
}

/** The training rows for a device: a batch of all rows stays there, smaller ones are brought when they are taken. */
export function openRows(
  { train, features, outputs, kind }: PosteriorProblem,
  rows: number,
): { take(order: Int32Array): LabelledRows; dispose(): void } {
  const inputs = new Float32Array(rows * features);
  const targets = new Float32Array(rows * outputs);
  const bring = (order: Int32Array): LabelledRows => {
    if (kind === 'classification') targets.fill(0);
    for (let r = 0; r < rows; r++) {
      const row = order[r]!;
      for (let i = 0; i < features; i++) inputs[r * features + i] = train.inputs[row * features + i]!;
      const target = train.targets[row]!;
      if (kind === 'classification') targets[r * outputs + target] = 1;
      else targets[r] = target;
    }
    return { x: tf.tensor2d(inputs, [rows, features]), truth: tf.tensor2d(targets, [rows, outputs]) };
  };
  const whole = rows < train.count ? null : bring(Int32Array.from({ length: rows }, (_, r) => r));
  return {
    take: (order) => whole ?? bring(order),
    dispose: () => {
      if (whole) tf.dispose([whole.x, whole.truth]);
    },
  };
}
