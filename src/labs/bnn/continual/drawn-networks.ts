import type { Predictor } from './problem.ts';
import { addProbability, type SmallNetwork } from './small-network.ts';

/** Networks drawn from a posterior, one after another, and what their mean says. */
export interface DrawnNetworks {
  /** Kept draws; grows. */
  readonly draws: readonly Float64Array[];
  keep(theta: Float64Array): void;
  /** The mean of the draws kept so far; stays what it is when more are kept. */
  predictor(): Predictor;
}

/** Sums over the first draws at some inputs, so that each draw is asked once however often the mean is looked at. */
interface Sums {
  upTo: number;
  readonly sums: Float64Array;
}

export function createDrawnNetworks(net: SmallNetwork): DrawnNetworks {
  const draws: Float64Array[] = [];
  const known = new WeakMap<Float64Array, Map<number, Sums>>();
  const sumsOf = (inputs: Float64Array, points: number, head: number): Sums => {
    let byHead = known.get(inputs);
    if (!byHead) {
      byHead = new Map();
      known.set(inputs, byHead);
    }
    let kept = byHead.get(head);
    if (!kept) {
      kept = { upTo: 0, sums: new Float64Array(points) };
      byHead.set(head, kept);
    }
    return kept;
  };
  return {
    draws,
    keep: (theta) => draws.push(theta.slice()),
    predictor() {
      const count = draws.length;
      return {
        predict(inputs, points, task, out) {
          const head = Math.min(task, net.heads - 1);
          let kept = sumsOf(inputs, points, head);
          if (kept.upTo > count || kept.sums.length !== points) kept = { upTo: 0, sums: new Float64Array(points) };
          for (; kept.upTo < count; kept.upTo++) addProbability(net, draws[kept.upTo]!, head, inputs, kept.sums);
          for (let i = 0; i < points; i++) {
            const chance = kept.sums[i]! / count;
            out[2 * i] = 1 - chance;
            out[2 * i + 1] = chance;
          }
        },
      };
    },
  };
}
