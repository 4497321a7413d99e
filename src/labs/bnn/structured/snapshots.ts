import { lengthsOf, sparsityOf, testAccuracy } from './metrics.ts';
import type { SparseClassification, Structured } from './problem.ts';

export interface NeuronsSnapshot {
  /** Lengths of the neurons of the first hidden layer, the longest first. */
  readonly lengths: Float64Array;
  readonly k: number;
  readonly budgeted: boolean;
}

export interface WeightsSnapshot {
  /** outputs × inputs of the first hidden layer: |weight|, 0 where it is masked or its neuron gone. */
  readonly values: Float64Array;
  readonly inputs: number;
  readonly outputs: number;
  /** Length of the runs of a pattern; 0 for methods without one. */
  readonly N: number;
  readonly M: number;
}

export interface QualitySnapshot {
  readonly sparsity: number;
  readonly accuracy: number;
}

export const snapshots = {
  neurons: (_: SparseClassification, { network, k, pattern }: Structured) =>
    ({ lengths: lengthsOf(network, 0).sort().reverse(), k, budgeted: pattern === null }) satisfies NeuronsSnapshot,
  weights: (_: SparseClassification, { network, pattern }: Structured) => {
    const [inputs, outputs] = [network.sizes[0]!, network.sizes[1]!];
    const W = network.weights[0]!;
    const values = Float64Array.from({ length: inputs * outputs }, (_value, at) =>
      Math.abs(W[(at % inputs) * outputs + Math.floor(at / inputs)]!),
    );
    return { values, inputs, outputs, N: pattern?.N ?? 0, M: pattern?.M ?? 0 } satisfies WeightsSnapshot;
  },
  quality: (problem: SparseClassification, state: Structured) =>
    ({ sparsity: sparsityOf(state), accuracy: testAccuracy(problem, state) }) satisfies QualitySnapshot,
};
