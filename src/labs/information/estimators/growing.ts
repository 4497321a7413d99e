import type { Breathing } from '../../../math/breaths.ts';
import type { Estimate, Estimated, Samples } from './problem.ts';

/** Fewest samples of the first step, when there are so many. */
const FIRST = 50;

/** `stages` numbers of samples from about 50 to n, each larger than the last by one ratio; equal ones are one. */
export function growingSizes(n: number, stages: number): number[] {
  const first = Math.min(FIRST, n);
  const sizes = Array.from({ length: stages }, (_, s) =>
    stages === 1 ? n : Math.round(first * (n / first) ** (s / (stages - 1))),
  );
  return [...new Set(sizes)];
}

/** Runs an estimator on the first n_s samples of every step, and keeps what it said. */
export function* growing(
  problem: Samples,
  quantity: string,
  estimate: (n: number) => Breathing<Estimated>,
): Generator<Estimate | undefined> {
  const sizes: number[] = [];
  const estimates: number[] = [];
  const errors: number[] = [];
  for (const n of problem.sizes) {
    const one = yield* estimate(n);
    sizes.push(n);
    estimates.push(one.information);
    errors.push(one.standardError);
    yield {
      ...one,
      n,
      quantity,
      sizes: Float64Array.from(sizes),
      estimates: Float64Array.from(estimates),
      errors: Float64Array.from(errors),
    };
  }
}
