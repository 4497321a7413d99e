import { measuresOf } from './metrics.ts';
import type { Gated, GatedClassification } from './problem.ts';

export interface GatesSnapshot {
  /** digits × units: 1 open; digits by class, the first of each class. */
  readonly gates: Float64Array;
  readonly units: number;
  readonly labels: Uint8Array;
}

export interface CountsSnapshot {
  /** How many test digits open so many units: index is the number of units. */
  readonly digits: Float64Array;
}

export interface QualitySnapshot {
  readonly work: number;
  readonly accuracy: number;
}

const EACH = 12;

export const snapshots = {
  gates: (problem: GatedClassification, gated: Gated) => {
    const { gates } = measuresOf(problem, gated);
    const [, , units, classes] = problem.sizes;
    const { labels } = problem.test;
    const shown = Array.from({ length: classes }, (_, c) =>
      Array.from(labels.keys())
        .filter((n) => labels[n] === c)
        .slice(0, EACH),
    ).flat();
    const out = new Float64Array(shown.length * units);
    shown.forEach((n, row) => {
      out.set(gates.subarray(n * units, (n + 1) * units), row * units);
    });
    return { gates: out, units, labels: Uint8Array.from(shown, (n) => labels[n]!) } satisfies GatesSnapshot;
  },
  counts: (problem: GatedClassification, gated: Gated) => {
    const { gates } = measuresOf(problem, gated);
    const units = problem.sizes[2];
    const digits = new Float64Array(units + 1);
    for (let n = 0; n < problem.test.count; n++) {
      const open = gates.subarray(n * units, (n + 1) * units).reduce((sum, one) => sum + one, 0);
      digits[open] = digits[open]! + 1;
    }
    return { digits } satisfies CountsSnapshot;
  },
  quality: (problem: GatedClassification, gated: Gated) => {
    const { work, accuracy } = measuresOf(problem, gated);
    return { work, accuracy } satisfies QualitySnapshot;
  },
};
