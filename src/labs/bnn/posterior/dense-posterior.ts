import { softplus } from '../../../math/softplus.ts';
import { type Perceptron, perceptronShapes, tensorsALayer } from '../../../tensor/nn/gaussian-perceptron.ts';
import type { Cost, Held, Layer, Network, Posterior, Topology } from './posterior.ts';
import { patternOf } from './sparse-network.ts';

/** ρ counts as no smaller: see the tensors' side. */
const LEAST_RHO = -15;

interface Home {
  /** In the order of `perceptronShapes`. */
  readonly parameters: Float32Array;
  /** Mean −log p of the last batch and the squared length of the gradient. */
  readonly seen: ArrayLike<number>;
}

interface DenseState {
  readonly perceptron: Perceptron;
  readonly step: number;
  readonly topology: Topology | null;
  /** By layer 1 where a weight exists; null: all do. */
  readonly masks: readonly Uint8Array[] | null;
  /** Training rows. */
  readonly train: number;
  readonly beta: number;
  readonly priorSd: number;
  readonly decay: number;
  readonly cost: Cost;
  /** Brings the numbers home from the device. */
  readonly bring: () => Promise<Home>;
}

interface Read {
  readonly network: Network;
  readonly crossEntropy: number;
  readonly penalty: number;
  readonly kl: number;
  readonly gradientNorm: number;
}

/** The iterate of a network on a device: its numbers may be read once it has settled. The KL term is that of the weights after the step. */
export function densePosterior(state: DenseState): Posterior {
  let found: Read | null = null;
  const read = (): Read => {
    if (found === null) throw new Error('An iterate is read before it has settled.');
    return found;
  };
  return {
    step: state.step,
    topology: state.topology,
    cost: state.cost,
    get networks() {
      return [read().network];
    },
    get loss() {
      return read().crossEntropy + read().penalty;
    },
    get crossEntropy() {
      return read().crossEntropy;
    },
    get kl() {
      return read().kl;
    },
    get gradientNorm() {
      return read().gradientNorm;
    },
    settle: async () => {
      found ??= readHome(state, await state.bring());
    },
  };
}

function readHome(state: DenseState, { parameters, seen }: Home): Read {
  const { perceptron, masks, train, beta, priorSd, decay } = state;
  const network = networkOf(perceptron, parameters, masks);
  const variational = perceptron.estimator !== 'point';
  const kl = variational ? divergence(network, priorSd) / train : Number.NaN;
  return {
    network,
    crossEntropy: seen[0]!,
    kl,
    penalty: variational ? beta * kl : decay > 0 ? 0.5 * decay * squares(network) : 0,
    gradientNorm: Math.sqrt(seen[1]!),
  };
}

/** The network of numbers that came home; a masked layer lists the weights that exist. */
export function networkOf(
  perceptron: Perceptron,
  parameters: Float32Array,
  masks: readonly Uint8Array[] | null,
): Network {
  const { sizes } = perceptron;
  const gaussian = tensorsALayer(perceptron) === 3;
  let at = 0;
  const take = (length: number) => {
    at += length;
    return parameters.subarray(at - length, at);
  };
  const layers = sizes.slice(1).map((outputs, l): Layer => {
    const inputs = sizes[l]!;
    const mean = take(outputs * inputs);
    const sd = gaussian ? take(outputs * inputs).map((rho) => softplus(Math.max(LEAST_RHO, rho))) : null;
    const dense = { inputs, outputs, mean, sd, bias: take(outputs), pattern: null };
    return masks ? sparse(dense, masks[l]!) : dense;
  });
  return { layers };
}

function sparse({ inputs, outputs, mean, sd, bias }: Layer, mask: Uint8Array): Layer {
  const active = Int32Array.from(mask.keys()).filter((k) => mask[k] === 1);
  const pick = (values: ArrayLike<number>) => Float32Array.from(active, (k) => values[k]!);
  return { inputs, outputs, pattern: patternOf(active, inputs, outputs), mean: pick(mean), sd: sd && pick(sd), bias };
}

/** Σ KL( N(μ, σ²) ‖ N(0, p²) ) over the weights that exist. */
function divergence({ layers }: Network, priorSd: number): number {
  let sum = 0;
  for (const { mean, sd } of layers)
    for (let k = 0; k < mean.length; k++) {
      const s = sd![k]!;
      sum += Math.log(priorSd / s) + (s * s + mean[k]! ** 2) / (2 * priorSd ** 2) - 0.5;
    }
  return sum;
}

function squares({ layers }: Network): number {
  let sum = 0;
  for (const { mean } of layers) for (const w of mean) sum += w * w;
  return sum;
}

/** Numbers on the device between two steps: a mask does not make them fewer. */
export function numbersHeld(perceptron: Perceptron): Held {
  const { sizes } = perceptron;
  let weights = 0;
  let biases = 0;
  for (let l = 0; l + 1 < sizes.length; l++) {
    weights += sizes[l]! * sizes[l + 1]!;
    biases += sizes[l + 1]!;
  }
  const sds = perceptron.estimator === 'point' ? 0 : weights;
  const parameters = perceptronShapes(perceptron).reduce((sum, shape) => sum + shape.reduce((p, q) => p * q, 1), 0);
  return { means: weights, sds, biases, moments: 2 * parameters, indexes: 0 };
}

/** Several trainings as one iterate: the mixture of their networks, means of their losses, sums of their costs. */
export function mixtureOf(members: readonly Posterior[]): Posterior {
  const total = (pick: (one: Posterior) => number) => members.reduce((sum, one) => sum + pick(one), 0);
  const average = (pick: (one: Posterior) => number) => total(pick) / members.length;
  const first = members[0]!;
  const held = (name: keyof Held) => total(({ cost }) => cost.held[name]);
  return {
    step: first.step,
    topology: null,
    kl: Number.NaN,
    cost: {
      multiplyAdds: total(({ cost }) => cost.multiplyAdds),
      denseMultiplyAdds: first.cost.denseMultiplyAdds,
      formula: null,
      held: {
        means: held('means'),
        sds: held('sds'),
        biases: held('biases'),
        moments: held('moments'),
        indexes: held('indexes'),
      },
    },
    get networks() {
      return members.flatMap(({ networks }) => networks);
    },
    get loss() {
      return average(({ loss }) => loss);
    },
    get crossEntropy() {
      return average(({ crossEntropy }) => crossEntropy);
    },
    get gradientNorm() {
      return Math.hypot(...members.map(({ gradientNorm }) => gradientNorm));
    },
    settle: async () => {
      for (const one of members) await one.settle?.();
    },
  };
}
