import type { RunContext } from '../../../engine/bench.ts';
import type { Mlp } from '../../../math/mlp.ts';
import { integer, number } from '../../../params/descriptor.ts';
import { longestNeurons, neuronNorms, scaleNeurons, silence } from './neuron-groups.ts';
import type { SparseClassification, Structured } from './problem.ts';
import { descentParams, type TrainingValues, trainNetwork } from './train-network.ts';

export const keepParams = {
  k: integer({
    label: 'Neurons that may stay',
    symbol: 'k',
    min: 1,
    max: 256,
    default: 30,
    scale: 'log',
    help: 'Of every hidden layer; more than its width counts as its width.',
  }),
  fineTune: number({
    label: 'Share for fine-tuning',
    min: 0,
    max: 0.9,
    default: 1 / 3,
    help: 'At its beginning the k neurons with the longest weights are kept and the others taken out.',
  }),
  ...descentParams,
};

/** Factors by which a regulariser shrinks neurons of these norms; `weight` is the rate times its strength. */
export type Shrink = (norms: Float64Array, k: number, weight: number) => Float64Array;

/**
 * Trains with a proximal step of a regulariser on the neurons of every hidden layer after each update; then keeps the k
 * longest of them and trains on without it.
 */
export function* keepNeurons(
  problem: SparseClassification,
  given: { readonly k: number; readonly fineTune: number } & TrainingValues,
  strengthOf: () => number,
  shrink: Shrink | null,
  run: RunContext,
): Generator<Structured | undefined> {
  const { epochs } = given;
  const hidden = problem.sizes.length - 2;
  let kept: Float64Array[] | null = null;
  const after = (network: Mlp, rate: number, step: number, steps: number) => {
    if (kept) {
      for (let l = 0; l < hidden; l++) silence(network, l, kept[l]!);
      return;
    }
    const { k, fineTune } = given;
    const strength = strengthOf();
    for (let l = 0; l < hidden && shrink && strength > 0; l++) {
      const norms = neuronNorms(network, l);
      scaleNeurons(network, l, shrink(norms, Math.min(k, norms.length), rate * strength));
    }
    if (fineTune > 0 && step + 1 >= Math.round((1 - fineTune) * steps)) {
      kept = Array.from({ length: hidden }, (_, l) => longestNeurons(neuronNorms(network, l), k));
      // From the next batch on, so that the epoch that ends here is still measured as regularised.
      if ((step + 1) % Math.max(1, Math.round(steps / epochs)) !== 0)
        for (let l = 0; l < hidden; l++) silence(network, l, kept[l]!);
    }
  };
  for (const state of trainNetwork(problem, given, { after }, run))
    yield state ? { ...state, k: given.k, pattern: null } : undefined;
}
