import { normalisedError } from './metrics.ts';
import type { Recovery, SparseRecovery } from './problem.ts';

export interface SignalSnapshot {
  /** N × N of the first trial: |x| as drawn and as found. */
  readonly truth: Float64Array;
  readonly found: Float64Array;
  readonly N: number;
}

export interface VariancesSnapshot {
  /** Factors of the first trial's prior variances; for methods without them the largest of every row and column. */
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** Whether each row and column is in use. */
  readonly rows: Uint8Array;
  readonly columns: Uint8Array;
  readonly factored: boolean;
}

export interface TrialsSnapshot {
  /** Decibels, one a trial. */
  readonly errors: Float64Array;
  readonly iterations: Float64Array;
}

const largestOf = (values: Float64Array, N: number, of: (i: number, k: number) => number): Float64Array =>
  Float64Array.from({ length: N }, (_, i) =>
    Array.from({ length: N }, (_, k) => Math.abs(values[of(i, k)]!)).reduce((a, b) => Math.max(a, b), 0),
  );

export const snapshots = {
  signal: ({ trials, N }: SparseRecovery, { trials: [first] }: Recovery) =>
    ({ truth: trials[0]!.signal.map(Math.abs), found: first!.mean.map(Math.abs), N }) satisfies SignalSnapshot,
  variances: ({ trials, N }: SparseRecovery, { trials: [first] }: Recovery) => {
    const { signal } = trials[0]!;
    const values = first!.gamma ?? first!.mean.map((value) => value * value);
    const [byRow, byColumn] = [(i: number, k: number) => i * N + k, (i: number, k: number) => k * N + i];
    return {
      first: first!.factors?.[0].slice() ?? largestOf(values, N, byRow),
      second: first!.factors?.[1].slice() ?? largestOf(values, N, byColumn),
      rows: Uint8Array.from(largestOf(signal, N, byRow), (value) => Number(value > 0)),
      columns: Uint8Array.from(largestOf(signal, N, byColumn), (value) => Number(value > 0)),
      factored: first!.factors !== null,
    } satisfies VariancesSnapshot;
  },
  trials: ({ trials }: SparseRecovery, { trials: states }: Recovery) =>
    ({
      errors: Float64Array.from(states, (state, t) => normalisedError(trials[t]!, state)),
      iterations: Float64Array.from(states, ({ iterations }) => iterations),
    }) satisfies TrialsSnapshot,
};
