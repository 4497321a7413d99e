import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';
import type { DiscreteJoint } from '../../../math/bottleneck-curve.ts';
import type { Mlp } from '../../../math/mlp.ts';

/**
 * A classifier trains, and every layer is a point in the plane (I(X;T), I(T;Y)).
 *
 *   X → T₁ → ... → T_L → Ŷ,     I(X;Y) ≥ I(T₁;Y) ≥ ...,     H(X) ≥ I(X;T₁) ≥ ...
 *
 * In code      In the papers
 * inputs       X                 patterns, count × width, row-major
 * labels       Y                 classes, as the network is given them (noise included)
 * rule         p(y = 1|x)        where the law of the label is known and is not 0 or 1
 * network      W, b              the network as it stands
 * values       T                 activations of a layer; the last layer is the softmax output
 * ixt, ity     I(X;T), I(T;Y)    bits, as the observer of the method estimates them
 * l2           λ                 weight decay, added to the gradient of the loss
 * noise        σ                 standard deviation of the noise after every hidden activation
 */
export interface Task {
  readonly kind: 'sphere' | 'digits' | 'gaussians' | 'bumps';
  readonly count: number;
  readonly width: number;
  readonly classes: number;
  readonly inputs: Float64Array;
  readonly labels: Int32Array;
  /** Rows trained on, and rows that test. */
  readonly train: Int32Array;
  readonly test: Int32Array;
  /** Rows on which the plane is computed. */
  readonly observed: Int32Array;
  /** p(y = 1|x) of every row; null where the label is a function of the pattern. */
  readonly rule: Float64Array | null;
  /** What the observed rows hold, bits: H(X), H(Y), I(X;Y). */
  readonly hX: number;
  readonly hY: number;
  readonly ixy: number;
  /** The joint distribution of pattern and label, patterns of one rule merged; null for labels that are functions of X. */
  readonly joint: DiscreteJoint | null;
  /** Seeds what observers draw, so that they never touch the streams of the training. */
  readonly seed: number;
  readonly notes: readonly string[];
}

/** Layers at one epoch, pooled over units and observed rows. */
export interface LayerPicture {
  /** Cells of equal width from low to high, and how many activations fall into each. */
  readonly low: number;
  readonly high: number;
  readonly counts: Int32Array;
  readonly largest: number;
  /** Bins in use; empty for observers without bins. */
  readonly edges: Float64Array;
  /** Eigenvalues of the diffusion operator; empty for other observers. */
  readonly spectrum: Float64Array;
}

/** Points of the plane so far: entry e · layers + l of ixt and ity is layer l at epochs[e]. */
export interface PlaneHistory {
  readonly layers: number;
  readonly epochs: number[];
  readonly ixt: number[];
  readonly ity: number[];
}

/** Gradient statistics so far, dense at first and then 64 epochs an octave; means and spreads are epoch-major. */
export interface DriftHistory {
  readonly layers: number;
  readonly epochs: number[];
  readonly mean: number[];
  readonly spread: number[];
  readonly snr: number[];
}

/** The training after some epochs. Valid until the next pull. */
export interface Training extends Settling {
  readonly epoch: number;
  readonly network: Mlp;
  readonly noise: number;
  /** ‖mean over batches of ∂loss/∂W‖/‖W‖ and ‖standard deviation‖/‖W‖ of the epoch just done, per layer of weights. */
  readonly gradientMean: Float64Array;
  readonly gradientSpread: Float64Array;
  /** √Σ mean² / √Σ spread²; NaN with a single batch an epoch. */
  readonly snr: number;
  readonly history: PlaneHistory;
  readonly drift: DriftHistory;
  /** Of the newest point in the history. */
  readonly pictures: readonly LayerPicture[];
}

export const method = typedMethod<Task, Training>();
export const instance = typedInstance<Task>();
