import { quantile } from '../../charts/statistics.ts';
import type { RunState } from '../stores/runs.ts';

export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** Median and quartiles of what the ended seeds of a run came to; null before one has ended. */
export function spreadOf(ended: readonly RunState[], read: (run: RunState) => number | undefined): Spread | null {
  const values = ended.map(read).filter((value): value is number => value !== undefined && !Number.isNaN(value));
  if (values.length === 0) return null;
  return { median: quantile(values, 0.5), low: quantile(values, 0.25), high: quantile(values, 0.75) };
}
