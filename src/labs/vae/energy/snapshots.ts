import type { BoltzmannMachine, Marginals } from './problem.ts';

export interface PathsSnapshot {
  /** [start][step]. */
  readonly residuals: readonly Float64Array[];
  readonly traces: readonly Float64Array[];
}

export interface CouplingsSnapshot {
  readonly eigenvalues: Float64Array;
  readonly margin: number;
  /** |Φ|, size × size. */
  readonly strengths: Float64Array;
  readonly size: number;
  readonly weights: string;
}

export interface MarginalsSnapshot {
  /** starts × size. */
  readonly x: readonly Float64Array[];
  readonly states: number;
}

const MOST_DRAWN = 400;

export const snapshots = {
  paths: (_: BoltzmannMachine, { residuals, traces }: Marginals) => {
    const drawn = (rows: readonly (readonly number[])[]) =>
      rows.map((row) => Float64Array.from(row.slice(0, MOST_DRAWN)));
    return { residuals: drawn(residuals), traces: drawn(traces) } satisfies PathsSnapshot;
  },
  couplings: ({ eigenvalues, couplings, margin, size }: BoltzmannMachine, { weights }: Marginals) =>
    ({
      eigenvalues: eigenvalues[weights].slice(),
      margin,
      strengths: couplings[weights].map(Math.abs),
      size,
      weights,
    }) satisfies CouplingsSnapshot,
  marginals: ({ states }: BoltzmannMachine, { x }: Marginals) =>
    ({ x: x.map((one) => one.slice()), states }) satisfies MarginalsSnapshot,
};
