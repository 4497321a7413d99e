import type { Learned, TaskStream } from './problem.ts';
import table from './replica-curves.json';

/** What replica theory says of the errors at the end of the task being learned. */
export interface Theory {
  /** ε₁ and, from task 2 on, ε₂. */
  readonly errors: readonly number[];
}

/** γ by which theory knows a run: 0 without an anchor; null where it has nothing to say. */
export function theoryWeight({ fields }: Learned): number | null {
  if (!fields || fields.anchorKind === 'step') return null;
  return fields.anchorKind === 'none' ? 0 : fields.gamma;
}

const close = (a: number, b: number) => Math.abs(a - b) < 1e-9;

/** Stored numbers for the settings of a run; null for others, which theory answers when asked. */
export function theoryOf({ teachers }: TaskStream, learned: Learned): Theory | null {
  const gamma = theoryWeight(learned);
  if (!teachers || gamma === null) return null;
  const [alpha1, alpha2] = teachers.ratios;
  if (learned.task === 0) {
    const row = table.first.find(({ gamma: g }) => close(g, gamma));
    const k = row ? table.alphas.findIndex((alpha) => close(alpha, alpha1!)) : -1;
    return k < 0 ? null : { errors: [row!.errors[k]!] };
  }
  const row = table.second.find(
    (one) =>
      close(one.gamma, gamma) &&
      close(one.alpha1, alpha1!) &&
      close(one.alpha2, alpha2!) &&
      close(one.overlap, teachers.overlap),
  );
  return row ? { errors: row.errors } : null;
}

/** The stored line of ε against α in one task, for a γ; null for others. */
export function firstTaskCurve(gamma: number): { alphas: Float64Array; errors: Float64Array } | null {
  const row = table.first.find((one) => close(one.gamma, gamma));
  return row ? { alphas: Float64Array.from(table.alphas), errors: Float64Array.from(row.errors) } : null;
}

/** The stored errors after both tasks along γ, at the settings of a problem; empty for others. */
export function secondTaskSweep({ teachers }: TaskStream): { gamma: number; errors: number[] }[] {
  if (!teachers) return [];
  const [alpha1, alpha2] = teachers.ratios;
  return table.second
    .filter((one) => close(one.alpha1, alpha1!) && close(one.alpha2, alpha2!) && close(one.overlap, teachers.overlap))
    .map(({ gamma, errors }) => ({ gamma, errors: [...errors] }));
}
