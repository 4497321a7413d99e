import type { Metric } from '../../../engine/bench.ts';
import { accuracyAfter, accuracyNow, signOverlap } from './measure-tasks.ts';
import type { Learned, TaskStream } from './problem.ts';
import { sequentialMetrics } from './sequential-metrics.ts';
import { theoryOf } from './theory-table.ts';

type Measured = Metric<TaskStream, Learned>;

/** Accuracy on one task now; NaN where there is no such task. */
const onTask = (stream: TaskStream, learned: Learned, task: number): number =>
  accuracyNow(stream, learned)?.[task] ?? Number.NaN;

/** Accuracies on the tasks learned so far, the present one included. */
const seen = (stream: TaskStream, learned: Learned): number[] =>
  Array.from(accuracyNow(stream, learned)?.slice(0, learned.task + 1) ?? []);

const overlap = (stream: TaskStream, { fields }: Learned, task: number): number =>
  stream.teachers && fields ? signOverlap(fields.theta[0]!, stream.teachers.weights[task]!) : Number.NaN;

const errorOn = (stream: TaskStream, learned: Learned, task: number): number =>
  Math.acos(Math.max(-1, Math.min(1, overlap(stream, learned, task)))) / Math.PI;

/** Mean over earlier tasks of what was known right after learning them, less what is known now; 0 before the second. */
function forgetting(stream: TaskStream, learned: Learned): number {
  const now = accuracyNow(stream, learned);
  if (!now) return Number.NaN;
  const after = accuracyAfter(stream, learned).slice(0, learned.task);
  const lost = after.reduce((sum, accuracy, t) => sum + accuracy[t]! - now[t]!, 0);
  return after.length === 0 ? 0 : lost / after.length;
}

/** Mean of |tanh βθ| over all binary weights. */
function certainty(_: TaskStream, { fields }: Learned): number {
  if (!fields) return Number.NaN;
  const count = fields.theta.reduce((sum, layer) => sum + layer.length, 0);
  let sum = 0;
  for (const layer of fields.theta) for (const field of layer) sum += Math.abs(Math.tanh(fields.beta * field));
  return sum / count;
}

/** KL to the distribution of the anchor a weight, from the two chances of each sign. */
function divergence(_: TaskStream, { fields }: Learned): number {
  if (fields?.anchorKind !== 'task') return Number.NaN;
  let [sum, count] = [0, 0];
  fields.theta.forEach((layer, l) => {
    layer.forEach((field, k) => {
      for (const sign of [1, -1]) {
        // ln p = −ln(1 + exp(−2 sign βθ)).
        const logOf = (value: number) => {
          const x = -2 * sign * fields.beta * value;
          return -(Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))));
        };
        const own = logOf(field);
        sum += Math.exp(own) * (own - logOf(fields.anchor[l]![k]!));
      }
    });
    count += layer.length;
  });
  return Math.max(0, sum / count);
}

/** Error now less what theory says of it; NaN where no stored theory has these settings. */
function gap(stream: TaskStream, learned: Learned, task: number): number {
  const theory = theoryOf(stream, learned);
  return theory ? errorOn(stream, learned, task) - theory.errors[task]! : Number.NaN;
}

const accuracy = (label: string, help: string, measure: Measured['measure']): Measured => ({
  label,
  scale: 'linear',
  better: null,
  help,
  measure,
});

export const metrics: Readonly<Record<string, Measured>> = {
  accuracyFirst: accuracy(
    'Accuracy on task 1',
    'Share of its test examples that are named rightly now; with teachers, one less the error.',
    (stream, learned) => onTask(stream, learned, 0),
  ),
  accuracySecond: accuracy('Accuracy on task 2', 'Likewise; before task 2 has come it is a guess.', (stream, learned) =>
    onTask(stream, learned, 1),
  ),
  accuracyNow: accuracy('Accuracy on the present task', 'On the task that is being learned.', (stream, learned) =>
    onTask(stream, learned, learned.task),
  ),
  accuracySeen: accuracy('Accuracy on tasks so far', 'Mean over the tasks that have come.', (stream, learned) => {
    const all = seen(stream, learned);
    return all.length === 0 ? Number.NaN : all.reduce((sum, one) => sum + one, 0) / all.length;
  }),
  accuracyPooled: accuracy(
    'Accuracy on examples so far',
    'Share of all test examples of the tasks that have come; larger tasks count for more.',
    (stream, learned) => {
      const all = seen(stream, learned);
      const counts = stream.tasks.map(({ test }) => test.count);
      const total = all.reduce((sum, _, t) => sum + counts[t]!, 0);
      return total === 0 ? Number.NaN : all.reduce((sum, one, t) => sum + one * counts[t]!, 0) / total;
    },
  ),
  accuracyWorst: accuracy(
    'Accuracy on the worst task',
    'The lowest of the tasks that have come.',
    (stream, learned) => {
      const all = seen(stream, learned);
      return all.length === 0 ? Number.NaN : Math.min(...all);
    },
  ),
  forgetting: accuracy(
    'Forgotten',
    'Accuracy right after a task less accuracy on it now, mean over earlier tasks.',
    forgetting,
  ),
  errorFirst: accuracy(
    'Error on task 1',
    'ε₁ = arccos(overlap)/π: share of random inputs that the signs of θ and the first teacher answer differently.',
    (stream, learned) => errorOn(stream, learned, 0),
  ),
  errorSecond: accuracy('Error on task 2', 'ε₂, against the second teacher.', (stream, learned) =>
    errorOn(stream, learned, 1),
  ),
  overlapFirst: accuracy('Overlap with teacher 1', 'Mean of sign(θ) W over the weights.', (stream, learned) =>
    overlap(stream, learned, 0),
  ),
  overlapSecond: accuracy('Overlap with teacher 2', 'Mean of sign(θ) W over the weights.', (stream, learned) =>
    overlap(stream, learned, 1),
  ),
  gapFirst: accuracy(
    'ε₁ less theory',
    'Measured error on task 1 less what replica theory says for the end of the present task.',
    (stream, learned) => gap(stream, learned, 0),
  ),
  gapSecond: accuracy('ε₂ less theory', 'Likewise for task 2, once it has come.', (stream, learned) =>
    learned.task === 1 ? gap(stream, learned, 1) : Number.NaN,
  ),
  certainty: accuracy('Certainty', 'Mean of |m| = |tanh βθ| over the binary weights.', certainty),
  divergence: accuracy('KL to the anchor', 'Nats a weight; with an anchor at the task before alone.', divergence),
  ...sequentialMetrics,
};
