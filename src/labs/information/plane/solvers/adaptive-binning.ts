import { adaptiveEdges, binIndices } from '../../../../math/bin-edges.ts';
import type { Activation } from '../../../../math/mlp.ts';
import type { LayerView, Observer } from '../look.ts';
import { plugInPoint } from '../plug-in.ts';
import { method, type Task } from '../problem.ts';
import { checkBins, train } from '../training.ts';
import { trainingParams } from '../training-params.ts';
import { bins } from './binning.ts';

const params = { ...trainingParams, bins };

/**
 * Plug-in information with bins that adapt to the layer at each epoch (EBAB).
 *
 * Source     Chelombiev, Houghton & O'Donnell 2019, section 3.1.
 * Estimates  I(X;T) = H(T) and I(T;Y) of bin tuples, exactly, with as many distinct observed levels in every bin: a strictly
 *            increasing map of the activations changes nothing. Distinct means distinct in float32. In ReLU layers zero has
 *            a bin of its own.
 * Poor       as a comparison between layers, which have bins of their own: data-processing order need not hold.
 */
export const adaptiveBinning = method({
  label: 'Adaptive bins',
  source: 'Chelombiev et al. 2019, section 3.1',
  precision: 'float64',
  params,
  solve: (task, values, run) => train(task, values, run, adaptiveBinningObserver(task, values)),
});

export function adaptiveBinningObserver(
  task: Task,
  { bins, activation }: { bins: number; activation: Activation },
): Observer {
  checkBins(task, bins);
  return function* observe(view: LayerView) {
    const edges = adaptiveEdges(view.values, bins, activation === 'relu' && !view.output ? 0 : undefined);
    yield undefined;
    return { ...plugInPoint(task, binIndices(view.values, edges), view), edges };
  };
}
