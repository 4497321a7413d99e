import type { RunContext } from '../../../../engine/bench.ts';
import type { Breathing } from '../../../../math/breaths.ts';
import { informationOfLabel, informationOfThreeEntropies, ksgInformation } from '../../../../math/entropy-nearest.ts';
import { principalComponents, projected } from '../../../../math/principal-components.ts';
import type { Values } from '../../../../params/descriptor.ts';
import type { LayerView, Observer } from '../look.ts';
import { method, type Task } from '../problem.ts';
import {
  checkNeighbours,
  codeDimension,
  neighbours,
  noisySample,
  observerNoise,
  rowsParam,
  type Sample,
  sampleOf,
} from '../sample.ts';
import { train } from '../training.ts';
import { trainingParams } from '../training-params.ts';

const params = { ...trainingParams, rows: rowsParam, neighbours, observerNoise, codeDimension };
type Params = Values<typeof params>;

const solve = (estimator: 'entropies' | 'ksg') => (task: Task, values: Params, run: RunContext) =>
  train(task, values, run, codeObserver(task, values, estimator));

/**
 * Information between short codes of the input and of a layer, by nearest neighbours.
 *
 * Source     Butakov et al. 2024: compress both, then weighted Kozachenko-Leonenko entropies.
 * Estimates  I(c(X); c(T)) by three entropies and I(c(T); Y) by classes, c the leading principal components, of the layer
 *            with its own noise where the network has some, else with the observer's. By data processing at most I(X;T).
 * Poor       where two components do not hold what matters: the twelve-bit patterns have no small code, and lose nearly all;
 *            images of one bump have. Estimates scatter by about 0.1 bit, and may exceed H(Y).
 */
export const lossyCompression = method({
  label: 'Lossy compression',
  source: 'Butakov et al. 2024',
  precision: 'float64',
  params,
  solve: solve('entropies'),
});

/**
 * Information between short codes by the estimator of Kraskov, Stögbauer and Grassberger.
 *
 * Source     Kraskov et al. 2004, algorithm 1; with labels: Ross 2014.
 * Estimates  I(c(X); c(T)) and I(c(T); Y) of the same codes as the lossy compression, each component scaled to unit variance.
 * Poor       above some log₂ of the rows observed less two bits, where it saturates, and wherever the codes are poor.
 */
export const ksg = method({
  label: 'Kraskov et al. on codes',
  source: 'Kraskov, Stögbauer & Grassberger 2004',
  precision: 'float64',
  params,
  solve: solve('ksg'),
});

interface Code {
  /** size × dimension, each component of unit variance. */
  readonly values: Float64Array;
  readonly dimension: number;
}

export function codeObserver(
  task: Task,
  {
    rows,
    neighbours: k,
    observerNoise,
    codeDimension,
    noise,
  }: Pick<Params, 'rows' | 'neighbours' | 'observerNoise' | 'codeDimension' | 'noise'>,
  estimator: 'entropies' | 'ksg',
): Observer {
  const sample = sampleOf(task, rows);
  checkNeighbours(sample, task.classes, Math.max(k, codeDimension));
  let inputCode: Code | null = null;
  return function* observe(view: LayerView) {
    const { size, labels } = sample;
    inputCode ??= yield* codeOf(sample.inputs(), size, task.width, codeDimension);
    const code = yield* codeOf(stochastic(task, sample, view, noise, observerNoise), size, view.width, codeDimension);
    const { values: x, dimension: dx } = inputCode;
    const { values: t, dimension: dt } = code;
    if (estimator === 'ksg') {
      // Classes further apart than any two codes: then the neighbours of a row are those of its class (Ross 2014).
      const apart = Float64Array.from(labels, (label) => 1e9 * label);
      const withInput = yield* ksgInformation(x, dx, t, dt, size, k);
      const withLabel = yield* ksgInformation(t, dt, apart, 1, size, k);
      return { ixt: withInput.information / Math.LN2, ity: withLabel.information / Math.LN2 };
    }
    const withInput = yield* informationOfThreeEntropies(x, dx, t, dt, size, k, 'weighted');
    const withLabel = yield* informationOfLabel(t, size, dt, labels, task.classes, k, 'weighted');
    return { ixt: withInput.information / Math.LN2, ity: withLabel.information / Math.LN2 };
  };
}

/** The layer as it is where the network's noise is in it; the output, and layers without noise, with the observer's. */
const stochastic = (task: Task, sample: Sample, view: LayerView, noise: number, observerNoise: number): Float64Array =>
  noise > 0 && !view.output ? sample.values(view) : noisySample(task, sample, view, observerNoise);

function* codeOf(points: Float64Array, n: number, d: number, dimension: number): Breathing<Code> {
  const components = yield* principalComponents(points, n, d, Math.min(dimension, d));
  const values = projected(points, n, components);
  for (let k = 0; k < values.length; k++) values[k] = values[k]! / Math.sqrt(components.values[k % components.count]!);
  return { values, dimension: components.count };
}
