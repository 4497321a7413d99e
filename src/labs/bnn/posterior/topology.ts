import { inverseSoftplus } from '../../../math/softplus.ts';
import { type Criterion, rankOf } from './criteria.ts';
import { exchange } from './exchange.ts';
import type { Topology } from './posterior.ts';
import { denseSlopes, type Tape } from './sparse-layer.ts';
import { moved, type SparseLayer, type SparseNetwork } from './sparse-network.ts';

/** σ of fresh weights where they are not given the average. */
const TINY = 1e-6;

interface Choice {
  readonly criterion: Criterion;
  readonly lambda: number;
  readonly fresh: 'average' | 'tiny';
}

/** Removal and addition in every layer of a network, and the record of what moved. */
export function createTopology(network: SparseNetwork) {
  const first = network.layers.map(({ active }) => new Set(active));
  const ever = network.layers.map(({ active }) => new Set(active));
  const total = network.layers.reduce((sum, { inputs, outputs }) => sum + inputs * outputs, 0);
  let state: Topology = {
    step: 0,
    removed: network.layers.map(() => new Int32Array(0)),
    added: network.layers.map(() => new Int32Array(0)),
    everActive: sizeOf(first) / total,
    overlap: 1,
  };
  return {
    now: () => state,
    /** Exchanges the share of each layer's weights, by the gradients at the tape; returns the multiply-adds of the dense gradients. */
    exchange(step: number, share: number, choice: Choice, tape: Tape): number {
      let work = 0;
      const left: Int32Array[] = [];
      const ratios: number[] = [];
      const entered: Int32Array[] = [];
      network.layers.forEach((layer, l) => {
        const k = Math.floor(share * layer.active.length);
        const next = k === 0 ? layer : exchanged(layer, k, choice, tape, l);
        if (k > 0) work += layer.inputs * layer.outputs * tape.rows;
        const gone = new Set(missingFrom(layer.active, next.active));
        left.push(Int32Array.from(gone));
        layer.active.forEach((index, place) => {
          if (gone.has(index)) ratios.push(Math.abs(layer.mean[place]!) / layer.sd[place]!);
        });
        entered.push(missingFrom(next.active, layer.active));
        for (const index of entered[l]!) ever[l]!.add(index);
        network.layers[l] = next;
      });
      let shared = 0;
      network.layers.forEach(({ active }, l) => {
        for (const index of active) if (first[l]!.has(index)) shared++;
      });
      const either = 2 * sizeOf(first) - shared;
      const changed = entered.some(({ length }) => length > 0);
      state = {
        step,
        removed: left,
        added: entered,
        recent: changed ? { step, removed: left, added: entered } : (state.recent ?? state),
        removedRatios: Float64Array.from(ratios),
        everActive: sizeOf(ever) / total,
        overlap: shared / either,
      };
      return work;
    },
  };
}

function exchanged(
  layer: SparseLayer,
  k: number,
  { criterion, lambda, fresh }: Choice,
  tape: Tape,
  l: number,
): SparseLayer {
  const { inputs, outputs, active, mean, sd, means, rhos } = layer;
  const gradient = denseSlopes(inputs, outputs, tape, l);
  // The whole objective's gradient: that of the weights that exist has the prior's part in it.
  active.forEach((index, place) => {
    gradient[index] = means.slope[place]!;
  });
  const ranks = mean.map((mu, place) => rankOf(criterion, mu, sd[place]!, lambda));
  const next = exchange(active, ranks, gradient, k);
  const rho =
    fresh === 'tiny'
      ? inverseSoftplus(TINY)
      : rhos.value.reduce((sum, one) => sum + one, 0) / Math.max(1, active.length);
  return moved(layer, next.active, next.from, rho);
}

const sizeOf = (sets: readonly ReadonlySet<number>[]): number => sets.reduce((sum, { size }) => sum + size, 0);

/** Those of one ascending list that another does not have. */
function missingFrom(list: Int32Array, other: Int32Array): Int32Array {
  let at = 0;
  return list.filter((index) => {
    while (at < other.length && other[at]! < index) at++;
    return other[at] !== index;
  });
}
