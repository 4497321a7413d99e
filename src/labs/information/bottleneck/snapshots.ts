import type { Snapshot } from '../../../engine/bench.ts';
import { predictionsOf } from './measure-model.ts';
import { attackDirection, attackedError } from './measure-regression.ts';
import { compression, predictionBits, rateBits, testClasses, testCodes } from './metrics.ts';
import type { Model, Task, Trained } from './problem.ts';

/** Codes drawn, rows attacked, and places at which the fit is shown. */
const CODES = 400;
const ATTACKED = 300;
const PLACES = 81;
const REACH = 2.5;
const CALIBRATION_BINS = 10;

/** Rate, prediction and compression of each model of a sweep, the one in training last. */
function curve(task: Task, trained: Trained): Snapshot {
  const models: readonly Model[] = [...trained.finished, trained];
  const numbers = (measure: (task: Task, model: Model) => number) =>
    Float32Array.from(models, (model) => measure(task, model));
  return {
    beta: numbers((_, { beta }) => beta),
    rate: numbers(rateBits),
    prediction: numbers(predictionBits),
    qmi: numbers(compression),
    finished: trained.finished.length,
  };
}

/** Codes of test rows in their two widest coordinates, with the deviations of a Gaussian code. */
function codes(task: Task, trained: Trained): Snapshot {
  const { latent } = trained;
  const { mean, deviation } = testCodes(task, trained);
  const count = Math.min(CODES, task.test.count);
  const variance = Array.from({ length: latent }, (_, k) => {
    let [sum, square] = [0, 0];
    for (let r = 0; r < count; r++) {
      sum += mean[r * latent + k]!;
      square += mean[r * latent + k]! ** 2;
    }
    return square / count - (sum / count) ** 2;
  });
  const axes = variance
    .map((value, k) => ({ value, k }))
    .sort((a, b) => b.value - a.value || a.k - b.k)
    .slice(0, 2)
    .map(({ k }) => k)
    .sort((a, b) => a - b);
  const along = (values: Float64Array, axis: number | undefined) =>
    Float32Array.from({ length: count }, (_, r) => (axis === undefined ? 0 : values[r * latent + axis]!));
  return {
    axes: Int32Array.from(axes),
    x: along(mean, axes[0]),
    y: along(mean, axes[1]),
    spreadX: deviation ? along(deviation, axes[0]) : null,
    spreadY: deviation ? along(deviation, axes[1]) : null,
    target: Float32Array.from(task.test.y.subarray(0, count)),
    classes: task.kind === 'classes' ? task.outputs : 0,
  };
}

/** The prediction along the first coordinate, the others at 0, with f itself. */
function fit(task: Task, trained: Trained): Snapshot {
  const { alongFirst, inputs } = task;
  if (!alongFirst) return { x: new Float32Array(0), truth: new Float32Array(0), prediction: new Float32Array(0) };
  const places = Float64Array.from({ length: PLACES }, (_, k) => REACH * ((2 * k) / (PLACES - 1) - 1));
  const x = new Float64Array(PLACES * inputs);
  places.forEach((x1, k) => {
    x[k * inputs] = x1;
  });
  return {
    x: Float32Array.from(places),
    truth: Float32Array.from(places, alongFirst),
    prediction: Float32Array.from(predictionsOf(task, trained, x, PLACES)),
  };
}

/** RMSE to f against the step of the attack, on the first test rows. */
function robustness(task: Task, trained: Trained): Snapshot {
  if (task.kind === 'classes') return { epsilon: new Float32Array(0), rmse: new Float32Array(0) };
  const count = Math.min(ATTACKED, task.test.count);
  const direction = attackDirection(task, trained, task.test, count);
  const epsilon = Float32Array.from({ length: 13 }, (_, k) => k / 20);
  return {
    epsilon,
    rmse: epsilon.map((step) => attackedError(task, trained, task.test, direction, step, count)),
  };
}

/** How often the most probable class is right, by how probable it was said to be. */
function calibration(task: Task, trained: Trained): Snapshot {
  const empty = new Float32Array(0);
  if (task.kind !== 'classes' || trained.outputs !== 'logits') return { said: empty, right: empty, count: empty };
  const { predictions } = testClasses(task, trained);
  const [said, right, count] = [0, 1, 2].map(() => new Float32Array(CALIBRATION_BINS)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  for (let r = 0; r < task.test.count; r++) {
    const row = predictions.subarray(r * task.outputs, (r + 1) * task.outputs);
    const most = row.reduce((high, p) => Math.max(high, p), 0);
    const bin = Math.min(CALIBRATION_BINS - 1, Math.floor(most * CALIBRATION_BINS));
    said[bin] = said[bin]! + most;
    right[bin] = right[bin]! + Number(row.indexOf(most) === task.test.y[r]);
    count[bin] = count[bin]! + 1;
  }
  return {
    said: said.map((sum, bin) => sum / count[bin]!),
    right: right.map((sum, bin) => sum / count[bin]!),
    count,
  };
}

export function problemFacts({ kind, inputs, outputs, train, test, epsilon }: Task): Snapshot {
  const shown = kind === 'regression' ? Math.min(256, train.count) : 0;
  return {
    kind,
    inputs,
    outputs,
    trainRows: train.count,
    testRows: test.count,
    epsilon,
    hY: kind === 'classes' ? Math.log2(outputs) : Number.NaN,
    trainX: Float32Array.from({ length: shown }, (_, r) => train.x[r * inputs]!),
    trainY: Float32Array.from(train.y.subarray(0, shown)),
  };
}

export const snapshots = { curve, codes, fit, robustness, calibration };
