/** A long computation that pauses: it yields `undefined` where a solver may breathe, and returns its result. */
export type Breathing<Result> = Generator<undefined, Result, unknown>;

/** Elementary operations between two breaths: a few milliseconds of plain loops. */
export const BREATH = 2_000_000;

/** Runs a breathing computation to its end in one go. */
export function finish<Result>(computation: Breathing<Result>): Result {
  for (;;) {
    const next = computation.next();
    if (next.done) return next.value;
  }
}
