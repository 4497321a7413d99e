import { type Bench, ProblemError } from '../../../engine/bench.ts';
import { decodeQuestion } from './decode-question.ts';
import { instances } from './instances.ts';
import { activeAxes, distortionOf, klPerAxis, meanSquaredError, metrics, rateOf } from './metrics.ts';
import type { Autoencoding, ImagesProblem } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { ardVae } from './solvers/ard-vae.ts';
import { autoencoder } from './solvers/autoencoder.ts';
import { betaVae } from './solvers/beta-vae.ts';
import { conditionalVae } from './solvers/conditional-vae.ts';
import { vae } from './solvers/vae.ts';
import { readData } from './user-data.ts';

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

export default {
  id: 'vae/images',
  title: 'Images',
  help: 'Learn a code for images and a density over them: what the code keeps, what it drops, and what new images look like.',
  instances,
  methods: { vae, betaVae, conditionalVae, ardVae, autoencoder },
  metrics,
  snapshots,
  questions: { decode: decodeQuestion },
  defaultInstance: 'digits',
  defaultMethod: 'vae',
  stop: { rule: null, maxSteps: 1500 },
  instanceOnGpu: 'mnist',
  // A look at all held-out images costs about as much as a step.
  metricStride: () => 20,
  readData,
  describeProblem: ({ width, height, train, heldOut, classes, conditions, trueFactors, notes, likelihood }) => ({
    facts: {
      width,
      height,
      count: train.count,
      heldOut: heldOut.count,
      classes: [...classes],
      conditionNames: conditions ? [...conditions.names] : [],
      conditionKind: conditions?.kind ?? null,
      trueFactors,
      likelihood,
    },
    notes: [...notes],
  }),
  check: ({ conditions, classes }, method) => {
    if (method !== 'conditionalVae' || conditions !== null) return;
    if (classes.length > 0)
      throw new ProblemError(
        'All images have one label; the conditional VAE needs at least two classes that occur among the images.',
      );
    throw new ProblemError(
      'These images have no labels and no attributes; the conditional VAE needs them. Choose faces or digits, or another method.',
    );
  },
  result: (problem, iterate) => {
    const { evaluation } = iterate;
    const [reconstruction, kl] = [distortionOf(evaluation), rateOf(iterate)];
    return {
      elbo: orNull(-reconstruction - kl),
      reconstruction,
      kl: orNull(kl),
      klPerDimension: [...(klPerAxis(iterate) ?? [])],
      activeDimensions: orNull(activeAxes(iterate)),
      mse: meanSquaredError(problem, evaluation),
    };
  },
  resultFields: {
    elbo: 'nats a held-out image: −reconstruction − kl, whatever β was trained with; null for a plain autoencoder',
    reconstruction: 'distortion: mean −log p(x | z) of a held-out image in nats',
    kl: 'rate: mean KL of a held-out image in nats; null for a plain autoencoder',
    klPerDimension: 'that rate by axis of the code',
    activeDimensions: 'axes with a mean KL above 0.05 nats',
    mse: 'mean squared error of a pixel at the mean code',
  },
} satisfies Bench<ImagesProblem, Autoencoding>;
