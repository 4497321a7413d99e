import { instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';
import type { Posterior } from './posterior.ts';

/**
 * Learning with a network whose weights have a distribution: given rows (x, y) and the prior w ~ N(0, p²), find q(w)
 * near p(w | D), and predict with the mean over networks drawn from q. Methods differ in the family of q (a point, a
 * few points, a Gaussian on all weights, a Gaussian on a sparse subspace) and share the network.
 *
 * In code      In the papers
 * inputs       x        features of a row
 * targets      y        class (whole number from 0) or value
 * hidden       -        units of the hidden layers, first to last
 * noiseSd      s        standard deviation of y around f(x), regression only
 * batch        B        rows of a step; equal to train.count: the whole set
 * weights      θ, w     matrices outputs × inputs, row-major; biases are plain parameters
 */
export interface PosteriorProblem {
  readonly kind: 'classification' | 'regression';
  readonly features: number;
  /** Classes, or 1 for regression. */
  readonly outputs: number;
  /** Names of the classes; empty for regression. */
  readonly classes: readonly string[];
  readonly hidden: readonly number[];
  readonly activation: Activation;
  readonly train: Rows;
  readonly test: Rows;
  readonly batch: number;
  readonly noiseSd: number;
  /** Two features: the square the predictive is drawn on. */
  readonly plane: Interval | null;
  /** One feature: the interval the predictive is drawn on. */
  readonly line: Interval | null;
  /** Of two features: points far from all data, pairs x, y. */
  readonly farPoints: Float64Array | null;
  /** Of one feature: x without data on both sides of it, and x beyond the data. */
  readonly probes: Probes | null;
  /** Rows are grey images of this size. */
  readonly image: { readonly width: number; readonly height: number } | null;
  /** Seed of the networks that measures and pictures draw from a posterior. */
  readonly evaluationSeed: number;
  readonly notes: readonly string[];
}

export type Activation = 'relu' | 'tanh';

export interface Interval {
  readonly from: number;
  readonly to: number;
}

export interface Rows {
  readonly count: number;
  /** count × features. */
  readonly inputs: Float64Array;
  /** count: class or value. */
  readonly targets: Float64Array;
}

/** Where the uncertainty of a regression is asked: each a list of x. */
export interface Probes {
  readonly outside: readonly number[];
  readonly atData: readonly number[];
  readonly gap: readonly number[];
}

/** Widths of all layers: features, hidden units, outputs. */
export const layerSizes = ({ features, hidden, outputs }: PosteriorProblem): number[] => [features, ...hidden, outputs];

/** Weights of the network's matrices. */
export function weightsOf(problem: PosteriorProblem): number {
  const sizes = layerSizes(problem);
  let sum = 0;
  for (let l = 0; l + 1 < sizes.length; l++) sum += sizes[l]! * sizes[l + 1]!;
  return sum;
}

export const method = typedMethod<PosteriorProblem, Posterior>();
export const instance = typedInstance<PosteriorProblem>();
