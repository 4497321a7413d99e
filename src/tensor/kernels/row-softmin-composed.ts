import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { tf } from '../tf.ts';
import { columnsOf, type SoftminLoop, type SoftminProblem, stretchOf } from './softmin-problem.ts';

/** Pairs in a block of rows: 256 kB per intermediate tensor, a few ms of tfjs wasm. */
const BLOCK_PAIRS = 1 << 16;

/**
 * The loop in stock tfjs operations on whatever backend is open: the `wasm` form, and what the fused kernel is
 * measured against. Blocks of rows bound the memory; potentials are kept in units of ε.
 */
export async function openComposed(problem: SoftminProblem, blockPairs = BLOCK_PAIRS): Promise<SoftminLoop> {
  const { n, m, d, a, b, eps, ground } = problem;
  const points = columnsOf(problem, stretchOf(problem, 1));
  const kept: Tensor[] = [];
  const keep = <T extends Tensor>(tensor: T): T => {
    kept.push(tensor);
    return tensor;
  };
  const side = (values: Float64Array, weights: Float64Array, count: number, columns: number) => {
    const width = Math.max(1, Math.floor(blockPairs / columns));
    const coordinate = (k: number) => Float32Array.from(values.subarray(k * count, (k + 1) * count));
    const all = Array.from({ length: d }, (_, k) => coordinate(k));
    return {
      asColumns: all.map((numbers) => keep(tf.tensor2d(numbers, [1, count]))),
      blocks: Array.from({ length: Math.ceil(count / width) }, (_, k) => {
        const start = k * width;
        const end = Math.min(count, start + width);
        return {
          points: all.map((numbers) => keep(tf.tensor2d(numbers.slice(start, end), [end - start, 1]))),
          logWeight: keep(tf.tensor1d(Float32Array.from(weights.subarray(start, end), Math.log))),
        };
      }),
    };
  };
  const source = side(points.x, a, n, m);
  const target = side(points.y, b, m, n);
  let f = tf.zeros<(typeof tf.Rank)['R1']>([n]) as Tensor1D;
  let g = tf.zeros<(typeof tf.Rank)['R1']>([m]) as Tensor1D;

  type Side = typeof source;
  const softmin = (
    { points: rows, logWeight }: Side['blocks'][number],
    columns: readonly Tensor2D[],
    potential: Tensor1D,
  ): Tensor1D =>
    tf.tidy(() => {
      const terms = rows.map((row, k) =>
        ground === 'cityblock' ? tf.abs(tf.sub(row, columns[k]!)) : tf.squaredDifference(row, columns[k]!),
      );
      const sum = terms.reduce((total, term) => tf.add(total, term));
      const cost = ground === 'euclidean' ? tf.sqrt(sum) : sum;
      return tf.sub(logWeight, tf.logSumExp(tf.sub(tf.reshape(potential, [1, -1]), cost), 1)) as Tensor1D;
    });

  function* halfStep(rows: Side, columns: Side, potential: Tensor1D): Generator<undefined, Tensor1D> {
    const done: Tensor1D[] = [];
    try {
      for (const block of rows.blocks) {
        done.push(softmin(block, columns.asColumns, potential));
        if (done.length < rows.blocks.length) yield undefined;
      }
      return tf.concat1d(done);
    } finally {
      tf.dispose(done);
    }
  }

  function* parts(): Generator<undefined> {
    const nextF = yield* halfStep(source, target, g);
    let nextG: Tensor1D | null = null;
    try {
      yield undefined;
      nextG = yield* halfStep(target, source, nextF);
    } finally {
      if (nextG === null) nextF.dispose(); // stopped inside: the last complete iteration stays
    }
    tf.dispose([f, g]);
    f = nextF;
    g = nextG;
  }

  return {
    parts,
    async step() {
      for (const _ of parts());
    },
    async read() {
      const inCost = async (tensor: Tensor1D) => Float64Array.from(await tensor.data(), (value) => value * eps);
      return { f: await inCost(f), g: await inCost(g) };
    },
    dispose() {
      tf.dispose([...kept.splice(0), f, g]);
    },
  };
}
