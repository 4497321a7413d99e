import { annealedCurve, type BottleneckPoint, boundAt, channelOf } from '../../../math/bottleneck-curve.ts';
import type { Task } from './problem.ts';

/** β of the curve behind the plane; near 1 the iteration is slow. */
const BETAS = [200, 100, 50, 20, 10, 5, 3, 2, 1.6, 1.4, 1.3, 1.2, 1.1, 1.05, 1.02];

const curves = new WeakMap<Task, readonly BottleneckPoint[]>();

/** Computes the bottleneck curve of the task, in breaths, where its labels are random. */
export function* prepareBound(task: Task): Generator<undefined, void> {
  if (curves.has(task)) return;
  curves.set(task, task.joint ? yield* annealedCurve(channelOf(task.joint), BETAS, { maxSweeps: 300 }) : []);
}

function curveOf(task: Task): readonly BottleneckPoint[] {
  if (!curves.has(task)) for (const _ of prepareBound(task));
  return curves.get(task)!;
}

/** Most I(T;Y) at that I(X;T), bits: by the tangents of the curve, or min(I(X;T), H(Y)) for labels that are functions of X. */
export const boundOf = (task: Task, ixt: number): number => boundAt(curveOf(task), task.ixy, ixt);

/** The curve as a line from (0, 0) to (H(X), I(X;Y)). */
export function boundLine(task: Task): { boundX: number[]; boundY: number[] } {
  const points = [...curveOf(task)].reverse();
  // A corner for labels that are functions of X; else I(X;Y) is reached where T tells the levels of the rule apart.
  const full = task.joint ? levelEntropy(task.joint.masses) : task.ixy;
  return {
    boundX: [0, ...points.map(({ ixt }) => ixt), full, task.hX],
    boundY: [0, ...points.map(({ ity }) => ity), task.ixy, task.ixy],
  };
}

/** H(level) of a joint distribution with two columns. */
function levelEntropy(masses: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < masses.length; k += 2) {
    const p = masses[k]! + masses[k + 1]!;
    if (p > 0) sum -= p * Math.log2(p);
  }
  return sum;
}
