import type { Conditions } from './problem.ts';

/** Images made from the prior for the picture of samples. */
export const SAMPLES = 24;
/** Shared noises in the grid of conditions. */
export const GRID_ROWS = 4;
const MOST_COLUMNS = 16;

/** A condition in words: the attributes that are on, or the class. */
export interface NamedCondition {
  readonly name: string;
  readonly values: readonly number[];
}

/** All combinations of attributes, or all classes; 16 at most. */
export function namedConditions({ kind, names }: Conditions): NamedCondition[] {
  const count = Math.min(MOST_COLUMNS, kind === 'labels' ? names.length : 2 ** names.length);
  return Array.from({ length: count }, (_, k) => {
    const values = names.map((_name, a) => (kind === 'labels' ? Number(a === k) : (k >> a) & 1));
    const on = names.filter((_name, a) => values[a] === 1);
    return { name: on.length > 0 ? on.join(' + ') : 'none', values };
  });
}

/** Conditions of the samples, in turn, and of the grid, row after row. */
export function madeConditions(conditions: Conditions | null): {
  samples: number;
  columns: number;
  conditions: Float32Array | null;
} {
  if (conditions === null) return { samples: SAMPLES, columns: 0, conditions: null };
  const named = namedConditions(conditions);
  const rows = Array.from({ length: SAMPLES + GRID_ROWS * named.length }, (_, k) => {
    const place = k < SAMPLES ? k : k - SAMPLES;
    return named[place % named.length]!.values;
  });
  return { samples: SAMPLES, columns: named.length, conditions: Float32Array.from(rows.flat()) };
}
