import { cauchySchwarzInformation, gaussianGram, labelGram } from '../../../../math/gram-divergence.ts';
import { integer, number } from '../../../../params/descriptor.ts';
import type { LayerView, Observer } from '../look.ts';
import { method, type Task } from '../problem.ts';
import { sampleOf } from '../sample.ts';
import { train } from '../training.ts';
import { trainingParams } from '../training-params.ts';

const params = {
  ...trainingParams,
  gramRows: integer({
    label: 'Rows in the Gram matrices',
    help: 'a fixed random subset of the plane, for the cost grows with its square',
    min: 40,
    max: 400,
    scale: 'log',
    default: 200,
  }),
  kernelWidth: number({
    label: 'Kernel width',
    symbol: 'σ',
    help: 'times √d: of the patterns scaled to unit variance, and of the activations as they are',
    min: 0.1,
    max: 2,
    scale: 'log',
    default: 0.5,
  }),
};

/**
 * Cauchy-Schwarz quadratic mutual information of a layer with input and label.
 *
 * Source     Yu et al. 2024, equation 13 (Príncipe 2010).
 * Estimates  CS-QMI(X; T) and CS-QMI(T; Y) in bits, from Gaussian kernels on X and T and the kernel [y = y'] on labels, of
 *            the rows observed. Another functional than Shannon's information: comparable with itself alone, and no bound
 *            of the plane applies to it.
 * Poor       when the kernels are much wider or narrower than the data: it tends to 0, or to a function of the rows alone.
 */
export const cauchySchwarz = method({
  label: 'Cauchy-Schwarz QMI',
  source: 'Yu et al. 2024',
  precision: 'float64',
  params,
  solve: (task, values, run) => train(task, values, run, cauchySchwarzObserver(task, values)),
});

export function cauchySchwarzObserver(
  task: Task,
  { gramRows, kernelWidth }: { gramRows: number; kernelWidth: number },
): Observer {
  const sample = sampleOf(task, gramRows);
  const { size, labels } = sample;
  let ofInput: Float64Array | null = null;
  const ofLabel = labelGram(labels, size);
  return function* observe(view: LayerView) {
    if (!ofInput) {
      const inputs = sample.inputs();
      const sigma = kernelWidth * Math.sqrt(task.width) * deviation(inputs, size, task.width);
      ofInput = gaussianGram(inputs, size, inputs, size, task.width, sigma);
      yield undefined;
    }
    const values = sample.values(view);
    const gram = gaussianGram(values, size, values, size, view.width, kernelWidth * Math.sqrt(view.width));
    yield undefined;
    return {
      ixt: cauchySchwarzInformation(ofInput, gram, size).value / Math.LN2,
      ity: cauchySchwarzInformation(ofLabel, gram, size).value / Math.LN2,
    };
  };
}

/** Root of the mean variance of the columns. */
function deviation(points: Float64Array, n: number, d: number): number {
  let sum = 0;
  for (let c = 0; c < d; c++) {
    let [mean, square] = [0, 0];
    for (let i = 0; i < n; i++) mean += points[i * d + c]! / n;
    for (let i = 0; i < n; i++) square += (points[i * d + c]! - mean) ** 2 / n;
    sum += square;
  }
  return Math.sqrt(sum / d);
}
