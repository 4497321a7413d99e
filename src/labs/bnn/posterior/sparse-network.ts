import { cosineNormal } from '../../../math/cosine-normal.ts';
import type { Random } from '../../../math/random.ts';
import { inverseSoftplus, softplus } from '../../../math/softplus.ts';
import { keptCount } from './exchange.ts';
import type { Held, Layer, Network, Pattern } from './posterior.ts';
import { layerSizes, type PosteriorProblem } from './problem.ts';

/** σ is not let below softplus(−15) = 3e-7. */
const SMALLEST_RHO = -15;
const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-8];

/** A parameter with its gradient and Adam's two moments. */
export interface Trained {
  readonly value: Float64Array;
  readonly slope: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** A layer of Gaussian weights that holds nothing for the weights that do not exist. */
export interface SparseLayer extends Layer {
  /** Flat indexes (row · inputs + column) of the weights that exist, ascending. */
  readonly active: Int32Array;
  readonly pattern: Pattern;
  readonly means: Trained;
  readonly rhos: Trained;
  readonly biases: Trained;
  readonly mean: Float64Array;
  readonly sd: Float64Array;
  readonly variance: Float64Array;
  readonly bias: Float64Array;
}

export interface SparseNetwork extends Network {
  layers: SparseLayer[];
}

const trained = (value: Float64Array): Trained => ({
  value,
  slope: new Float64Array(value.length),
  first: new Float64Array(value.length),
  second: new Float64Array(value.length),
});

/** Row lists of ascending flat indexes. */
export function patternOf(active: Int32Array, inputs: number, outputs: number): Pattern {
  const rowStart = new Int32Array(outputs + 1);
  const columns = new Int32Array(active.length);
  active.forEach((index, k) => {
    columns[k] = index % inputs;
    rowStart[Math.floor(index / inputs) + 1]!++;
  });
  for (let o = 0; o < outputs; o++) rowStart[o + 1] = rowStart[o + 1]! + rowStart[o]!;
  return { rowStart, columns };
}

export function sparseLayer(
  inputs: number,
  outputs: number,
  active: Int32Array,
  means: Trained,
  rhos: Trained,
  biases: Trained = trained(new Float64Array(outputs)),
): SparseLayer {
  const layer = {
    inputs,
    outputs,
    active,
    pattern: patternOf(active, inputs, outputs),
    means,
    rhos,
    biases,
    mean: means.value,
    sd: new Float64Array(active.length),
    variance: new Float64Array(active.length),
    bias: biases.value,
  };
  refreshSds(layer);
  return layer;
}

/** Matrices with random patterns of the density: μ ~ N(0, 2/(d · inputs)) where a weight exists, one σ, biases 0. */
export function createSparseNetwork(
  problem: PosteriorProblem,
  density: number,
  sigma: number,
  random: Random,
): SparseNetwork {
  const sizes = layerSizes(problem);
  const rho = inverseSoftplus(sigma);
  const layers = sizes.slice(1).map((outputs, l) => {
    const inputs = sizes[l]!;
    const active = randomSubset(random, keptCount(density, inputs * outputs), inputs * outputs);
    const scale = Math.sqrt(2 / (density * inputs));
    const means = trained(Float64Array.from(active, () => scale * cosineNormal(random)));
    return sparseLayer(inputs, outputs, active, means, trained(new Float64Array(active.length).fill(rho)));
  });
  return { layers };
}

/** `count` of the numbers below n, ascending, every subset alike (Floyd 1987); all of them draw nothing. */
function randomSubset(random: Random, count: number, n: number): Int32Array {
  if (count === n) return Int32Array.from({ length: n }, (_, i) => i);
  const taken = new Set<number>();
  for (let last = n - count; last < n; last++) {
    const one = Math.floor(random() * (last + 1));
    taken.add(taken.has(one) ? last : one);
  }
  return Int32Array.from(taken).sort();
}

function refreshSds({ rhos, sd, variance }: Pick<SparseLayer, 'rhos' | 'sd' | 'variance'>): void {
  for (let k = 0; k < sd.length; k++) {
    const sigma = softplus(rhos.value[k]!);
    sd[k] = sigma;
    variance[k] = sigma * sigma;
  }
}

/** One step of Adam on every parameter that exists; `step` counts from 1. */
export function adamStep({ layers }: SparseNetwork, rate: number, step: number): void {
  const [c1, c2] = [1 / (1 - BETA1 ** step), 1 / (1 - BETA2 ** step)];
  for (const layer of layers) {
    for (const { value, slope, first, second } of [layer.means, layer.rhos, layer.biases]) {
      for (let k = 0; k < value.length; k++) {
        const g = slope[k]!;
        const m = BETA1 * first[k]! + (1 - BETA1) * g;
        const v = BETA2 * second[k]! + (1 - BETA2) * g * g;
        first[k] = m;
        second[k] = v;
        value[k] = value[k]! - (rate * m * c1) / (Math.sqrt(v * c2) + EPSILON);
      }
    }
    const rho = layer.rhos.value;
    for (let k = 0; k < rho.length; k++) if (rho[k]! < SMALLEST_RHO) rho[k] = SMALLEST_RHO;
    refreshSds(layer);
  }
}

/**
 * The layer on its next active set: weights that stay keep their mean, ρ and moments; fresh ones (`from` −1) begin at
 * mean 0 with the given ρ and moments 0.
 */
export function moved(layer: SparseLayer, active: Int32Array, from: Int32Array, freshRho: number): SparseLayer {
  const carry = (old: Float64Array, fresh: number) =>
    Float64Array.from(from, (place) => (place < 0 ? fresh : old[place]!));
  const carried = ({ value, first, second }: Trained, fresh: number): Trained => ({
    value: carry(value, fresh),
    slope: new Float64Array(from.length),
    first: carry(first, 0),
    second: carry(second, 0),
  });
  const { inputs, outputs, means, rhos, biases } = layer;
  return sparseLayer(inputs, outputs, active, carried(means, 0), carried(rhos, freshRho), biases);
}

/** Numbers held between two steps. */
export function heldBy({ layers }: SparseNetwork): Held {
  let [weights, biases, rows] = [0, 0, 0];
  for (const { active, bias, outputs } of layers) {
    weights += active.length;
    biases += bias.length;
    rows += outputs + 1;
  }
  return { means: weights, sds: weights, biases, moments: 4 * weights + 2 * biases, indexes: weights + rows };
}
