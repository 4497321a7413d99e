import { createTape, forward } from '../../../math/mlp.ts';
import type { LabelledPoints, StochasticClassifier } from './problem.ts';

/** Means and standard deviations of the codes of some points, count × code each. */
export interface Codes {
  readonly count: number;
  readonly code: number;
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

export const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

export function encode({ code, mean, spread }: StochasticClassifier, { x, count }: LabelledPoints): Codes {
  const tape = createTape(mean, count);
  const means = forward(mean, x, count, tape).slice();
  const raw = forward(spread, x, count, tape);
  return { count, code, mean: means, deviation: raw.map(softplus) };
}
