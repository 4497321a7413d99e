import type { Learned, Predictor, TaskStream } from './problem.ts';

const known = new WeakMap<Predictor, Map<TaskStream, Float64Array>>();

/** Share of test inputs of every task whose likeliest class is their own; of equals the first. Kept by predictor. */
export function accuracyOfTasks(stream: TaskStream, predictor: Predictor): Float64Array {
  let kept = known.get(predictor);
  if (!kept) {
    kept = new Map();
    known.set(predictor, kept);
  }
  let accuracy = kept.get(stream);
  if (!accuracy) {
    accuracy = Float64Array.from(stream.tasks, ({ test }, t) => {
      const out = new Float64Array(test.count * stream.classes);
      predictor.predict(test.inputs, test.count, t, out);
      return shareRight(out, test.labels, stream.classes);
    });
    kept.set(stream, accuracy);
  }
  return accuracy;
}

function shareRight(probabilities: Float64Array, labels: Uint8Array, classes: number): number {
  let right = 0;
  labels.forEach((label, k) => {
    const row = probabilities.subarray(k * classes, (k + 1) * classes);
    let best = 0;
    for (let c = 1; c < classes; c++) if (row[c]! > row[best]!) best = c;
    if (best === label) right++;
  });
  return right / labels.length;
}

/** (1/N) Σ sign(θ) W. */
export function signOverlap(theta: Float64Array, teacher: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < theta.length; i++) sum += theta[i]! < 0 ? -teacher[i]! : teacher[i]!;
  return sum / theta.length;
}

/** Share of random inputs on which the signs of θ and each teacher differ. */
const errorsOf = (teachers: readonly Float64Array[], theta: Float64Array): Float64Array =>
  Float64Array.from(teachers, (W) => Math.acos(Math.max(-1, Math.min(1, signOverlap(theta, W)))) / Math.PI);

/**
 * Accuracy on every task now: on its test inputs, or in closed form where the labels come from a teacher. Null where
 * there is nothing to classify.
 */
export function accuracyNow(stream: TaskStream, { now, fields }: Learned): Float64Array | null {
  if (stream.teachers) return fields && errorsOf(stream.teachers.weights, fields.theta[0]!).map((error) => 1 - error);
  return now && stream.kind !== 'conjugate' ? accuracyOfTasks(stream, now) : null;
}

/** Accuracy on every task after each finished one: [after][task]. */
export function accuracyAfter(stream: TaskStream, { after, fields }: Learned): Float64Array[] {
  if (stream.teachers) {
    const { weights } = stream.teachers;
    return (fields?.afterTheta ?? []).map(([theta]) => errorsOf(weights, theta!).map((error) => 1 - error));
  }
  return stream.kind === 'conjugate' ? [] : after.map((predictor) => accuracyOfTasks(stream, predictor));
}
