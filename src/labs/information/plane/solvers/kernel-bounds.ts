import type { RunContext } from '../../../../engine/bench.ts';
import { kernelEntropies, kernelInformation } from '../../../../math/kernel-entropy.ts';
import type { Values } from '../../../../params/descriptor.ts';
import type { LayerView, Observer } from '../look.ts';
import { method, type Task } from '../problem.ts';
import { rowsParam, sampleOf, variance } from '../sample.ts';
import { train } from '../training.ts';
import { trainingParams } from '../training-params.ts';

const params = { ...trainingParams, rows: rowsParam, variance };

type Bound = 'upper' | 'lower';

const solve = (bound: Bound, adaptive: boolean) => (task: Task, values: Values<typeof params>, run: RunContext) =>
  train(task, values, run, kernelObserver(task, values, bound, adaptive));

/**
 * Upper bound on the information of a layer with Gaussian noise, from pairwise kernels.
 *
 * Source     Kolchinsky & Tracey 2017, equation 10; on layers: Saxe et al. 2018, Chelombiev et al. 2019.
 * Estimates  I(X; T + noise) of N(0, σ²) noise on each unit, for X uniform over the rows observed, from above; I(T;Y) with
 *            the same bound on H(T) and on each H(T|y), hence neither from above nor from below, with the labels as drawn.
 * Poor       at saying more than log₂ of the rows observed. Fixed σ² hides all of a layer whose activations are small.
 *            With noise in the layers its own variance is not taken into account.
 */
export const kdeUpper = method({
  label: 'Kernel bound, upper',
  source: 'Kolchinsky & Tracey 2017',
  precision: 'float64',
  params,
  solve: solve('upper', false),
});

/**
 * Lower bound on the information of a layer with Gaussian noise: the upper one at four times the variance.
 *
 * Source     Kolchinsky & Tracey 2017, equation 11.
 * Estimates  as the upper bound does, I(X; T + noise) from below.
 * Poor       where the bounds are far apart: at distances of a few σ.
 */
export const kdeLower = method({
  label: 'Kernel bound, lower',
  source: 'Kolchinsky & Tracey 2017',
  precision: 'float64',
  params,
  solve: solve('lower', false),
});

/**
 * Upper kernel bound with noise that grows with the layer (aKDE).
 *
 * Source     Chelombiev, Houghton & O'Donnell 2019, section 3.2.
 * Estimates  I(X; T + noise) as the upper bound does, with variance σ² · max|T| at that epoch.
 * Poor       where one unit is far larger than the others: its scale blurs them all.
 * Departs    from the released script, which has a constant, towards the text; the text's scaling could not be checked.
 */
export const adaptiveKde = method({
  label: 'Adaptive kernel bound',
  source: 'Chelombiev et al. 2019, section 3.2',
  precision: 'float64',
  params,
  solve: solve('upper', true),
});

export function kernelObserver(
  task: Task,
  { rows, variance }: { rows: number; variance: number },
  bound: Bound,
  adaptive: boolean,
): Observer {
  const sample = sampleOf(task, rows);
  return function* observe(view: LayerView) {
    const values = sample.values(view);
    let largest = 0;
    for (let k = 0; k < view.values.length; k++) largest = Math.max(largest, Math.abs(view.values[k]!));
    // A layer of zeros has no scale, and says nothing.
    if (adaptive && largest === 0) return { ixt: 0, ity: 0 };
    const spread = adaptive ? variance * largest : variance;
    const entropies = yield* kernelEntropies(values, sample.size, view.width, spread, sample.labels, task.classes);
    const mixture = entropies[bound];
    return {
      ixt: (mixture.whole - entropies.noise) / Math.LN2,
      ity: kernelInformation(mixture, sample.labels) / Math.LN2,
    };
  };
}
