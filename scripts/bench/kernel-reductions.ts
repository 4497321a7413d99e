import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { gramSums, gramSumsCost, gramSumsTwin } from '../../src/tensor/kernels/gram-sums.ts';
import { averagesTwin, rowAverages, rowAveragesCost } from '../../src/tensor/kernels/row-averages.ts';
import { testClouds } from '../../src/tensor/kernels/test-clouds.ts';
import { tf } from '../../src/tensor/tf.ts';
import type { KernelBench, KernelSide } from './kernel.ts';

/** One pass over n × n pairs, uploads and readback included; the values averaged or multiplied are the points. */
export async function openReductionBench(kernel: 'averages' | 'gram', n: number, d: number): Promise<KernelBench> {
  const { x, y } = testClouds(n, n, d);
  const factor = 4;
  const shared = { n, m: n, d, x, y, ground: 'squaredEuclidean', factor, width: d } as const;
  const problem = { ...shared, h: new Float64Array(n), values: y, v: y };
  const points = (values: Float64Array) => Float32Array.from(values, (value) => value - 3.25);
  const composed = async (): Promise<Float64Array[]> => {
    const results = tf.tidy((): Tensor[] => {
      const rows = tf.tensor2d(points(x), [n, d]);
      const columns = tf.tensor2d(points(y), [n, d]);
      const terms = Array.from({ length: d }, (_, k) =>
        tf.squaredDifference(tf.slice(rows, [0, k], [n, 1]), tf.transpose(tf.slice(columns, [0, k], [n, 1]))),
      );
      const scores = tf.mul(tf.addN(terms), -factor) as Tensor2D;
      if (kernel === 'averages') {
        const logSum = tf.logSumExp(scores, 1) as Tensor1D;
        return [logSum, tf.matMul(tf.exp(tf.sub(scores, tf.expandDims(logSum, 1))) as Tensor2D, columns)];
      }
      const K = tf.exp(scores) as Tensor2D;
      return [tf.sum(K, 1), tf.sum(tf.square(K), 1), tf.matMul(K, columns)];
    });
    const numbers = await Promise.all(results.map((result) => result.data()));
    tf.dispose(results);
    return numbers.map((values) => Float64Array.from(values));
  };
  const results: Record<KernelSide, () => Promise<Float64Array[]>> = {
    async fused() {
      if (kernel === 'averages') {
        const { logSum, average } = await rowAverages(problem);
        return [logSum, average];
      }
      const { rows, squares, products } = await gramSums(problem);
      return [rows, squares, products];
    },
    async composed() {
      const numbers = await composed();
      // The composed form has the points moved: averages and products are moved back.
      const last = numbers[numbers.length - 1]!;
      const moved = last.map(
        (value, at) => value + 3.25 * (kernel === 'averages' ? 1 : numbers[0]![Math.floor(at / d)]!),
      );
      return [...numbers.slice(0, -1), moved];
    },
  };
  const twin = (): Float64Array[] => {
    if (kernel === 'gram') {
      const { rows, squares, products } = gramSumsTwin(problem);
      return [rows, squares, products];
    }
    const { logSum, average } = averagesTwin(problem);
    return [logSum, average];
  };
  return {
    work: (kernel === 'averages' ? rowAveragesCost : gramSumsCost)(n, n, d, d),
    async run(side, repetitions) {
      for (let k = 0; k < repetitions; k++) await (side === 'fused' ? results.fused() : composed());
    },
    async errors() {
      const exact = twin();
      const error = async (side: KernelSide) => {
        const found = await results[side]();
        const worst = found.map((values, k) => {
          const size = exact[k]!.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
          return values.reduce((most, value, at) => Math.max(most, Math.abs(value - exact[k]![at]!)), 0) / size;
        });
        return Math.max(...worst);
      };
      return { fused: await error('fused'), composed: await error('composed') };
    },
    dispose() {},
  };
}
