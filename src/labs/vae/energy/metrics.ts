import type { Metric } from '../../../engine/bench.ts';
import type { BoltzmannMachine, Marginals } from './problem.ts';

type Measured = Metric<BoltzmannMachine, Marginals>;

const farthest = (a: Float64Array, b: Float64Array): number =>
  a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i]!)), 0);

/** Σ over pairs of the largest difference between two lists of marginals, start by start. */
const moved = (now: readonly Float64Array[], then: readonly Float64Array[]): number =>
  Math.max(...now.map((x, s) => farthest(x, then[s]!)));

/** x against softmax(Φ x + b), computed anew. */
function fixedPointResidual({ size, states, bias, couplings }: BoltzmannMachine, { weights, x }: Marginals): number {
  const Phi = couplings[weights];
  return Math.max(
    ...x.map((one) => {
      const expected = new Float64Array(size);
      for (let g = 0; g < size; g += states) {
        let total = 0;
        const field = Array.from({ length: states }, (_, k) => {
          const row = Phi.subarray((g + k) * size, (g + k + 1) * size);
          return row.reduce((sum, value, j) => sum + value * one[j]!, bias[g + k]!);
        });
        const top = Math.max(...field);
        for (const value of field) total += Math.exp(value - top);
        field.forEach((value, k) => {
          expected[g + k] = Math.exp(value - top) / total;
        });
      }
      return farthest(one, expected);
    }),
  );
}

export const metrics: Readonly<Record<string, Measured>> = {
  residual: {
    label: 'Residual',
    scale: 'log',
    better: 'lower',
    help: 'Largest |x − softmax(Φx + b)| over variables, states and starts; 0 at a solution.',
    measure: fixedPointResidual,
  },
  change: {
    label: 'Change in a step',
    scale: 'log',
    better: null,
    help: 'Largest change of a marginal in the last step, over all starts.',
    measure: (_, { x, before }) => moved(x, before),
  },
  cycle: {
    label: 'Change in two steps',
    scale: 'log',
    better: null,
    help: 'Largest change of a marginal over two steps: near 0 while a single step changes much, it is a cycle of two.',
    measure: (_, { x, beforeThat }) => moved(x, beforeThat),
  },
  spread: {
    label: 'Spread across starts',
    scale: 'log',
    better: 'lower',
    help: 'Largest difference of a marginal between two starts: 0 where all end at one solution.',
    measure: (_, { x }) => Math.max(...x.slice(1).map((one) => farthest(one, x[0]!))),
  },
  smallestEigenvalue: {
    label: 'Smallest eigenvalue of I − Φ',
    scale: 'linear',
    better: null,
    help: 'Positive: there is exactly one solution.',
    measure: ({ eigenvalues }, { weights }) => eigenvalues[weights].at(-1)!,
  },
};
