import { mulberry32 } from '../../../math/random.ts';
import { fillDirections } from './directions.ts';
import { exactSliced } from './exact-sliced.ts';
import type { Sliced, SlicedProblem } from './problem.ts';
import { createSlices, type Slices } from './slices.ts';

export interface SweepSnapshot {
  readonly directions: Float64Array;
  /** Variance of SW² estimates at so many directions; NaN before two repetitions. */
  readonly variance: Float64Array;
  readonly repetitions: number;
  /** Variance of W over all directions: plain Monte Carlo has this over L. */
  readonly ofW: number;
}

const SIZES = [5, 10, 20, 50, 100, 200];
/** Repetitions at every size: at most, at least, and their product with the points of a cloud. */
const [MOST, LEAST, WORK] = [60, 20, 12_800];

/** Estimates by size, repetition after repetition; kept by problem and rule. */
interface Sweep {
  readonly slices: readonly Slices[];
  readonly estimates: readonly number[][];
}
const sweeps = new WeakMap<SlicedProblem, Map<string, Sweep>>();

/**
 * The same estimator at other numbers of directions: a repetition of each for every one of the run, up to sixty.
 * Every repetition has a stream of its own, so the numbers depend on the step alone.
 */
export function sweepDirections(problem: SlicedProblem, { rule, estimates }: Sliced): SweepSnapshot {
  const points = Math.max(problem.source.length, problem.target.length) / problem.dimension;
  const wanted = Math.min(estimates.length, Math.max(LEAST, Math.min(MOST, Math.floor(WORK / points))));
  if (problem.task === 'flow')
    return { directions: new Float64Array(0), variance: new Float64Array(0), repetitions: 0, ofW: Number.NaN };
  const rules = sweeps.get(problem) ?? new Map<string, Sweep>();
  sweeps.set(problem, rules);
  const key = `${rule.directions} ${rule.control}`;
  const sweep = rules.get(key) ?? {
    slices: SIZES.map((L) => createSlices(problem, rule.control, L, () => undefined)),
    estimates: SIZES.map(() => []),
  };
  rules.set(key, sweep);
  sweep.slices.forEach((slices, k) => {
    for (let r = sweep.estimates[k]!.length; r < wanted; r++) {
      fillDirections(rule.directions, mulberry32(SIZES[k]! + 1000 * r), slices.theta, problem.dimension);
      sweep.estimates[k]!.push(slices.estimate().estimate);
    }
  });
  return {
    directions: Float64Array.from(SIZES),
    variance: Float64Array.from(sweep.estimates, (values) => varianceOf(values.slice(0, wanted))),
    repetitions: wanted,
    ofW: exactSliced(problem).variance,
  };
}

function varianceOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.length < 2
    ? Number.NaN
    : values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
