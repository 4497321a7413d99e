import { ProblemError } from '../../../engine/bench.ts';
import { choice, integer, number, toggle, type Values } from '../../../params/descriptor.ts';
import { convolution, dense, halved, type Layer, transposedConvolution } from '../../../tensor/nn/layers.ts';
import type { Network } from '../../../tensor/nn/network.ts';
import type { Autoencoder } from '../../../tensor/nn/variational-autoencoder.ts';
import type { ImagesProblem, LikelihoodName } from './problem.ts';

/** Hidden units of the network that gives the prior of a condition. */
const PRIOR_WIDTH = 32;

/** What every method of the bench has: networks, likelihood, optimiser. */
export const networkParams = {
  latent: integer({ label: 'Latent size', symbol: 'L', min: 1, max: 24, default: 8, help: 'numbers in a code' }),
  likelihood: choice({
    label: 'Likelihood of a pixel',
    options: ['auto', 'bernoulli', 'gaussian'],
    default: 'auto',
    optionLabels: { auto: 'as suits the images', bernoulli: 'Bernoulli', gaussian: 'Gaussian' },
  }),
  eta2: number({
    label: 'Pixel variance',
    symbol: 'η²',
    help: 'of the Gaussian likelihood',
    min: 1e-3,
    max: 1.5,
    default: 0.02,
    scale: 'log',
  }),
  learnVariance: toggle({ label: 'Learn the pixel variance', help: 'one number for all pixels', default: false }),
  network: choice({
    label: 'Network',
    options: ['dense', 'convolutional'],
    default: 'dense',
    optionLabels: { dense: 'one hidden layer', convolutional: 'two convolutions' },
  }),
  width: integer({ label: 'Hidden units', symbol: 'H', min: 16, max: 256, default: 64, scale: 'log' }),
  rate: number({ label: 'Learning rate', min: 2e-4, max: 1e-2, default: 2e-3, scale: 'log' }),
  batch: integer({ label: 'Images a step', symbol: 'B', min: 16, max: 512, default: 128, scale: 'log' }),
  biasAtMean: toggle({
    label: 'Start at the mean image',
    help: 'the decoder’s last biases begin at the pixels’ means',
    default: false,
  }),
};

export type NetworkValues = Values<typeof networkParams>;

/** What distinguishes the methods in the shape of their networks. */
export interface Form {
  readonly deterministic?: boolean;
  readonly conditionEncoder?: boolean;
  readonly conditionDecoder?: boolean;
  readonly learnedPrior?: boolean;
}

export const likelihoodOf = ({ likelihood }: NetworkValues, problem: ImagesProblem): LikelihoodName =>
  likelihood === 'auto' ? problem.likelihood : likelihood;

/** Throws a ProblemError when a code would be longer than the images. */
export function modelOf(problem: ImagesProblem, values: NetworkValues, form: Form): Autoencoder {
  const { pixels, conditions } = problem;
  const { latent, network, eta2, learnVariance } = values;
  if (latent > pixels)
    throw new ProblemError(
      `A latent size of ${latent} is above the ${pixels} pixels of an image; at most ${pixels} is accepted here.`,
    );
  const told = conditions?.names.length ?? 0;
  const seen = form.conditionEncoder ? told : 0;
  const used = form.conditionDecoder ? told : 0;
  const head = form.deterministic ? latent : 2 * latent;
  const build = network === 'dense' ? denseNetworks : convolutionalNetworks;
  return {
    ...build(problem, values, { seen, used, head }),
    prior: form.learnedPrior
      ? chain([dense(told, PRIOR_WIDTH, true), dense(PRIOR_WIDTH, 2 * latent, false)], -1, 0)
      : null,
    likelihood: likelihoodOf(values, problem),
    variance: learnVariance ? null : eta2,
    deterministic: form.deterministic ?? false,
  };
}

interface Sizes {
  /** Numbers of condition that the encoder sees, and the decoder. */
  readonly seen: number;
  readonly used: number;
  readonly head: number;
}

const chain = (layers: readonly Layer[], joinAt: number, conditionSize: number): Network => ({
  layers,
  joinAt: conditionSize > 0 ? joinAt : -1,
  conditionSize,
});

/** One hidden layer each, rectified. */
function denseNetworks({ pixels }: ImagesProblem, { latent, width }: NetworkValues, { seen, used, head }: Sizes) {
  return {
    encoder: chain([dense(pixels + seen, width, true), dense(width, head, false)], 0, seen),
    decoder: chain([dense(latent + used, width, true), dense(width, pixels, false)], 0, used),
  };
}

/** Two convolutions of stride 2 with H/8 and H/4 channels and a dense layer; the decoder is their mirror image. */
function convolutionalNetworks(
  { height, width: columns }: ImagesProblem,
  { latent, width }: NetworkValues,
  { seen, used, head }: Sizes,
) {
  const whole = { height, width: columns, channels: 1 };
  const half = halved(whole, Math.max(2, Math.round(width / 8)));
  const quarter = halved(half, Math.max(2, Math.round(width / 4)));
  const features = quarter.height * quarter.width * quarter.channels;
  return {
    encoder: chain(
      [convolution(whole, half.channels), convolution(half, quarter.channels), dense(features + seen, head, false)],
      2,
      seen,
    ),
    decoder: chain(
      [
        dense(latent + used, features, true),
        transposedConvolution(quarter, half, true),
        transposedConvolution(half, whole, false),
      ],
      0,
      used,
    ),
  };
}
