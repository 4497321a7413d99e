import type { Metric } from '../../../engine/bench.ts';
import { luSolve } from '../../../math/lu-solve.ts';
import type { Recovered, Recovery, SparseRecovery, Trial } from './problem.ts';

type Measured = Metric<SparseRecovery, Recovery>;

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2;
};

/** ‖x̂ − x‖² / ‖x‖² in decibels; 0 for an estimate of nothing. */
export function normalisedError({ signal }: Trial, { mean }: Recovered): number {
  let left = 0;
  let all = 0;
  signal.forEach((value, j) => {
    left += (mean[j]! - value) ** 2;
    all += value * value;
  });
  return 10 * Math.log10(Math.max(left / all, 1e-30));
}

/** Entries above a tenth of the largest count as found. F-score of them against the true support. */
function supportScore({ signal }: Trial, { mean }: Recovered): number {
  const floor = 0.1 * mean.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let both = 0;
  let found = 0;
  let real = 0;
  signal.forEach((value, j) => {
    const here = Math.abs(mean[j]!) > floor;
    found += Number(here);
    real += Number(value !== 0);
    both += Number(here && value !== 0);
  });
  return (2 * both) / (found + real);
}

/** ln |C| + yᵀ C⁻¹ y by elimination with pivots. */
export function costOf({ A, y, noise }: Trial, gamma: Float64Array): number {
  const rows = y.length;
  const C = new Float64Array(rows * rows);
  for (let a = 0; a < rows; a++)
    for (let b = 0; b < rows; b++) {
      let sum = a === b ? noise : 0;
      for (let j = 0; j < gamma.length; j++)
        if (gamma[j]! > 0) sum += A[a * gamma.length + j]! * gamma[j]! * A[b * gamma.length + j]!;
      C[a * rows + b] = sum;
    }
  const solved = luSolve(C, y);
  let cost = solved.reduce((sum, value, a) => sum + value * y[a]!, 0);
  for (let k = 0; k < rows; k++) {
    cost += Math.log(C[k * rows + k]!);
    for (let i = k + 1; i < rows; i++) {
      const factor = C[i * rows + k]! / C[k * rows + k]!;
      for (let j = k; j < rows; j++) C[i * rows + j] = C[i * rows + j]! - factor * C[k * rows + j]!;
    }
  }
  return cost;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export const metrics: Readonly<Record<string, Measured>> = {
  error: {
    label: 'Error',
    unit: 'dB',
    scale: 'linear',
    better: 'lower',
    help: 'Median over trials of ‖x̂ − x‖² / ‖x‖², in decibels.',
    measure: ({ trials }, { trials: states }) => median(states.map((state, t) => normalisedError(trials[t]!, state))),
  },
  support: {
    label: 'Support found',
    scale: 'linear',
    better: 'higher',
    help: 'F-score of the entries above a tenth of the largest against the true support; mean over trials.',
    measure: ({ trials }, { trials: states }) => mean(states.map((state, t) => supportScore(trials[t]!, state))),
  },
  cost: {
    label: 'Cost of the first trial',
    scale: 'linear',
    better: null,
    help: 'ln |C| + yᵀ C⁻¹ y: twice the negative log evidence without its constant; none for matching pursuit.',
    measure: ({ trials }, { trials: [first] }) => (first?.gamma ? costOf(trials[0]!, first.gamma) : Number.NaN),
  },
  active: {
    label: 'Entries kept',
    scale: 'linear',
    better: null,
    help: 'Entries whose prior variance is not zero, or that were chosen; mean over trials.',
    measure: (_, { trials }) =>
      mean(trials.map(({ gamma, mean: x }) => (gamma ?? x).reduce((count, value) => count + Number(value !== 0), 0))),
  },
  iterations: {
    label: 'Iterations of a trial',
    scale: 'linear',
    better: 'lower',
    help: 'Mean over trials; those that have ended no longer count on.',
    measure: (_, { trials }) => mean(trials.map(({ iterations }) => iterations)),
  },
  arithmetic: {
    label: 'Multiply-adds',
    scale: 'log',
    better: 'lower',
    help: 'Of all trials so far.',
    measure: (_, { arithmetic }) => arithmetic,
  },
};
