import { controlledPaths, JUDGED, momentsByTime } from './controlled-paths.ts';
import type { Bridge, ControlledBridge } from './problem.ts';

const DRAWN = 12;

export interface PosteriorSnapshot {
  /** Times 0, dt, …, 1. */
  readonly times: Float64Array;
  readonly mean: Float64Array;
  readonly sd: Float64Array;
  readonly exactMean: Float64Array;
  readonly exactSd: Float64Array;
  readonly paths: readonly Float64Array[];
  readonly observed: number;
  readonly observedSd: number;
}

export interface ControlSnapshot {
  /** Times 0, …, 1 − dt. */
  readonly times: Float64Array;
  readonly mean: Float64Array;
  readonly sd: Float64Array;
  readonly exact: Float64Array;
}

const timesOf = (count: number, dt: number) => Float64Array.from({ length: count }, (_, i) => i * dt);
const fromZero = (values: Float64Array) => Float64Array.from([0, ...values]);

export const snapshots = {
  posterior: (problem: Bridge, iterate: ControlledBridge) => {
    const { x } = controlledPaths(problem, iterate);
    const count = problem.steps + 1;
    return {
      times: timesOf(count, problem.dt),
      ...momentsByTime(x),
      exactMean: fromZero(problem.exact.mean),
      exactSd: fromZero(problem.exact.variance.map(Math.sqrt)),
      // Every other path: its neighbour has the opposite noise.
      paths: Array.from({ length: DRAWN }, (_, p) =>
        Float64Array.from({ length: count }, (_, i) => x[i * JUDGED + 2 * p]!),
      ),
      observed: problem.observed,
      observedSd: problem.sd,
    } satisfies PosteriorSnapshot;
  },
  control: (problem: Bridge, iterate: ControlledBridge) =>
    ({
      times: timesOf(problem.steps, problem.dt),
      ...momentsByTime(controlledPaths(problem, iterate).u),
      exact: problem.exact.control.slice(),
    }) satisfies ControlSnapshot,
};
