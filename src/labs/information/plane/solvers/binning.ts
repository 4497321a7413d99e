import { binIndices, linearEdges } from '../../../../math/bin-edges.ts';
import { choice, integer } from '../../../../params/descriptor.ts';
import type { LayerView, Observer } from '../look.ts';
import { plugInPoint } from '../plug-in.ts';
import { method, type Task } from '../problem.ts';
import { checkBins, train } from '../training.ts';
import { trainingParams } from '../training-params.ts';

/** Bins of a unit, as every observer that bins takes them. */
export const bins = integer({
  label: 'Bins',
  help: 'edges for the values of a unit',
  min: 5,
  max: 100,
  default: 30,
});

const params = {
  ...trainingParams,
  bins,
  binEdges: choice({
    label: 'Edges',
    help: 'fixed: the same from −1 to 1 for all layers; range: from the least to the largest value of the layer',
    options: ['fixed', 'range'],
    default: 'fixed',
    optionLabels: { fixed: '−1 to 1', range: 'range of the layer' },
  }),
};

/**
 * Plug-in information of binned activations.
 *
 * Source     Shwartz-Ziv & Tishby 2017, section 3.1: 30 bins of equal width between −1 and 1.
 * Estimates  I(X;T) = H(T) and I(T;Y) of the layer's tuple of bin indices, exactly, over the rows of the plane: a property of
 *            the network and the bins (for a continuous T the true I(X;T) is infinite). With fixed edges shared by all layers.
 * Poor       for unbounded units with fixed edges: all above 1 is one bin. With noise in the layers H(T) of one noisy pass is
 *            only an upper bound of I(X;T). Wide layers tell all rows apart, and both numbers saturate.
 */
export const binning = method({
  label: 'Fixed bins',
  source: 'Shwartz-Ziv & Tishby 2017, section 3.1',
  precision: 'float64',
  params,
  solve: (task, values, run) => train(task, values, run, binningObserver(task, values)),
});

export function binningObserver(
  task: Task,
  { bins, binEdges }: { bins: number; binEdges: 'fixed' | 'range' },
): Observer {
  checkBins(task, bins);
  return function* observe(view: LayerView) {
    const edges = binEdges === 'fixed' ? linearEdges(-1, 1, bins) : rangeEdges(view, bins);
    yield undefined;
    return { ...plugInPoint(task, binIndices(view.values, edges), view), edges };
  };
}

function rangeEdges({ values }: LayerView, bins: number): Float64Array {
  let [low, high] = [Infinity, -Infinity];
  for (let k = 0; k < values.length; k++) {
    low = Math.min(low, values[k]!);
    high = Math.max(high, values[k]!);
  }
  return linearEdges(low, high, bins);
}
