import { sortedTransport } from '../../../math/sorted-transport.ts';
import type { SlicedProblem } from './problem.ts';

/** W along directions that cover all of them evenly. */
export interface ExactSliced {
  /** Count × d. */
  readonly theta: Float64Array;
  readonly W: Float64Array;
  /** SW² and the variance of W over directions. */
  readonly value: number;
  readonly variance: number;
}

/** The midpoint rule over the half circle, and a Fibonacci lattice over the whole sphere. */
const ANGLES = 4000;
const LATTICE = 10_000;
/** Numbers sorted between two breaths. */
const BREATH = 40_000;

const found = new WeakMap<SlicedProblem, ExactSliced>();

/** What estimates are judged by; a flow is judged by the exact transport cost instead. */
export function* prepareExact(problem: SlicedProblem): Generator<undefined> {
  if (problem.task === 'flow' || found.has(problem)) return;
  const { source, target, dimension: d } = problem;
  const [x, y] = [new Float64Array(source.length / d), new Float64Array(target.length / d)];
  const count = d === 2 ? ANGLES : LATTICE;
  const theta = new Float64Array(count * d);
  const W = new Float64Array(count);
  let sorted = 0;
  for (let l = 0; l < count; l++) {
    const direction = d === 2 ? angle(l) : latticePoint(l);
    theta.set(direction, l * d);
    along(source, direction, x);
    along(target, direction, y);
    W[l] = x.length === y.length ? matched(x, y) : sortedTransport(x, y, (apart) => apart * apart);
    sorted += x.length + y.length;
    if (sorted > BREATH) {
      sorted = 0;
      yield undefined;
    }
  }
  const value = W.reduce((sum, one) => sum + one, 0) / count;
  const variance = W.reduce((sum, one) => sum + (one - value) ** 2, 0) / count;
  found.set(problem, { theta, W, value, variance });
}

export function exactSliced(problem: SlicedProblem): ExactSliced {
  if (!found.has(problem)) for (const _ of prepareExact(problem));
  return found.get(problem)!;
}

function angle(l: number): readonly number[] {
  const at = (Math.PI * (l + 0.5)) / ANGLES;
  return [Math.cos(at), Math.sin(at)];
}

function latticePoint(l: number): readonly number[] {
  const z = 1 - (2 * l + 1) / LATTICE;
  const around = Math.PI * (1 + Math.sqrt(5)) * l;
  const radius = Math.sqrt(1 - z * z);
  return [radius * Math.cos(around), radius * Math.sin(around), z];
}

function along(points: Float64Array, direction: readonly number[], out: Float64Array): void {
  const d = direction.length;
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    for (let k = 0; k < d; k++) sum += direction[k]! * points[i * d + k]!;
    out[i] = sum;
  }
}

function matched(x: Float64Array, y: Float64Array): number {
  x.sort();
  y.sort();
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i]! - y[i]!) ** 2;
  return sum / x.length;
}
