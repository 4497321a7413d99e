import { type ChainSpec, openDenseChains } from '../../math/dense-chain.ts';
import { inFours } from '../../math/native/single-training.ts';
import { drawCodes, headSlopes } from './latent-loops.ts';
import type { Network } from './network.ts';
import { type Autoencoder, LOG_VARIANCE } from './variational-autoencoder.ts';

/** A batch as numbers: rows × pixels, rows × condition, rows × axes of the code. */
export interface BatchNumbers {
  readonly x: Float32Array;
  readonly condition: Float32Array;
  readonly noise: Float32Array;
}

/** Weight and form of the KL in the objective; `variance` is that of each axis of the prior, null the standard normal. */
export interface RateNumbers {
  readonly weight: number;
  readonly freeNats: number;
  readonly variance: Float32Array | null;
}

export interface DenseAutoencoder {
  /** To be filled before a step. */
  readonly batch: BatchNumbers;
  /** In the order of `autoencoderLayout`. */
  readonly parameters: Float32Array;
  /** Gradients of the objective on the batch, in the same order, after `pass`. */
  readonly slopes: Float32Array;
  pass(rate: RateNumbers): void;
  /** One step of Adam along the slopes; t counts from 1. */
  descend(learningRate: number, t: number): void;
}

interface Extents {
  readonly rows: number;
  /** Numbers of the code, and of the condition of an example. */
  readonly axes: number;
  readonly told: number;
}

/**
 * An autoencoder of dense layers that trains on one batch after another in the kernels' memory (float32), with the gradient of
 * `gradient` in variational-autoencoder.ts; null where a network has other layers. `first` are the parameters to begin with.
 */
export function openDenseAutoencoder(
  model: Autoencoder,
  first: Float32Array,
  { rows, axes, told }: Extents,
): DenseAutoencoder | null {
  const encoder = chainOf(model.encoder, false);
  const decoder = chainOf(model.decoder, true);
  const prior = model.prior ? chainOf(model.prior, false) : { layers: [], wantInput: false };
  if (encoder === null || decoder === null || prior === null) return null;
  const pixels = encoder.layers[0]!.inputs - model.encoder.conditionSize;
  const others = { x: inFours(rows * pixels), condition: rows * told, noise: rows * axes };
  const specs: Record<string, ChainSpec> = { encoder, decoder, ...(model.prior ? { prior } : {}) };
  const on = openDenseChains(specs, rows, first, others);
  const { x, condition, noise } = on.others;
  const [encoding, decoding, conditioned] = [on.chains.encoder!, on.chains.decoder!, on.chains.prior ?? null];
  const width = decoder.layers[0]!.inputs;
  const learnsVariance = model.likelihood === 'gaussian' && model.variance === null;
  const count = inFours(rows * pixels);

  /** Gradient of the mean of −log p in the outputs, in their place. */
  const pullOutputs = () => {
    if (model.likelihood === 'bernoulli') {
      on.run.bernoulliSlopes(decoding.pull, x, count, Math.fround(1 / rows));
      return;
    }
    const last = on.parameters.length - 1;
    const log = Math.min(LOG_VARIANCE, Math.max(-LOG_VARIANCE, on.parameters[last]!));
    const variance = learnsVariance ? Math.exp(log) : model.variance!;
    const scale = Math.fround(1 / (variance * rows));
    on.run.gaussianSlopes(decoding.pull, x, count, scale);
    if (!learnsVariance) return;
    // D/2 − mean |x − o|²/2v
    on.slopes[last] = pixels / 2 - on.run.squareSum(decoding.pull, count) / scale / 2;
  };

  return {
    batch: { x: x.subarray(0, rows * pixels), condition, noise },
    parameters: on.parameters,
    slopes: on.slopes,
    pass({ weight, freeNats, variance }) {
      join(encoding.entered, pixels + model.encoder.conditionSize, x, pixels, condition, told, rows);
      encoding.forward();
      const head = encoding.output;
      if (model.deterministic) join(decoding.entered, width, head, axes, condition, told, rows);
      else {
        join(decoding.entered, width, null, axes, condition, told, rows);
        drawCodes(head, noise, axes, decoding.entered, width);
      }
      decoding.forward();
      pullOutputs();
      decoding.backward();
      const dz = decoding.ofEntered!;
      if (model.deterministic)
        for (let r = 0; r < rows; r++) head.set(dz.subarray(r * width, r * width + axes), r * axes);
      else {
        conditioned?.entered.set(condition);
        conditioned?.forward();
        const given = { head, noise, dz, width, axes, weight: weight / rows, freeNats, variance };
        headSlopes({ ...given, prior: conditioned?.output ?? null }, encoding.pull, conditioned?.pull);
      }
      encoding.backward();
      conditioned?.backward();
    },
    descend: on.descend,
  };
}

/** The layers of a network where all are dense and a condition joins the rows at the first or never; else null. */
function chainOf({ layers, joinAt, conditionSize }: Network, wantInput: boolean): ChainSpec | null {
  if (conditionSize > 0 && joinAt !== 0) return null;
  const found = layers.map(({ inputs, outputs, dense }) => dense && { inputs, outputs, rectified: dense.rectified });
  if (found.some((layer) => layer === null) || found.at(-1)?.rectified) return null;
  return { layers: found.filter((layer) => layer !== null), wantInput };
}

/** Rows of `left`, where there is one, and behind each as much of its condition as `to` has room for. */
function join(
  to: Float32Array,
  width: number,
  left: Float32Array | null,
  leftWidth: number,
  condition: Float32Array,
  told: number,
  rows: number,
): void {
  if (left !== null && width === leftWidth) {
    to.set(left.subarray(0, to.length));
    return;
  }
  for (let r = 0; r < rows; r++) {
    if (left !== null) to.set(left.subarray(r * leftWidth, (r + 1) * leftWidth), r * width);
    if (width > leftWidth) to.set(condition.subarray(r * told, (r + 1) * told), r * width + leftWidth);
  }
}
