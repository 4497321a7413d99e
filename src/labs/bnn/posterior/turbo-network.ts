import { logit, type Switching, sigmoid, stationary } from '../../../math/support-chain.ts';
import { createSupportGrid, type GridChains } from '../../../math/support-grid.ts';
import type { Support, Topology } from './posterior.ts';
import { slopes } from './sparse-gradient.ts';
import type { Tape } from './sparse-layer.ts';
import { moved, type SparseLayer, type SparseNetwork } from './sparse-network.ts';
import { createBeliefs, type PrecisionPrior, priorBound, updatePrecisions, updateSupport } from './turbo-updates.ts';

export type SupportKind = 'markov' | 'independent' | 'rows' | 'columns';

/** Sweeps of the closed updates before the messages go round. */
const INNER = 3;

interface Options {
  readonly support: SupportKind;
  /** Of every chain. */
  readonly switching: Switching;
  readonly prior: PrecisionPrior;
  /** π̃ to begin with. */
  readonly active: number;
  /** Rounds of messages. */
  readonly sweeps: number;
}

/** Precisions and support of all weights of a network: the beliefs, and what follows from them for its training. */
export interface TurboNetwork {
  readonly support: Support;
  /** ⟨ρ⟩ of the weights that exist, beside their means. */
  readonly precisions: Float64Array[];
  /** Update (1) alone. */
  start(): void;
  /** Sweeps of (1) and (2), the messages of all chains, and (1) again. */
  infer(): void;
  /** Removes the weights with π̃ ≤ ½ for ever, and neurons without inputs. */
  freeze(step: number): Topology;
}

export function createTurboNetwork(
  network: SparseNetwork,
  options: Options,
  activate: (x: number) => number,
): TurboNetwork {
  const { support: kind, switching, prior, sweeps } = options;
  const share = stationary(switching);
  const along = kind === 'markov' || kind === 'rows' ? switching : null;
  const down = kind === 'markov' || kind === 'columns' ? switching : null;
  const chains: GridChains = { row: along, column: down };
  // No round of messages leaves the prior's share for every weight, as if they were independent.
  const turbo = kind !== 'independent' && sweeps > 0;
  const parts = network.layers.map(({ inputs, outputs }) => ({
    beliefs: createBeliefs(inputs * outputs, options.active, logit(share)),
    grid: createSupportGrid(outputs, inputs),
    second: new Float64Array(inputs * outputs),
  }));
  let bound = Number.NaN;
  let precisions = parts.map(({ beliefs }) => beliefs.precision);

  const squares = () =>
    parts.forEach(({ second }, l) => {
      const { mean, variance } = network.layers[l]!;
      for (let k = 0; k < second.length; k++) second[k] = mean[k]! * mean[k]! + variance[k]!;
    });

  return {
    get support() {
      return { layers: parts.map(({ beliefs }) => beliefs), bound };
    },
    get precisions() {
      return precisions;
    },
    start() {
      squares();
      for (const { beliefs, second } of parts) updatePrecisions(beliefs, second, prior);
    },
    infer() {
      squares();
      bound = 0;
      parts.forEach(({ beliefs, grid, second }, l) => {
        for (let sweep = 0; sweep < INNER; sweep++) {
          updatePrecisions(beliefs, second, prior);
          updateSupport(beliefs, prior);
        }
        if (turbo) {
          grid.pass(beliefs.evidence, chains, sweeps);
          beliefs.message.set(grid.extrinsic);
          for (let k = 0; k < second.length; k++)
            beliefs.active[k] = sigmoid(beliefs.evidence[k]! + beliefs.message[k]!);
        }
        updatePrecisions(beliefs, second, prior);
        bound += priorBound(beliefs, second, network.layers[l]!.variance, prior);
      });
    },
    freeze(step) {
      const masks = parts.map(({ beliefs }) => Uint8Array.from(beliefs.active, (one) => (one > 0.5 ? 1 : 0)));
      deleteEmptyNeurons(network, masks, activate);
      const indexes = (l: number, value: number) =>
        Int32Array.from(masks[l]!.keys()).filter((k) => masks[l]![k] === value);
      network.layers.forEach((layer, l) => {
        const active = indexes(l, 1);
        network.layers[l] = moved(layer, active, active, 0);
      });
      precisions = network.layers.map(({ active }, l) => Float64Array.from(active, (k) => precisions[l]![k]!));
      const total = masks.reduce((sum, mask) => sum + mask.length, 0);
      const kept = network.layers.reduce((sum, { active }) => sum + active.length, 0);
      return {
        step,
        removed: masks.map((_, l) => indexes(l, 0)),
        added: masks.map(() => new Int32Array(0)),
        everActive: 1,
        overlap: kept / total,
      };
    },
  };
}

/**
 * A hidden neuron without inputs says a(bias) whatever the row: that goes into the biases of the next layer, through the means, and
 * its outgoing weights leave the masks. The layers are dense still.
 */
export function deleteEmptyNeurons(
  { layers }: { readonly layers: readonly Pick<SparseLayer, 'inputs' | 'outputs' | 'mean' | 'bias'>[] },
  masks: readonly Uint8Array[],
  activate: (x: number) => number,
): void {
  for (let l = 0; l + 1 < layers.length; l++) {
    const { inputs, outputs, bias } = layers[l]!;
    const next = layers[l + 1]!;
    for (let neuron = 0; neuron < outputs; neuron++) {
      if (masks[l]!.subarray(neuron * inputs, (neuron + 1) * inputs).some((one) => one === 1)) continue;
      const said = activate(bias[neuron]!);
      for (let o = 0; o < next.outputs; o++) {
        const at = o * next.inputs + neuron;
        if (masks[l + 1]![at] === 1) next.bias[o] = next.bias[o]! + next.mean[at]! * said;
        masks[l + 1]![at] = 0;
      }
    }
  }
}

/**
 * Gradients of mean −ln p + weight · Σ [½ ⟨ρ⟩ (μ² + σ²) − ln σ] at the tape, into the slopes of the weights that exist, and
 * that sum, unweighted.
 */
export function turboSlopes(
  network: SparseNetwork,
  precisions: readonly Float64Array[],
  weight: number,
  tape: Tape,
): { penalty: number; work: number; norm: number } {
  const { work } = slopes(network, 1, 0, tape);
  let [penalty, square] = [0, 0];
  network.layers.forEach(({ mean, sd, means, rhos, biases }, l) => {
    for (let k = 0; k < mean.length; k++) {
      const [mu, sigma, precision] = [mean[k]!, sd[k]!, precisions[l]![k]!];
      penalty += 0.5 * precision * (mu * mu + sigma * sigma) - Math.log(sigma);
      const dMu = means.slope[k]! + weight * precision * mu;
      // ∂σ/∂ρ = 1 − e^{−σ}
      const dRho = rhos.slope[k]! - weight * (precision * sigma - 1 / sigma) * Math.expm1(-sigma);
      means.slope[k] = dMu;
      rhos.slope[k] = dRho;
      square += dMu * dMu + dRho * dRho;
    }
    for (const one of biases.slope) square += one * one;
  });
  return { penalty, work, norm: Math.sqrt(square) };
}
