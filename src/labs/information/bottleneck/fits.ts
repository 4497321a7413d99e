import { softmaxCrossEntropy } from '../../../math/softmax-cross-entropy.ts';
import type { Task } from './problem.ts';
import type { Term } from './training.ts';

/** rows × outputs: the real targets, or the classes as one-hot rows. */
export function targetsOf(task: Pick<Task, 'kind' | 'outputs'>, y: Float64Array, rows: number): Float64Array {
  if (task.kind === 'regression') return y.subarray(0, rows);
  const out = new Float64Array(rows * task.outputs);
  for (let r = 0; r < rows; r++) out[r * task.outputs + y[r]!] = 1;
  return out;
}

/** Mean −log softmax(outputs)[y], nats. */
export const crossEntropyFit =
  (task: Task): Term =>
  ({ outputs, rows, y }, gradient) =>
    softmaxCrossEntropy(outputs, rows, task.outputs, y, gradient);

/** `weight` times the mean over the rows of |outputs − target|²; ½ of it is −log of a unit Gaussian, to a constant. */
export const squaredFit =
  (task: Task, weight: number): Term =>
  ({ outputs, rows, y }, gradient) => {
    const targets = targetsOf(task, y, rows);
    let sum = 0;
    for (let k = 0; k < rows * task.outputs; k++) {
      const residual = outputs[k]! - targets[k]!;
      sum += residual * residual;
      gradient[k] = (2 * weight * residual) / rows;
    }
    return (weight * sum) / rows;
  };

/** −log q(y|z) up to a constant: of the classes, or of a Gaussian of unit variance. */
export const likelihoodFit = (task: Task): Term =>
  task.kind === 'classes' ? crossEntropyFit(task) : squaredFit(task, 0.5);
