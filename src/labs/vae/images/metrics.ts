import type { Metric } from '../../../engine/bench.ts';
import { finish } from '../../../math/breaths.ts';
import { frechetDistance } from '../../../math/frechet-distance.ts';
import { gaussianKl } from '../../../math/gaussian-kl.ts';
import { importanceBound } from '../../../math/importance-bound.ts';
import { type PrincipalComponents, principalComponents, projected } from '../../../math/principal-components.ts';
import { relevantCount } from '../../../math/relevance.ts';
import type { Evaluation, SlowEvaluation } from './evaluation.ts';
import { probeAccuracy } from './probe.ts';
import type { Autoencoding, ImageSet, ImagesProblem } from './problem.ts';

type Measured = Metric<ImagesProblem, Autoencoding>;

/** An axis whose mean KL is above this is in use. */
export const ACTIVE_NATS = 0.05;
/** Principal components of the held-out images in which samples are compared with them. */
const COMPONENTS = 16;

const mean = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k]!;
  return sum / values.length;
};

/** Mean KL of each axis over the held-out images, in nats; null without a posterior. */
export function klPerAxis({ evaluation, latent }: Pick<Autoencoding, 'evaluation' | 'latent'>): Float64Array | null {
  const { count, means, logVariances, priorMeans, priorLogVariances } = evaluation;
  if (logVariances === null) return null;
  const out = new Float64Array(latent);
  const each = (values: Float32Array | null, k: number) =>
    values === null ? 0 : values[values.length === latent ? k % latent : k]!;
  for (let k = 0; k < count * latent; k++) {
    const kl = gaussianKl(means[k]!, logVariances[k]!, each(priorMeans, k), each(priorLogVariances, k));
    out[k % latent] = out[k % latent]! + kl / count;
  }
  return out;
}

export const distortionOf = ({ distortions }: Evaluation): number => mean(distortions);

export function rateOf(iterate: Pick<Autoencoding, 'evaluation' | 'latent'>): number {
  return klPerAxis(iterate)?.reduce((sum, one) => sum + one, 0) ?? Number.NaN;
}

export const activeAxes = (iterate: Autoencoding): number =>
  klPerAxis(iterate)?.filter((kl) => kl > ACTIVE_NATS).length ?? Number.NaN;

export const meanSquaredError = ({ pixels }: ImagesProblem, { squaredErrors }: Evaluation): number =>
  mean(squaredErrors) / pixels;

/** Numbers of a slow evaluation, found once for each. */
interface SlowNumbers {
  readonly iwae: number;
  readonly gap: number;
  readonly frechet: number;
  readonly sampleAccuracy: number;
  readonly wholeAccuracy: number;
  readonly editAccuracy: number;
  readonly leakage: number;
}

const found = new WeakMap<SlowEvaluation, SlowNumbers>();
/** The last problem's principal components: runs of equal images follow one another. */
let components: { images: Float32Array; axes: PrincipalComponents } | null = null;

function slowNumbers(problem: ImagesProblem, { slow, evaluation, latent }: Autoencoding): SlowNumbers | null {
  if (slow === null) return null;
  const known = found.get(slow);
  if (known) return known;
  const { bound, elbo } = boundsOf(slow);
  const made = attributeAccuracy(problem, slow.samples, false);
  const numbers = {
    iwae: bound,
    gap: bound - elbo,
    frechet: frechetOf(problem, slow.samples),
    sampleAccuracy: made.bits,
    wholeAccuracy: made.whole,
    editAccuracy: slow.edits === null ? Number.NaN : attributeAccuracy(problem, slow.edits, true).bits,
    leakage: slow.trainMeans === null ? Number.NaN : probeAccuracy(problem, slow.trainMeans, evaluation.means, latent),
  };
  found.set(slow, numbers);
  return numbers;
}

/** Means over the images of both bounds on log p(x), of the same samples. */
function boundsOf({ logWeights, weightSamples }: SlowEvaluation): { bound: number; elbo: number } {
  if (logWeights === null) return { bound: Number.NaN, elbo: Number.NaN };
  const images = logWeights.length / weightSamples;
  let [bound, elbo] = [0, 0];
  for (let i = 0; i < images; i++) {
    const one = importanceBound(logWeights.subarray(i * weightSamples, (i + 1) * weightSamples));
    bound += one.bound / images;
    elbo += one.elbo / images;
  }
  return { bound, elbo };
}

function frechetOf(problem: ImagesProblem, samples: Float32Array): number {
  const { heldOut, pixels } = problem;
  if (!samples.every(Number.isFinite)) return Number.NaN;
  const axes = componentsOf(heldOut, pixels);
  const rows = samples.length / pixels;
  const seen = projected(heldOut.images, heldOut.count, axes);
  return frechetDistance(projected(samples, rows, axes), rows, seen, heldOut.count, axes.count);
}

function componentsOf({ images, count }: ImageSet, pixels: number): PrincipalComponents {
  const same = components?.images.length === images.length && components.images.every((one, k) => one === images[k]);
  if (components === null || !same)
    components = { images, axes: finish(principalComponents(images, count, pixels, COMPONENTS)) };
  return components.axes;
}

/** Shares of attributes, and of images with all of them, that the oracle finds as asked for; NaN without an oracle. */
function attributeAccuracy(
  { oracle, conditions, pixels }: ImagesProblem,
  images: Float32Array,
  turned: boolean,
): { bits: number; whole: number } {
  if (oracle === null || conditions === null) return { bits: Number.NaN, whole: Number.NaN };
  const names = conditions.names.length;
  const rows = images.length / pixels;
  let [bits, whole] = [0, 0];
  for (let i = 0; i < rows; i++) {
    const logits = oracle(images, i * pixels);
    let right = 0;
    for (let a = 0; a < names; a++)
      if ((logits[a]! > 0 === (conditions.heldOut[i * names + a] === 1)) !== turned) right++;
    bits += right / (rows * names);
    whole += right === names ? 1 / rows : 0;
  }
  return { bits, whole };
}

const slowMetric = (
  name: keyof SlowNumbers,
  { better, ...words }: Pick<Measured, 'label' | 'better' | 'help'> & { unit?: string; scale?: 'log' },
): Measured => ({
  scale: 'linear',
  ...words,
  better,
  measure: (problem, iterate) => slowNumbers(problem, iterate)?.[name] ?? Number.NaN,
});

const relevant = (percent: number): Measured => ({
  label: `Relevant axes, ${percent} %`,
  scale: 'linear',
  better: null,
  help: `axes that together explain ${percent} % of what the decoder shows; found every 250 steps`,
  measure: (_, { slow }) => (slow ? relevantCount(slow.relevance, percent) : Number.NaN),
});

export const metrics = {
  loss: {
    label: 'Loss',
    symbol: 'ℒ',
    unit: 'nats',
    scale: 'linear',
    better: 'lower',
    help: 'distortion and weighted rate of the held-out images',
    measure: (_, iterate) =>
      distortionOf(iterate.evaluation) + (iterate.deterministic ? 0 : iterate.klWeight * rateOf(iterate)),
  },
  reconstruction: {
    label: 'Distortion',
    symbol: 'D',
    unit: 'nats',
    scale: 'linear',
    better: 'lower',
    help: 'D: mean −log p(x | z) of the held-out images, one sample z each',
    measure: (_, { evaluation }) => distortionOf(evaluation),
  },
  kl: {
    label: 'Rate',
    symbol: 'KL',
    unit: 'nats',
    scale: 'linear',
    better: null,
    help: 'R: mean KL of the posterior to the prior, summed over the axes',
    measure: (_, iterate) => rateOf(iterate),
  },
  elbo: {
    label: 'ELBO',
    unit: 'nats',
    scale: 'linear',
    better: 'higher',
    help: '−D − R, whatever β was trained with: at most log p(x)',
    measure: (_, iterate) => -distortionOf(iterate.evaluation) - rateOf(iterate),
  },
  iwae: slowMetric('iwae', {
    label: 'IWAE-64',
    unit: 'nats',
    better: 'higher',
    help: 'the importance-weighted bound with 64 samples, at least the ELBO; found every 250 steps',
  }),
  boundGap: slowMetric('gap', {
    label: 'IWAE-64 less ELBO',
    unit: 'nats',
    better: null,
    help: 'of the same 64 samples: never below 0',
  }),
  activeAxes: {
    label: 'Active axes',
    scale: 'linear',
    better: null,
    help: `axes with a mean KL above ${ACTIVE_NATS} nats`,
    measure: (_, iterate) => activeAxes(iterate),
  },
  mse: {
    label: 'Squared error of a pixel',
    scale: 'log',
    better: 'lower',
    help: 'between held-out images and the mean images of their mean codes',
    measure: (problem, { evaluation }) => meanSquaredError(problem, evaluation),
  },
  relevantAxes95: relevant(95),
  relevantAxes99: relevant(99),
  sampleAccuracy: slowMetric('sampleAccuracy', {
    label: 'Attributes of samples',
    better: null,
    help: 'share of attributes the oracle finds in samples as asked for; found every 250 steps',
  }),
  wholeAccuracy: slowMetric('wholeAccuracy', {
    label: 'Samples with all attributes',
    better: null,
    help: 'share of samples in which the oracle finds all attributes as asked for',
  }),
  editAccuracy: slowMetric('editAccuracy', {
    label: 'Attributes of edits',
    better: null,
    help: 'share of attributes the oracle finds turned when every attribute was turned',
  }),
  leakage: slowMetric('leakage', {
    label: 'Leakage',
    better: null,
    help: 'what a least-squares probe reads of the condition from the code: 0.5 of an attribute is chance',
  }),
  frechet: slowMetric('frechet', {
    label: 'Fréchet distance',
    scale: 'log',
    better: null,
    help: 'between samples and held-out images in their first 16 principal components; found every 250 steps',
  }),
  pixelVariance: {
    label: 'Pixel variance',
    scale: 'log',
    better: null,
    help: 'η² of the Gaussian likelihood, given or learned',
    measure: (_, { evaluation }) => evaluation.pixelVariance,
  },
} satisfies Record<string, Measured>;
