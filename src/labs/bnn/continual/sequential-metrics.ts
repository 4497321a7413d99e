import type { Metric } from '../../../engine/bench.ts';
import { luSolve } from '../../../math/lu-solve.ts';
import type { Conjugate, Learned, TaskStream } from './problem.ts';

type Measured = Metric<TaskStream, Learned>;

/** Observations of a task that have arrived. */
const arrived = ({ values }: Conjugate, { task, stepInTask }: Learned, t: number): number =>
  t < task ? values[t]!.length : t === task ? stepInTask : 0;

/** The posterior of all that has arrived at once: (Σ x xᵀ/s² + I/v₀)⁻¹, and that times (Σ x y/s² + m₀/v₀). */
function batchPosterior(
  given: Conjugate,
  learned: Learned,
  size: number,
): { mean: Float64Array; inverse: Float64Array } {
  const { model, noise, priorMean, priorVariance, places, values } = given;
  const numbers = model === 'mean' ? 1 : 2;
  const own = size > numbers;
  const precision = Float64Array.from({ length: size * size }, (_, k) =>
    k % (size + 1) === 0 ? 1 / priorVariance : 0,
  );
  const right = new Float64Array(size).fill(priorMean / priorVariance);
  values.forEach((all, t) => {
    const from = own ? numbers * t : 0;
    for (let i = 0; i < arrived(given, learned, t); i++) {
      const x = numbers === 1 ? [1] : [1, places[t]![i]!];
      x.forEach((a, r) => {
        right[from + r] = right[from + r]! + (a * all[i]!) / noise;
        x.forEach((b, c) => {
          const k = (from + r) * size + from + c;
          precision[k] = precision[k]! + (a * b) / noise;
        });
      });
    }
  });
  return { mean: luSolve(precision.slice(), right.slice()), inverse: precision };
}

/** Largest difference of the mean from the closed form, and of covariance times precision from the identity. */
function beliefGap({ conjugate }: TaskStream, learned: Learned): number {
  if (!conjugate || !learned.belief) return Number.NaN;
  const { mean, covariance } = learned.belief;
  const size = mean.length;
  const exact = batchPosterior(conjugate, learned, size);
  let most = 0;
  for (let r = 0; r < size; r++) {
    most = Math.max(most, Math.abs(mean[r]! - exact.mean[r]!));
    for (let c = 0; c < size; c++) {
      let sum = r === c ? -1 : 0;
      for (let k = 0; k < size; k++) sum += covariance[r * size + k]! * exact.inverse[k * size + c]!;
      most = Math.max(most, Math.abs(sum));
    }
  }
  return most;
}

/** Distance of the posterior mean from the truth of a task, the largest of its numbers. */
function miss({ conjugate }: TaskStream, { belief }: Learned, task: number): number {
  if (!conjugate || !belief) return Number.NaN;
  const truth = conjugate.truths[task]!;
  const from = belief.mean.length > truth.length ? truth.length * task : 0;
  return truth.reduce((most, value, k) => Math.max(most, Math.abs(value - belief.mean[from + k]!)), 0);
}

/** How far the mean has gone from where task 1 left it to the sample mean of task 2. */
function pull({ conjugate }: TaskStream, learned: Learned): number {
  const { belief, task } = learned;
  if (conjugate?.model !== 'mean' || !belief || task < 1 || belief.mean.length > 1) return Number.NaN;
  const n = arrived(conjugate, learned, 1);
  const sample = conjugate.values[1]!.subarray(0, n).reduce((sum, value) => sum + value, 0) / n;
  const before = belief.after[0]!.mean[0]!;
  return Math.abs(sample - before) < 1e-9 ? Number.NaN : (belief.mean[0]! - before) / (sample - before);
}

/** That less n₂/(n₁ + n₂ + s²/v₀). */
function pullGap(stream: TaskStream, learned: Learned): number {
  const { conjugate } = stream;
  if (!conjugate) return Number.NaN;
  const n = arrived(conjugate, learned, 1);
  const all = conjugate.values[0]!.length + n + conjugate.noise / conjugate.priorVariance;
  return Math.abs(pull(stream, learned) - n / all);
}

const number = (label: string, help: string, measure: Measured['measure']): Measured => ({
  label,
  scale: 'linear',
  better: null,
  help,
  measure,
});

export const sequentialMetrics: Readonly<Record<string, Measured>> = {
  acceptance: number(
    'Acceptance',
    'Share of the chains that accepted the last trajectory.',
    (_, { chains }) => chains?.acceptance.at(-1) ?? Number.NaN,
  ),
  potential: number(
    'Potential energy',
    'U = −log posterior up to a constant, mean over the chains.',
    (_, { chains }) => {
      const last = chains?.energies.at(-1);
      return last ? last.reduce((sum, one) => sum + one, 0) / last.length : Number.NaN;
    },
  ),
  missFirst: number(
    'Distance from the first truth',
    'Of the posterior mean from the mean, or line, that task 1 came from.',
    (stream, learned) => miss(stream, learned, 0),
  ),
  missSecond: number('Distance from the second truth', 'Likewise for task 2.', (stream, learned) =>
    miss(stream, learned, 1),
  ),
  pull: number(
    'Weight of task 2',
    'Share of the way from where task 1 left the mean to the sample mean of task 2.',
    pull,
  ),
  pullGap: number('Weight of task 2, off', 'Its distance from n₂/(n₁ + n₂ + s²/v₀).', pullGap),
  beliefGap: number(
    'Off the closed form',
    'Largest difference from the posterior of all that has arrived, computed at once.',
    beliefGap,
  ),
};
