import { ProblemError } from '../../../engine/bench.ts';
import { largestCost, pairwiseCosts } from '../../../math/pairwise-costs.ts';
import { DENSE_LIMIT, type PointCost, type Shape, type Transport } from './problem.ts';

/** Where the atoms of a problem stood in the reader's data, when empty ones were left out. */
export interface OriginalAtoms {
  readonly n: number;
  readonly m: number;
  readonly source: Int32Array;
  readonly target: Int32Array;
}

/** A problem that knows the reader's own numbering. */
export interface NumberedTransport extends Transport {
  readonly original: OriginalAtoms;
}

interface Measures {
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly notes?: readonly string[];
  readonly original?: OriginalAtoms | undefined;
}

/** Transport between weighted points. `scale` max divides all costs by the largest of them. */
export function pointProblem(
  given: Measures & {
    readonly x: Float64Array;
    readonly y: Float64Array;
    readonly dimension: number;
    readonly ground: PointCost['ground'];
    readonly scale: 'none' | 'max';
    readonly shape: Shape;
  },
): Transport {
  const { a, b, x, y, dimension, ground, shape } = given;
  checkMeasures(a, b);
  const largest = given.scale === 'max' ? largestCost(ground, x, y, dimension) : 1;
  const factor = largest > 0 ? 1 / largest : 1;
  const cost: PointCost = { kind: 'points', dimension, x, y, ground, factor };
  let C: Float64Array | null = null;
  return {
    n: a.length,
    m: b.length,
    a,
    b,
    cost,
    shape,
    notes: given.notes ?? [],
    ...(given.original ? { original: given.original } : {}),
    get C() {
      if (a.length * b.length > DENSE_LIMIT) throw new ProblemError(tooLarge(a.length, b.length));
      C ??= pairwiseCosts(ground, x, y, dimension, factor);
      return C;
    },
  };
}

/** Transport for a cost matrix, n × m row-major. */
export function matrixProblem(
  given: Measures & { readonly C: Float64Array; readonly scale: 'none' | 'max' },
): Transport {
  const { a, b } = given;
  checkMeasures(a, b);
  if (given.C.length !== a.length * b.length) {
    throw new ProblemError(
      `The cost matrix has ${count(given.C.length)} entries; ${count(a.length)} × ${count(b.length)} weights need ${count(a.length * b.length)}.`,
    );
  }
  let largest = 0;
  for (const c of given.C) {
    if (!Number.isFinite(c)) throw new ProblemError(`The cost matrix contains ${c}; finite numbers are accepted.`);
    largest = Math.max(largest, Math.abs(c));
  }
  const C = given.scale === 'max' && largest > 0 ? given.C.map((c) => c / largest) : given.C;
  const notes = given.notes ?? [];
  const original = given.original ? { original: given.original } : {};
  return { n: a.length, m: b.length, a, b, cost: { kind: 'matrix' }, shape: null, notes, C, ...original };
}

/** What every solver needs of the weights; the message names the argument. */
function checkMeasures(a: Float64Array, b: Float64Array): void {
  const sums = [a, b].map((weights, side) => {
    const name = side === 0 ? 'a (source weights)' : 'b (target weights)';
    if (weights.length === 0) throw new ProblemError(`${name} is empty; at least one weight is needed.`);
    const wrong = weights.findIndex((w) => !(w > 0 && w < Infinity));
    if (wrong >= 0) {
      const said = `${name}, entry ${wrong + 1}, is ${weights[wrong]}`;
      throw new ProblemError(`${said}; marginals must be positive: drop empty atoms.`);
    }
    return weights.reduce((sum, w) => sum + w, 0);
  });
  const [source, target] = sums as [number, number];
  if (Math.abs(source - target) > 1e-9 * source) {
    throw new ProblemError(
      `a and b (source and target weights) sum to ${source} and ${target}; equal totals are needed.`,
    );
  }
}

/** 16384 as `16,384`. */
export const count = (value: number): string => value.toLocaleString('en-GB');

export function tooLarge(n: number, m: number): string {
  const size = n === m ? `n = ${count(n)} needs` : `${count(n)} × ${count(m)} points need`;
  const entries = n * m >= 1e7 ? `${count(Math.round((n * m) / 1e6))} million` : count(n * m);
  return `${size} ${entries} cost entries; this method keeps at most ${count(DENSE_LIMIT)}. Choose sinkhorn, sinkhornGpu or n <= 2,048.`;
}
