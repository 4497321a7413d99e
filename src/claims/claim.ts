/** Steps between which a metric is looked at, both ends included. */
export interface Window {
  readonly from?: number;
  readonly to?: number;
}

/**
 * The vocabulary in which a paper's claims are measured. Claims are data: the page, the command line and the tests
 * evaluate the same thing from the traces of runs, and see nothing of the algorithm.
 */
export type Measure<Run extends string = string> =
  /** First measured step at which the metric is at or below the bound. */
  | { readonly kind: 'stepsTo'; readonly metric: string; readonly bound: number; readonly run: Run }
  /** Elementary operations spent up to that step. */
  | { readonly kind: 'workTo'; readonly metric: string; readonly bound: number; readonly run: Run }
  | { readonly kind: 'final'; readonly metric: string; readonly run: Run }
  | { readonly kind: 'minimum'; readonly metric: string; readonly run: Run; readonly window?: Window }
  | { readonly kind: 'maximum'; readonly metric: string; readonly run: Run; readonly window?: Window }
  /** Value at the first measured step from `step` on. */
  | { readonly kind: 'at'; readonly metric: string; readonly step: number; readonly run: Run }
  /** First measured step after the metric's maximum at which it is at or below the bound. */
  | { readonly kind: 'fallsTo'; readonly metric: string; readonly bound: number; readonly run: Run }
  | { readonly kind: 'mean'; readonly of: readonly Measure<Run>[] }
  | { readonly kind: 'ratio'; readonly of: Measure<Run>; readonly over: Measure<Run> }
  | { readonly kind: 'difference'; readonly of: Measure<Run>; readonly minus: Measure<Run> };

export const stepsTo = <R extends string>(metric: string, bound: number, run: R): Measure<R> => ({
  kind: 'stepsTo',
  metric,
  bound,
  run,
});
export const workTo = <R extends string>(metric: string, bound: number, run: R): Measure<R> => ({
  kind: 'workTo',
  metric,
  bound,
  run,
});
export const final = <R extends string>(metric: string, run: R): Measure<R> => ({ kind: 'final', metric, run });
export const minimum = <R extends string>(metric: string, run: R, window: Window = {}): Measure<R> => ({
  kind: 'minimum',
  metric,
  run,
  window,
});
export const maximum = <R extends string>(metric: string, run: R, window: Window = {}): Measure<R> => ({
  kind: 'maximum',
  metric,
  run,
  window,
});
export const at = <R extends string>(metric: string, step: number, run: R): Measure<R> => ({
  kind: 'at',
  metric,
  step,
  run,
});
export const fallsTo = <R extends string>(metric: string, bound: number, run: R): Measure<R> => ({
  kind: 'fallsTo',
  metric,
  bound,
  run,
});
export const mean = <R extends string>(of: readonly Measure<R>[]): Measure<R> => ({ kind: 'mean', of });
export const ratio = <R extends string>(of: Measure<R>, over: Measure<R>): Measure<R> => ({ kind: 'ratio', of, over });
export const difference = <R extends string>(of: Measure<R>, minus: Measure<R>): Measure<R> => ({
  kind: 'difference',
  of,
  minus,
});

/** How a claim is measured: what, on which seeds, against which bound. */
export interface ClaimForm<Run extends string = string> {
  readonly measure: Measure<Run>;
  readonly seeds: readonly number[];
  /** What the bounds are on: every seed by itself, the mean over the seeds, or the largest less the smallest. */
  readonly across?: 'every' | 'mean' | 'range';
  readonly atLeast?: number;
  readonly atMost?: number;
  /** What is run, for the reader: `Random assignment, n = 100, η = 600`. */
  readonly setting: string;
}

export interface Claim<Run extends string = string> {
  readonly id: string;
  /** What the paper says, in a sentence. */
  readonly says: string;
  /** Where it stands in the paper. */
  readonly where: string;
  /** What the measured number counts: `steps`, `times fewer steps`. */
  readonly unit: string;
  /** Axis of the bound strip. */
  readonly axis: { readonly scale: 'log' | 'linear'; readonly domain: readonly [number, number] };
  /** Small enough for every test run and for the page. */
  readonly quick: ClaimForm<Run>;
  /** The paper's own size, for the command line; the quick form where absent. */
  readonly full?: ClaimForm<Run>;
}

export type Verdict = 'holds' | 'does not hold here' | 'not measured';
