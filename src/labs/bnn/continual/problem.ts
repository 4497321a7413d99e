import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';

/**
 * Tasks one after another: a learner sees the examples of a task for some time and never again, and is asked about all
 * of them. What is measured is what it still knows of each task after each.
 *
 * In code      In the papers
 * tasks        t, D_t     examples of each task, in the order of the stream
 * teachers     W^(t)      binary weights that a perceptron's labels come from
 * overlap      r₀         of the two teachers, as asked for
 * ratios       α₁, α₂     examples of a task over inputs
 * fields       θ          P(w = ±1) ∝ exp(±β θ)
 * m            m          tanh βθ, the mean of a binary weight
 * anchor       θ⁰         fields of the distribution that a new task is drawn towards
 */
export interface TaskStream {
  readonly kind: Kind;
  /** Numbers an input has. */
  readonly width: number;
  readonly classes: number;
  readonly tasks: readonly Task[];
  /** Where the labels come from binary teachers, whose errors are known in closed form. */
  readonly teachers: Teachers | null;
  /** Where the exact posterior is known. */
  readonly conjugate: Conjugate | null;
}

export type Kind = 'perceptron' | 'images' | 'plane' | 'conjugate';

export interface Task {
  /** For the reader: `0 and 1`, `third order of pixels`. */
  readonly name: string;
  /** Classes that its labels are drawn from. */
  readonly classes: readonly number[];
  readonly train: Examples;
  readonly test: Examples;
}

export interface Examples {
  readonly count: number;
  /** count × width. */
  readonly inputs: Float64Array;
  readonly labels: Uint8Array;
}

export interface Teachers {
  /** One a task, entries ±1. */
  readonly weights: readonly Float64Array[];
  readonly overlap: number;
  /** α of each task. */
  readonly ratios: readonly number[];
}

/** Numbers that arrive one at a time from a Gaussian model of one unknown mean, or of one unknown line. */
export interface Conjugate {
  readonly model: 'mean' | 'line';
  /** Variance of an observation. */
  readonly noise: number;
  readonly priorMean: number;
  readonly priorVariance: number;
  /** The mean, or intercept and slope, of each task. */
  readonly truths: readonly Float64Array[];
  /** Place (0 where the model is a mean) and value of the observations of each task, in order of arrival. */
  readonly places: readonly Float64Array[];
  readonly values: readonly Float64Array[];
}

/**
 * Class probabilities, count × classes, of inputs that are said to belong to a task; most learners do not use which. A
 * new object whenever what it says has changed, so that what was measured of it can be kept.
 */
export interface Predictor {
  predict(inputs: Float64Array, count: number, task: number, out: Float64Array): void;
}

/** A learner after a step. Valid until the next pull. */
export interface Learned extends Settling {
  /** The task being learned, from 0, and the steps spent on it. */
  readonly task: number;
  readonly stepInTask: number;
  /** Null where there is nothing to classify. */
  readonly now: Predictor | null;
  /** As it was after each finished task. */
  readonly after: readonly Predictor[];
  /** Distributions of binary weights; null for other learners, like what follows. */
  readonly fields: Fields | null;
  readonly chains: Chains | null;
  readonly prototypes: Prototypes | null;
  readonly belief: Belief | null;
  readonly subnetworks: Subnetworks | null;
}

/** What learners without anything of their own to show leave at null. */
export const NOTHING_MORE = {
  fields: null,
  chains: null,
  prototypes: null,
  belief: null,
  subnetworks: null,
} as const;

/** One sparse part of the network a task. */
export interface Subnetworks {
  /** [task][layer], the present task last: 1 where the weight belongs to the task. */
  readonly masks: readonly (readonly Uint8Array[])[];
}

export interface Fields {
  readonly beta: number;
  readonly gamma: number;
  readonly anchorKind: 'task' | 'step' | 'none';
  /** A layer each, out × in. */
  readonly theta: readonly Float64Array[];
  readonly anchor: readonly Float64Array[];
  /** θ and β after each finished task. */
  readonly afterTheta: readonly (readonly Float64Array[])[];
  readonly afterBeta: readonly number[];
  /** Of a perceptron, θ now and then on its way; empty for networks. */
  readonly trail: readonly Waypoint[];
}

export interface Waypoint {
  readonly task: number;
  /** Steps since the start of the run. */
  readonly step: number;
  readonly theta: Float64Array;
}

/** Markov chains over all weights of a small network, and the density that stands for what was learned before. */
export interface Chains {
  readonly chains: number;
  readonly parameters: number;
  /** chains × parameters. */
  readonly positions: Float64Array;
  /** Potential energy of every chain, trajectory after trajectory: [trajectory][chain]. */
  readonly energies: readonly Float64Array[];
  /** Share of the chains that accepted, trajectory after trajectory. */
  readonly acceptance: readonly number[];
  readonly stepSize: number;
  /** Draws kept of the present task, kept × parameters; grows. */
  readonly draws: readonly Float64Array[];
  /** The mixture that is the present prior; null for the first task. */
  readonly mixture: Mixture | null;
}

export interface Mixture {
  readonly weights: Float64Array;
  /** components × parameters. */
  readonly means: Float64Array;
  readonly variances: Float64Array;
}

/** Embeddings of test inputs and the Gaussian of every class. */
export interface Prototypes {
  readonly size: number;
  /** classes × size, with the variance of each and the examples behind it (0: not seen). */
  readonly means: Float64Array;
  readonly variances: Float64Array;
  readonly counts: Float64Array;
  /** Embeds count inputs into count × size. */
  embed(inputs: Float64Array, count: number, out: Float64Array): void;
}

/** An exact Gaussian posterior: its mean and covariance now, and as they were after each finished task. */
export interface Belief {
  readonly mean: Float64Array;
  /** size × size. */
  readonly covariance: Float64Array;
  readonly after: readonly { readonly mean: Float64Array; readonly covariance: Float64Array }[];
}

export const method = typedMethod<TaskStream, Learned>();
export const instance = typedInstance<TaskStream>();
