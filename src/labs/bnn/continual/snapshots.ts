import { accuracyAfter, accuracyNow, signOverlap } from './measure-tasks.ts';
import type { Fields, Learned, TaskStream } from './problem.ts';
import { sequentialSnapshots } from './sequential-snapshots.ts';
import { firstTaskCurve, secondTaskSweep, theoryWeight } from './theory-table.ts';

export interface TasksSnapshot {
  readonly tasks: number;
  /** Rows of accuracy on every task, after each finished one. */
  readonly after: readonly Float64Array[];
  /** Null where there is nothing to classify. */
  readonly now: Float64Array | null;
  readonly task: number;
}

export interface MasksSnapshot {
  /** [task][other]: share of a task's weights that the other uses too. */
  readonly overlap: readonly Float64Array[];
  /** Share of all weights that some task uses. */
  readonly taken: number;
}

export interface TeachersSnapshot {
  /** γ as theory knows it; null where theory has nothing to say. */
  readonly gamma: number | null;
  readonly ratios: Float64Array;
  readonly task: number;
  /** Overlaps of sign(θ) with both teachers along the way, the present last. */
  readonly steps: Float64Array;
  readonly overlaps: readonly [Float64Array, Float64Array];
  /** Waypoints of the first task. */
  readonly ofFirst: number;
  /** Errors after task 1; NaN before. */
  readonly afterFirst: number;
  /** Stored theory of ε₁ and ε₂ after both tasks along γ, at these settings; empty where there is none. */
  readonly sweep: readonly { readonly gamma: number; readonly errors: readonly number[] }[];
  /** Stored lines of ε against α in one task, by γ. */
  readonly curves: readonly { readonly gamma: number; readonly alphas: Float64Array; readonly errors: Float64Array }[];
}

export interface MeansSnapshot {
  /** Middles of the bins, and densities of m now and after task 1; times the first teacher, where there is one. */
  readonly middles: Float64Array;
  readonly now: Float64Array;
  readonly afterFirst: Float64Array | null;
  readonly gauged: boolean;
  readonly task: number;
  /** Of a sample of weights: |m| at the end of the task before, and how far θ has moved since. */
  readonly certainty: Float64Array;
  readonly change: Float64Array;
}

const BINS = 32;
const MOST_WEIGHTS = 600;

const errorOf = (overlap: number): number => Math.acos(Math.max(-1, Math.min(1, overlap))) / Math.PI;

function teachers(stream: TaskStream, learned: Learned): TeachersSnapshot | Record<string, never> {
  const { fields } = learned;
  if (!stream.teachers || !fields) return {};
  const [first, second] = stream.teachers.weights;
  const way = [...fields.trail.map(({ theta }) => theta), fields.theta[0]!];
  const steps = fields.trail.map(({ step }) => step);
  const before = fields.afterTheta[0]?.[0];
  return {
    gamma: theoryWeight(learned),
    ratios: Float64Array.from(stream.teachers.ratios),
    task: learned.task,
    steps: Float64Array.from([...steps, Math.max(steps.at(-1) ?? 0, stepOf(fields, learned))]),
    overlaps: [
      Float64Array.from(way, (theta) => signOverlap(theta, first!)),
      Float64Array.from(way, (theta) => signOverlap(theta, second!)),
    ],
    ofFirst: fields.trail.filter(({ task }) => task === 0).length,
    afterFirst: before ? errorOf(signOverlap(before, first!)) : Number.NaN,
    sweep: secondTaskSweep(stream),
    curves: [0, 1].map((gamma) => ({ gamma, ...firstTaskCurve(gamma)! })),
  };
}

/** Steps since the start: those of the first task are known from its last waypoint. */
const stepOf = ({ trail }: Fields, { task, stepInTask }: Learned): number =>
  task === 0 ? stepInTask : (trail.filter((one) => one.task === 0).at(-1)?.step ?? 0) + stepInTask;

function densityOf(values: Iterable<number>): Float64Array {
  const density = new Float64Array(BINS);
  let count = 0;
  for (const value of values) {
    const bin = Math.min(BINS - 1, Math.floor(0.5 * (value + 1) * BINS));
    density[bin] = density[bin]! + 1;
    count++;
  }
  return density.map((one) => (one * BINS) / (2 * Math.max(1, count)));
}

function* meansOf(theta: readonly Float64Array[], beta: number, teacher: Float64Array | null): Iterable<number> {
  for (const layer of theta)
    for (let k = 0; k < layer.length; k++) yield Math.tanh(beta * layer[k]!) * (teacher ? teacher[k]! : 1);
}

function means(stream: TaskStream, { fields, task }: Learned): MeansSnapshot | Record<string, never> {
  if (!fields) return {};
  const teacher = stream.teachers?.weights[0] ?? null;
  const first = fields.afterTheta[0];
  const before = task > 0 ? fields.afterTheta[task - 1] : undefined;
  const certainty: number[] = [];
  const change: number[] = [];
  if (before) {
    const count = before.reduce((sum, layer) => sum + layer.length, 0);
    const every = Math.max(1, Math.ceil(count / MOST_WEIGHTS));
    let at = 0;
    before.forEach((layer, l) => {
      layer.forEach((old, k) => {
        if (at++ % every > 0) return;
        certainty.push(Math.abs(Math.tanh(fields.afterBeta[task - 1]! * old)));
        change.push(Math.abs(fields.theta[l]![k]! - old));
      });
    });
  }
  return {
    middles: Float64Array.from({ length: BINS }, (_, b) => (2 * (b + 0.5)) / BINS - 1),
    now: densityOf(meansOf(fields.theta, fields.beta, teacher)),
    afterFirst: first ? densityOf(meansOf(first, fields.afterBeta[0]!, teacher)) : null,
    gauged: teacher !== null,
    task,
    certainty: Float64Array.from(certainty),
    change: Float64Array.from(change),
  };
}

function overlapOf({ subnetworks }: Learned): MasksSnapshot {
  const flat = (subnetworks?.masks ?? []).map((layers) => layers.flatMap((mask) => Array.from(mask)));
  const share = (mine: number[], other: number[]) =>
    mine.reduce((sum, one, i) => sum + one * other[i]!, 0) / mine.reduce((sum, one) => sum + one, 0);
  const any = flat[0]?.filter((_one, i) => flat.some((mask) => mask[i] === 1)).length ?? 0;
  return {
    overlap: flat.map((mine) => Float64Array.from(flat, (other) => share(mine, other))),
    taken: any / (flat[0]?.length ?? 1),
  };
}

export const snapshots = {
  masks: (_: TaskStream, learned: Learned) => ({ ...overlapOf(learned) }),
  tasks: (stream: TaskStream, learned: Learned) =>
    ({
      tasks: stream.tasks.length,
      after: accuracyAfter(stream, learned).map((row) => row.slice()),
      now: accuracyNow(stream, learned)?.slice() ?? null,
      task: learned.task,
    }) satisfies TasksSnapshot,
  teachers: (stream: TaskStream, learned: Learned) => ({ ...teachers(stream, learned) }),
  means: (stream: TaskStream, learned: Learned) => ({ ...means(stream, learned) }),
  ...sequentialSnapshots,
};
