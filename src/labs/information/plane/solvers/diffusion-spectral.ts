import {
  diffusionInformation,
  diffusionSpectrum,
  randomSubsets,
  spectralEntropy,
} from '../../../../math/diffusion-spectrum.ts';
import { integer, number } from '../../../../params/descriptor.ts';
import { type LayerView, type Observer, observerStream } from '../look.ts';
import { method, type Task } from '../problem.ts';
import { sampleOf } from '../sample.ts';
import { train } from '../training.ts';
import { trainingParams } from '../training-params.ts';

/** Random subsets a class is compared with. */
const DRAWS = 5;

const params = {
  ...trainingParams,
  spectrumRows: integer({
    label: 'Rows in the spectrum',
    help: 'a fixed random subset of the plane, for the cost grows with its cube',
    min: 40,
    max: 240,
    scale: 'log',
    default: 120,
  }),
  bandwidth: number({
    label: 'Bandwidth',
    symbol: 'σ',
    help: 'of the Gaussian kernel, in the unit of the activations',
    min: 0.05,
    max: 20,
    scale: 'log',
    default: 0.5,
  }),
  time: integer({
    label: 'Diffusion time',
    symbol: 't',
    help: 'power of the eigenvalues',
    min: 1,
    max: 10,
    default: 1,
  }),
};

/**
 * Diffusion spectral entropy of a layer, and its information about the label.
 *
 * Source     Liao et al. 2024, sections 3 and 4, with the released code's symmetric operator.
 * Estimates  across: DSE(T), the entropy of the eigenvalues of a diffusion on the rows observed, bits; up: DSMI(T;Y), how much
 *            lower it is inside the classes than in random subsets of their size. Not Shannon's information: the axes of the
 *            plane are entropy and its drop, and no bound of the plane applies.
 * Poor       for wide layers whose rows all lie further apart than the bandwidth: then DSE is log₂ of the rows. DSMI can be
 *            slightly negative.
 */
export const diffusionSpectral = method({
  label: 'Diffusion spectral entropy',
  source: 'Liao et al. 2024',
  precision: 'float64',
  params,
  solve: (task, values, run) => train(task, values, run, diffusionObserver(task, values)),
});

export function diffusionObserver(
  task: Task,
  { spectrumRows, bandwidth, time }: { spectrumRows: number; bandwidth: number; time: number },
): Observer {
  const sample = sampleOf(task, spectrumRows);
  return function* observe(view: LayerView) {
    const values = sample.values(view);
    const spectrum = yield* diffusionSpectrum(values, sample.size, view.width, bandwidth);
    const subsets = randomSubsets(observerStream(task, view.epoch, view.layer), sample.size, DRAWS);
    const options = { sigma: bandwidth, t: time, subsets };
    const { information } = yield* diffusionInformation(
      values,
      sample.size,
      view.width,
      sample.labels,
      task.classes,
      options,
    );
    return { ixt: spectralEntropy(spectrum, time), ity: information, spectrum };
  };
}
