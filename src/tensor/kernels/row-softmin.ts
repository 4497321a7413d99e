import type { TensorBackend } from '../backend.ts';
import { columnsOf, type SoftminLoop, type SoftminProblem } from './softmin-problem.ts';

/** Starts a loop on the backend, which must be open. Only the code of that backend is loaded. */
export async function openSoftminLoop(backend: TensorBackend, problem: SoftminProblem): Promise<SoftminLoop> {
  if (backend === 'webgpu') return (await import('./row-softmin-webgpu.ts')).openFused(problem);
  if (backend === 'wasm') return (await import('./row-softmin-composed.ts')).openComposed(problem);
  return openTwin(problem, Float32Array);
}

/** Work of one full iteration of the fused kernel. */
export interface SoftminCost {
  readonly flops: number;
  readonly exponentials: number;
  /** Memory traffic when the caches hold a cloud: each array once per half-step. */
  readonly bytes: number;
  /** Bytes loaded through the caches. */
  readonly loads: number;
}

/**
 * What the fused kernel does per iteration: per pair 3d for the cost (difference, square, sum) and 4 for the running
 * maximum and sum, 5/4 exponentials (one rescale per four columns); a workgroup of four rows loads each column once.
 */
export function rowSoftminCost(n: number, m: number, d: number): SoftminCost {
  const pairs = 2 * n * m;
  return {
    flops: pairs * (3 * d + 4),
    exponentials: pairs * 1.25,
    bytes: 4 * (n + m) * (2 * d + 3),
    loads: pairs * (d + 1),
  };
}

type FloatArray = Float32Array | Float64Array;
type Kind<A extends FloatArray> = new (length: number) => A;

/** One cloud in the twin: coordinates in runs of `count`, and the potential on it. */
interface Side<A extends FloatArray> {
  readonly count: number;
  readonly points: A;
  readonly logWeight: A;
  readonly potential: A;
}

/** Pairs in a part of the twin: a few ms at most. */
const PART_PAIRS = 1 << 17;

/**
 * The TypeScript twin: the same loop on arrays of the given kind. With Float64Array it is the reference the other
 * forms are tested against; with Float32Array (storage only, sums are float64) it is the `cpu` form.
 */
export function openTwin<A extends FloatArray>(problem: SoftminProblem, Kind: Kind<A>): SoftminLoop {
  const { n, m, eps } = problem;
  const store = (values: Float64Array): A => {
    const stored = new Kind(values.length);
    stored.set(values);
    return stored;
  };
  const side = (count: number, points: Float64Array, weights: Float64Array): Side<A> => ({
    count,
    points: store(points),
    logWeight: store(weights.map(Math.log)),
    potential: new Kind(count),
  });
  const { x, y } = columnsOf(problem, 1);
  const source = side(n, x, problem.a);
  const target = side(m, y, problem.b);
  const scores = new Float64Array(Math.max(n, m));
  let complete = { f: new Float64Array(n), g: new Float64Array(m) };

  function* halfStep(rows: Side<A>, columns: Side<A>): Generator<undefined> {
    const block = Math.max(1, Math.floor(PART_PAIRS / columns.count));
    for (let start = 0; start < rows.count; start += block) {
      const end = Math.min(rows.count, start + block);
      for (let i = start; i < end; i++) {
        rows.potential[i] = eps * (rows.logWeight[i]! - logSumExpRow(scores, rows, i, columns, problem));
      }
      yield undefined;
    }
  }
  function* parts(): Generator<undefined> {
    yield* halfStep(source, target);
    yield* halfStep(target, source);
    complete = { f: Float64Array.from(source.potential), g: Float64Array.from(target.potential) };
  }
  return {
    parts,
    async step() {
      for (const _ of parts());
    },
    async read() {
      return { f: complete.f.slice(), g: complete.g.slice() };
    },
    dispose() {},
  };
}

/** LSE_j (g_j − C_ij)/ε of row i; `scores` is scratch of at least as many numbers as there are columns. */
function logSumExpRow<A extends FloatArray>(
  scores: Float64Array,
  rows: Side<A>,
  i: number,
  columns: Side<A>,
  { d, ground, factor, eps }: SoftminProblem,
): number {
  const { count, points, potential } = columns;
  scores.fill(0, 0, count);
  for (let k = 0; k < d; k++) {
    const here = rows.points[k * rows.count + i]!;
    const offset = k * count;
    if (ground === 'cityblock') {
      for (let j = 0; j < count; j++) scores[j]! += Math.abs(points[offset + j]! - here);
    } else {
      for (let j = 0; j < count; j++) {
        const t = points[offset + j]! - here;
        scores[j]! += t * t;
      }
    }
  }
  let peak = -Infinity;
  for (let j = 0; j < count; j++) {
    const distance = ground === 'euclidean' ? Math.sqrt(scores[j]!) : scores[j]!;
    const score = (potential[j]! - factor * distance) / eps;
    scores[j] = score;
    if (score > peak) peak = score;
  }
  let sum = 0;
  for (let j = 0; j < count; j++) sum += Math.exp(scores[j]! - peak);
  return peak + Math.log(sum);
}
