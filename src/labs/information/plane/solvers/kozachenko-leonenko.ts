import { nearestEntropy } from '../../../../math/entropy-nearest.ts';
import type { LayerView, Observer } from '../look.ts';
import { method, type Task } from '../problem.ts';
import { checkNeighbours, neighbours, noisySample, observerNoise, rowsParam, sampleOf } from '../sample.ts';
import { train } from '../training.ts';
import { trainingParams } from '../training-params.ts';

const params = { ...trainingParams, rows: rowsParam, neighbours, observerNoise };

/**
 * Information of a layer with Gaussian noise from the distances to nearest neighbours.
 *
 * Source     Kozachenko & Leonenko 1987, with the k-th neighbour.
 * Estimates  I(X; T + noise) = h(T + noise) − d/2 log 2πe s² with s the observer's noise, and I(T + noise; Y) =
 *            h(T + noise) − Σ p(y) h(T + noise|y), on the rows observed, with the labels as drawn.
 * Poor       in more than four or five dimensions, where neighbours are far away and everything is biased, and for few
 *            rows of a class. Noise of the training is not taken off: with it the first number is too large.
 */
export const kozachenkoLeonenko = method({
  label: 'Nearest neighbours',
  source: 'Kozachenko & Leonenko 1987',
  precision: 'float64',
  params,
  solve: (task, values, run) => train(task, values, run, kozachenkoLeonenkoObserver(task, values)),
});

export function kozachenkoLeonenkoObserver(
  task: Task,
  { rows, neighbours, observerNoise }: { rows: number; neighbours: number; observerNoise: number },
): Observer {
  const sample = sampleOf(task, rows);
  checkNeighbours(sample, task.classes, neighbours);
  const weights = new Float64Array(neighbours);
  weights[neighbours - 1] = 1;
  return function* observe(view: LayerView) {
    const { size, labels } = sample;
    const d = view.width;
    const values = noisySample(task, sample, view, observerNoise);
    const { entropy } = yield* nearestEntropy(values, size, d, weights);
    let conditional = 0;
    for (let c = 0; c < task.classes; c++) {
      const own: number[] = [];
      for (let k = 0; k < size; k++) if (labels[k] === c) for (let j = 0; j < d; j++) own.push(values[k * d + j]!);
      const count = own.length / d;
      if (count === 0) continue;
      const part = yield* nearestEntropy(own, count, d, weights);
      conditional += (count / size) * part.entropy;
    }
    const noise = (d / 2) * Math.log(2 * Math.PI * Math.E * observerNoise ** 2);
    return { ixt: (entropy - noise) / Math.LN2, ity: (entropy - conditional) / Math.LN2 };
  };
}
