import { splitDigits8 } from '../../../data/digits8-split.ts';
import { gapRegression } from '../../../data/gap-curve.ts';
import { moonClasses, spiralClasses, xorClasses } from '../../../data/planar-classes.ts';
import type { Assets } from '../../../engine/bench.ts';
import { cosineNormal } from '../../../math/cosine-normal.ts';
import { gaussianKl } from '../../../math/gaussian-kl.ts';
import { permutation } from '../../../math/permutation.ts';
import { mulberry32 } from '../../../math/random.ts';
import { softmaxCrossEntropy } from '../../../math/softmax-cross-entropy.ts';
import { inverseSoftplus } from '../../../math/softplus.ts';
import { type Criterion, rankOf, scoreOf } from './criteria.ts';
import { denseReference } from './dense-reference.ts';
import { entropies } from './evaluate.ts';
import { exchange, exchangeFraction, paperCostRatio } from './exchange.ts';
import { scoresOf } from './scores.ts';
import { slopes } from './sparse-gradient.ts';
import { denseSlopes, forwardProducts, openTape, weightSlopes } from './sparse-layer.ts';
import { moved, sparseLayer } from './sparse-network.ts';
import { turboReference } from './turbo-reference.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
type Inputs = any;

const flat = (rows: number[][]): Float64Array => Float64Array.from(rows.flat());
/** Rows × columns as columns × rows: batches are unit-major here. */
const turned = (rows: number[][]): Float64Array => flat(rows[0]!.map((_, c) => rows.map((row) => row[c]!)));
const matrix = (values: Float64Array, columns: number): number[][] =>
  Array.from({ length: values.length / columns }, (_, r) => [...values.subarray(r * columns, (r + 1) * columns)]);

const CRITERION: Readonly<Record<string, Criterion>> = {
  mean: 'mean',
  snr: 'snr',
  E_abs: 'eAbs',
  SNR_abs: 'snrAbs',
  E_exp: 'eExp',
  SNR_exp: 'snrExp',
  q25: 'q25',
};

const trained = (value: Float64Array) => ({
  value,
  slope: new Float64Array(value.length),
  first: new Float64Array(value.length),
  second: new Float64Array(value.length),
});

/** As the file writes numbers: with twelve digits, which is less than its tolerance for these asks. */
const written = (value: number): number => Number(value.toPrecision(12));

const placesOf = (mask: readonly number[]): Int32Array =>
  Int32Array.from(mask.flatMap((one, index) => (one === 1 ? [index] : [])));

/** The KL term alone, and its slopes: a batch whose likelihood is flat. */
function klOf(mu: number[], sigma: number[], priorSd: number) {
  const active = Int32Array.from(mu.keys());
  const rho = Float64Array.from(sigma, inverseSoftplus);
  const layer = sparseLayer(mu.length, 1, active, trained(Float64Array.from(mu)), trained(rho));
  const { kl } = slopes({ layers: [layer] }, priorSd, 1, openTape([mu.length, 1], 1));
  // ∂/∂ρ = (1 − e^{−σ}) ∂/∂σ
  return { kl, dmu: [...layer.means.slope], dsigma: [...layer.rhos.slope].map((g, k) => g / -Math.expm1(-sigma[k]!)) };
}

/** One removal and addition by a criterion, written as vectors of the dense length. */
function maskStep(inputs: Inputs, name: string) {
  const { mask, mu, rho, grad, fraction, lambda_exp: lambda } = inputs;
  const active = placesOf(mask);
  const [n, pick] = [mask.length, (values: number[]) => Float64Array.from(active, (index) => values[index]!)];
  const layer = sparseLayer(n, 1, active, trained(pick(mu)), trained(pick(rho)));
  const ranks = layer.mean.map((mean, k) => rankOf(CRITERION[name]!, mean, layer.sd[k]!, lambda));
  const step = exchange(active, ranks, Float64Array.from(grad), Math.floor(fraction * active.length));
  const rhoMean = layer.rhos.value.reduce((sum, one) => sum + one, 0) / active.length;
  const next = moved(layer, step.active, step.from, rhoMean);
  const spread = (values: Float64Array) => {
    const out = Array<number>(n).fill(0);
    step.active.forEach((index, k) => {
      out[index] = values[k]!;
    });
    return out;
  };
  return {
    removed: [...step.removed],
    added: [...step.added],
    mask: spread(new Float64Array(n).fill(1)),
    mu: spread(next.mean),
    rho_active: spread(next.rhos.value),
    fresh: [...step.active].filter((_, k) => step.from[k] === -1),
  };
}

const own: Record<string, (inputs: Inputs, assets: Assets) => Record<string, unknown>> = {
  rng: ({ seed, n, shuffle_n }) => {
    const uniform = mulberry32(seed);
    const normal = mulberry32(seed);
    return {
      uniform: Array.from({ length: n }, () => written(uniform())),
      normal: Array.from({ length: n }, () => written(cosineNormal(normal))),
      shuffle: [...permutation(mulberry32(seed), shuffle_n)],
    };
  },
  'problems-2d': ({ generator, n, seed, noise, turns, first_rows, first_labels }) => {
    const random = mulberry32(seed);
    const { points, labels } =
      generator === 'moons'
        ? moonClasses(random, n, noise)
        : generator === 'spirals'
          ? spiralClasses(random, n, noise, turns)
          : xorClasses(random, n, noise);
    const column = (axis: number) => Array.from({ length: n }, (_, i) => points[2 * i + axis]!);
    const over = (f: (v: number) => number) =>
      [0, 1].map((axis) => column(axis).reduce((sum, value) => sum + f(value), 0));
    return {
      rows: matrix(points, 2).slice(0, first_rows),
      labels: [...labels].slice(0, first_labels),
      mean: over((v) => v / n),
      sumsq: over((v) => v * v),
    };
  },
  'problems-1d': ({ n, seed, noise, first }) => {
    const { x, y } = gapRegression(mulberry32(seed), n, noise);
    const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / n;
    return { x: [...x].slice(0, first), y: [...y].slice(0, first), meanX: mean(x), meanY: mean(y) };
  },
  'digits-split': ({ subset, classes }, assets) => {
    const { images, labels } = splitDigits8(assets['digits8.bin']!)[subset as 'train' | 'test'];
    const rows = [...labels.keys()].filter((k) => classes.includes(labels[k]));
    const pixels = rows.map((k) => images.subarray(64 * k, 64 * (k + 1)));
    const sum = (f: (v: number) => number) =>
      pixels.reduce((all, image) => all + image.reduce((s, v) => s + f(v), 0), 0);
    return {
      count: rows.length,
      pixel_sum: sum((v) => v),
      pixel_sumsq: sum((v) => v * v),
      class_counts: Array.from({ length: 10 }, (_, c) => rows.filter((k) => labels[k] === c).length),
      first_image: Array.from(pixels[0]!, (v) => 16 * v),
      first_label: labels[rows[0]!],
    };
  },
  'kl-prior': ({ mu, sigma, prior_std: priorSd, mask }) => {
    const places = [...placesOf(mask)];
    const active = klOf(
      places.map((k) => mu[k]),
      places.map((k) => sigma[k]),
      priorSd,
    );
    const spread = (values: number[]) => mu.map((_: number, k: number) => values[places.indexOf(k)] ?? 0);
    return {
      kl: mu.map((one: number, k: number) => klOf([one], [sigma[k]], priorSd).kl),
      masked_sum: active.kl,
      dmu: spread(active.dmu),
      dsigma: spread(active.dsigma),
    };
  },
  'kl-pair': ({ m1, s1, m2, s2 }) => ({ kl: gaussianKl(m1, 2 * Math.log(s1), m2, 2 * Math.log(s2)) }),
  metrics: ({ prob, label, ece_bins: bins }) => {
    const classes = prob[0].length;
    const p = flat(prob);
    const scores = scoresOf(p, Float64Array.from(label), classes, bins);
    const { total } = entropies(p, classes, new Float64Array(label.length));
    return {
      acc: scores.accuracy,
      nll: scores.negativeLogLikelihood,
      ece: scores.calibrationError,
      brier: scores.brier,
      entropy: total.reduce((sum, one) => sum + one, 0) / label.length,
    };
  },
  uncertainty: ({ prob }) => {
    const samples: Float64Array[] = prob.map(flat);
    const classes = prob[0][0].length;
    const mean = samples[0]!.map((_, k) => samples.reduce((sum, one) => sum + one[k]!, 0) / samples.length);
    const single = samples.map((one) => entropies(one, classes, new Float64Array(prob[0].length)).total);
    const aleatoric = single[0]!.map((_, n) => single.reduce((sum, one) => sum + one[n]!, 0) / samples.length);
    const { total, epistemic } = entropies(mean, classes, aleatoric);
    return { total: [...total], aleatoric: [...aleatoric], epistemic: [...epistemic] };
  },
  criteria: ({ mu, sigma, lambda }) =>
    Object.fromEntries(
      Object.entries(CRITERION).map(([name, id]) => [
        name,
        mu.map((one: number, k: number) => scoreOf(id, one, sigma[k], lambda)),
      ]),
    ),
  'snr-abs': ({ mu, sigma }) => ({
    SNR_abs: mu.map((one: number, k: number) => scoreOf('snrAbs', one, sigma[k], 1)),
  }),
  'mask-step': (inputs) =>
    Object.fromEntries(
      Object.keys(CRITERION)
        .filter((name) => name !== 'q25')
        .map((name) => [name, maskStep(inputs, name)]),
    ),
  schedule: ({ alpha, T_end: end, t }) => ({ fraction: t.map((one: number) => exchangeFraction(one, alpha, end)) }),
  flops: ({ pairs }) => ({ ratio: pairs.map(([d, interval]: [number, number]) => paperCostRatio(d, interval)) }),
  'masked-layer': ({ x, mu, rho, mask, eps, label }) => {
    const [rows, ins, outs] = [x.length, mu[0].length, mu.length];
    const active = placesOf(mask.flat());
    const pick = (values: number[][]) => Float64Array.from(active, (index) => values.flat()[index]!);
    const layer = sparseLayer(ins, outs, active, trained(pick(mu)), trained(pick(rho)));
    const tape = openTape([ins, outs], rows);
    tape.x[0]!.set(turned(x));
    forwardProducts(layer, tape, 0);
    const [m, v] = [tape.m[0]!, tape.v[0]!];
    const noise = turned(eps);
    const root = v.map((one) => Math.sqrt(one + 1e-8));
    const out = Array.from({ length: rows }, (_, n) =>
      Array.from({ length: outs }, (_, o) => m[o * rows + n]! + root[o * rows + n]! * noise[o * rows + n]!),
    );
    const slope = new Float64Array(rows * outs);
    const loss = softmaxCrossEntropy(flat(out), rows, outs, label, slope);
    const dm = turned(matrix(slope, outs));
    tape.dm[0]!.set(dm);
    tape.dv[0]!.set(dm.map((one, k) => (0.5 * one * noise[k]!) / root[k]!));
    const dense = denseSlopes(ins, outs, tape, 0);
    const [dMean, dVariance] = [new Float64Array(active.length), new Float64Array(active.length)];
    weightSlopes(layer, tape, 0, dMean, dVariance);
    const drho = new Float64Array(outs * ins);
    active.forEach((index, k) => {
      const sd = layer.sd[k]!;
      drho[index] = dVariance[k]! * 2 * sd * -Math.expm1(-sd);
    });
    return { out, loss, dmu_dense: matrix(dense, ins), drho: matrix(drho, ins) };
  },
};

export const reference = { ...own, ...denseReference, ...turboReference };
