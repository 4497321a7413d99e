import type { Snapshot } from '../../../engine/bench.ts';
import { finish } from '../../../math/breaths.ts';
import { principalComponents } from '../../../math/principal-components.ts';
import { cumulativePercent } from '../../../math/relevance.ts';
import { SHOWN } from './evaluation.ts';
import { GRID_ROWS, namedConditions } from './made-images.ts';
import { ACTIVE_NATS, klPerAxis } from './metrics.ts';
import type { Autoencoding, ImagesProblem } from './problem.ts';

type Draw = (problem: ImagesProblem, iterate: Autoencoding) => Snapshot;

/** Axes by their KL, the busiest first; by the spread of their codes where there is no posterior. */
function orderOf(iterate: Autoencoding): number[] {
  const { evaluation, latent } = iterate;
  const weight = klPerAxis(iterate) ?? spreadOf(evaluation.means, latent);
  return Array.from(weight.keys()).sort((a, b) => weight[b]! - weight[a]! || a - b);
}

function spreadOf(codes: Float32Array, latent: number): Float64Array {
  const rows = codes.length / latent;
  const out = new Float64Array(latent);
  for (let l = 0; l < latent; l++) {
    let [sum, square] = [0, 0];
    for (let i = 0; i < rows; i++) {
      sum += codes[i * latent + l]!;
      square += codes[i * latent + l]! ** 2;
    }
    out[l] = square / rows - (sum / rows) ** 2;
  }
  return out;
}

/** v_l of a prior that is the same for all images; 1 for the standard normal and for a learned p(z | a). */
const priorVarianceOf = ({ evaluation: { priorLogVariances }, latent }: Autoencoding): Float64Array =>
  Float64Array.from({ length: latent }, (_, l) =>
    priorLogVariances?.length === latent ? Math.exp(priorLogVariances[l]!) : 1,
  );

const latent: Draw = ({ heldOut }, iterate) => {
  const { evaluation, latent: size } = iterate;
  const { count, means, logVariances } = evaluation;
  const directions = new Float64Array(2 * size);
  const mean = new Float64Array(size);
  if (means.every(Number.isFinite)) {
    const components = finish(principalComponents(means, count, size, 2));
    directions.set(components.directions.subarray(0, components.count * size));
    mean.set(components.mean);
  }
  return {
    codes: means.slice(),
    sds: logVariances ? logVariances.map((one) => Math.exp(one / 2)) : new Float32Array(means.length),
    labels: heldOut.labels?.slice() ?? null,
    count,
    latent: size,
    order: orderOf(iterate),
    mean,
    directions,
    priorSds: Float32Array.from(priorVarianceOf(iterate), Math.sqrt),
  };
};

const axes: Draw = ({ trueFactors }, iterate) => {
  const kl = klPerAxis(iterate);
  const { slow } = iterate;
  return {
    kl,
    active: kl ? Array.from(kl, (one) => one > ACTIVE_NATS) : null,
    priorVariance: priorVarianceOf(iterate),
    adaptive: iterate.adaptive,
    relevance: slow ? Float64Array.from(slow.relevance) : null,
    relevanceStep: slow?.step ?? null,
    relevant: slow ? [...slow.relevantAxes] : null,
    cumulative: slow ? cumulativePercent(slow.relevance) : null,
    trueFactors,
  };
};

const split: Draw = (_, { trail, klWeight }) => ({
  steps: Float64Array.from(trail, ({ step }) => step),
  reconstruction: Float64Array.from(trail, ({ distortion }) => distortion),
  kl: Float64Array.from(trail, ({ rate }) => (Number.isNaN(rate) ? 0 : rate)),
  beta: klWeight,
});

const reconstructions: Draw = ({ heldOut, width, height, pixels }, { evaluation }) => {
  const count = Math.min(SHOWN, evaluation.count);
  return {
    inputs: heldOut.images.slice(0, count * pixels),
    outputs: evaluation.reconstructions.slice(),
    width,
    height,
    count,
  };
};

const samples: Draw = ({ width, height, pixels }, { evaluation }) => ({
  images: evaluation.samples.slice(),
  count: evaluation.samples.length / pixels,
  width,
  height,
});

const attributes: Draw = ({ conditions, width, height }, { evaluation, conditional }) => {
  if (!conditional || conditions === null)
    return { grid: null, rows: 0, columns: 0, names: [], conditions: [], kind: null, width, height };
  const named = namedConditions(conditions);
  return {
    grid: evaluation.grid.slice(),
    rows: GRID_ROWS,
    columns: named.length,
    names: named.map(({ name }) => name),
    conditions: named.map(({ values }) => [...values]),
    kind: conditions.kind,
    width,
    height,
  };
};

export const snapshots = { latent, axes, split, reconstructions, samples, attributes };
