import { instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';

/**
 * Clouds of the same number of points whose intrinsic dimension grows: step d is a standard normal cloud of d dimensions,
 * turned into `ambient` dimensions by one random isometry, with isotropic noise in all of them.
 *
 * In code      In the paper
 * n            N        points of each cloud
 * ambient      D        coordinates they have
 * d            d        dimension they really fill, 1..16, at most ambient
 * entropy      DSE      what the method says of the cloud, bits
 */
export interface Probe {
  readonly n: number;
  readonly ambient: number;
  /** Dimensions of the steps. */
  readonly dimensions: readonly number[];
  /** Cloud of that dimension, n × ambient, row-major; the same for all methods. */
  readonly cloud: (d: number) => Float64Array;
}

/** Valid until the next pull. */
export interface Probed {
  readonly dimension: number;
  /** Bits, between 0 and log₂ n. */
  readonly entropy: number;
  readonly entropies: Float64Array;
  /** Eigenvalues of the diffusion operator to the power t, largest first; shares of the cells otherwise. */
  readonly masses: Float64Array;
  readonly kind: 'spectrum' | 'cells';
  readonly settle?: undefined;
}

export const method = typedMethod<Probe, Probed>();
export const instance = typedInstance<Probe>();
