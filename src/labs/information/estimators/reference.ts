import { adaptiveEdges, binIndices, linearEdges } from '../../../math/bin-edges.ts';
import { finish } from '../../../math/breaths.ts';
import {
  diffusionEntropy,
  diffusionInformation,
  diffusionSpectrum,
  spectralEntropy,
} from '../../../math/diffusion-spectrum.ts';
import { digamma, logUnitBall } from '../../../math/digamma.ts';
import { type Codes, codesOfRows, informationOfCodes, informationOfJoint } from '../../../math/discrete-information.ts';
import {
  informationOfLabel,
  informationOfThreeEntropies,
  ksgInformation,
  nearestEntropy,
  nearestWeights,
} from '../../../math/entropy-nearest.ts';
import {
  cauchySchwarzDivergence,
  cauchySchwarzInformation,
  conditionalCauchySchwarz,
  gaussianGram,
  meanDiscrepancy,
  normalisedCauchySchwarz,
} from '../../../math/gram-divergence.ts';
import { kernelEntropies, kernelInformation } from '../../../math/kernel-entropy.ts';
import { neighbourDistances } from '../../../math/nearest-neighbours.ts';
import { whiten } from '../../../math/whitening.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
type Inputs = any;
type Outputs = Record<string, unknown>;

/** Points as the files write them, rows of coordinates or bare numbers, row-major. */
interface Points {
  readonly values: Float64Array;
  readonly n: number;
  readonly d: number;
}

function read(rows: readonly (number | readonly number[])[]): Points {
  const first = rows[0];
  return {
    values: Float64Array.from(rows.flat() as number[]),
    n: rows.length,
    d: Array.isArray(first) ? first.length : 1,
  };
}

/** Labels as letters 0..count − 1, in order of first appearance. */
const letters = (labels: readonly number[]): Codes => codesOfRows(Int32Array.from(labels), labels.length, 1);

const nested = (values: ArrayLike<number>, columns: number): number[][] =>
  Array.from({ length: values.length / columns }, (_, i) =>
    Array.from({ length: columns }, (_, j) => values[i * columns + j]!),
  );

/** Bins and plane point of one layer: every row has an x of its own. */
function plane({ values, n, d }: Points, edges: Float64Array, labels: Codes): Outputs {
  const bins = binIndices(values, edges);
  const codes = codesOfRows(bins, n, d);
  const rows: Codes = { ids: Int32Array.from({ length: n }, (_, i) => i), count: n };
  return { bins: nested(bins, d), I_XT: informationOfCodes(rows, codes), I_TY: informationOfCodes(codes, labels) };
}

function binning(inputs: Inputs): Outputs {
  const { n_bins, fixed_range, tanh_ebab_low, relu_ebab_low } = inputs;
  const labels = letters(inputs.labels);
  const tanh = read(inputs.activations_tanh);
  const relu = read(inputs.activations_relu);
  const range = (values: Float64Array): [number, number] => [
    values.reduce((low, v) => Math.min(low, v), Infinity),
    values.reduce((high, v) => Math.max(high, v), -Infinity),
  ];
  const tanhEdges = adaptiveEdges(tanh.values, n_bins, tanh_ebab_low ?? undefined);
  const reluEdges = adaptiveEdges(relu.values, n_bins, relu_ebab_low ?? undefined);
  return {
    tanh: {
      fixed: plane(tanh, linearEdges(fixed_range[0], fixed_range[1], n_bins), labels),
      range: plane(tanh, linearEdges(...range(tanh.values), n_bins), labels),
      ebab: plane(tanh, tanhEdges, labels),
    },
    tanh_ebab_edges: Array.from(tanhEdges),
    relu_ebab_edges: Array.from(reluEdges),
    relu_ebab: plane(relu, reluEdges, labels),
  };
}

function kdeBounds({ activations, labels, noise_variance }: Inputs): Outputs {
  const { values, n, d } = read(activations);
  const { ids, count } = letters(labels);
  const { upper, lower, noise } = finish(kernelEntropies(values, n, d, noise_variance, ids, count));
  const bits = (bound: typeof upper) => [(bound.whole - noise) / Math.LN2, kernelInformation(bound, ids) / Math.LN2];
  return {
    entropy_upper_nats: upper.whole,
    entropy_lower_nats: lower.whole,
    plane_upper_bits: bits(upper),
    plane_lower_bits: bits(lower),
  };
}

function cauchySchwarz(inputs: Inputs): Outputs {
  const { sigma } = inputs;
  const [P, Q, x, y, yhat, t] = ['P', 'Q', 'x', 'y', 'yhat', 't'].map((name) => read(inputs[name])) as [
    Points,
    Points,
    Points,
    Points,
    Points,
    Points,
  ];
  const gram = (a: Points, b = a) => gaussianGram(a.values, a.n, b.values, b.n, a.d, sigma);
  const [K, L1, L2, L21, T] = [gram(x), gram(y), gram(yhat), gram(yhat, y), gram(t)];
  const { value, gradient } = cauchySchwarzDivergence(P.values, P.n, Q.values, Q.n, P.d, sigma);
  return {
    cs_div: value,
    grad_P: nested(gradient, P.d),
    mmd2: meanDiscrepancy(P.values, P.n, Q.values, Q.n, P.d, sigma),
    cs_cond: conditionalCauchySchwarz(K, L1, L2, L21, x.n).value,
    cs_cond_squared_sum_variant: conditionalCauchySchwarz(K, L1, L2, L21, x.n, 'sumOfSquares').value,
    cs_cond_self: conditionalCauchySchwarz(K, L1, L1, L1, x.n).value,
    cs_qmi: cauchySchwarzInformation(K, T, x.n).value,
    cs_qmi_xx: cauchySchwarzInformation(K, K, x.n).value,
    cs_qmi_normalized: normalisedCauchySchwarz(K, T, x.n),
  };
}

/** What our own code computes for an entry of that kind, by the names under `expected`. */
export const reference: Record<string, (inputs: Inputs) => Outputs> = {
  discrete_mi: ({ joint_tables, labels_a, labels_b }) => {
    const each = joint_tables.map((table: number[][]) =>
      informationOfJoint(table.flat(), table.length, table[0]!.length),
    );
    const column = (name: 'hRow' | 'hCol' | 'hJoint' | 'mi') => each.map((one: Record<string, number>) => one[name]);
    return {
      h_row: column('hRow'),
      h_col: column('hCol'),
      h_joint: column('hJoint'),
      mi: column('mi'),
      labels_mi_bits: informationOfCodes(letters(labels_a), letters(labels_b)),
    };
  },
  binning,
  kde_bounds: kdeBounds,
  ksg: ({ a, b, k }) => {
    const x = read(a);
    const y = read(b);
    return { mi_nats: finish(ksgInformation(x.values, x.d, y.values, y.d, x.n, k)).information };
  },
  kl_entropy: ({ points, k }) => {
    const { values, n, d } = read(points);
    const most = Math.max(...k);
    const distances = finish(neighbourDistances(values, n, d, most, 'euclidean'));
    const one = (neighbour: number) => {
      let logs = 0;
      for (let i = 0; i < n; i++) logs += Math.log(distances[i * most + neighbour - 1]!);
      return digamma(n) - digamma(neighbour) + logUnitBall(d) + (d * logs) / n;
    };
    return { entropy_nats: k.map(one) };
  },
  wkl_weights: ({ d, k }) => ({
    weights: d.map((dimension: number, c: number) => Array.from(nearestWeights(dimension, k[c]))),
  }),
  wkl_entropy: ({ points, k }) => {
    const { values, n, d } = read(points);
    return { entropy_nats: finish(nearestEntropy(values, n, d, nearestWeights(d, k))).entropy };
  },
  mi_three_entropies: ({ x, y, k, weighted }) => {
    const [a, b] = [read(x), read(y)];
    const weighting = weighted ? 'weighted' : 'first';
    return {
      mi_nats: finish(informationOfThreeEntropies(a.values, a.d, b.values, b.d, a.n, k, weighting)).information,
    };
  },
  mi_continuous_label: ({ points, labels, k, weighted }) => {
    const { values, n, d } = read(points);
    const { ids, count } = letters(labels);
    const weighting = weighted ? 'weighted' : 'first';
    return { mi_nats: finish(informationOfLabel(values, n, d, ids, count, k, weighting)).information };
  },
  whitening: ({ points }) => {
    const { values, n, d } = read(points);
    return { half_log_det: whiten(values, n, d).halfLogDet };
  },
  cauchy_schwarz: cauchySchwarz,
  dse: ({ Z, sigma, t }) => {
    const { values, n, d } = read(Z);
    const eigenvalues = finish(diffusionSpectrum(values, n, d, sigma));
    return {
      eigenvalues: Array.from(eigenvalues),
      dse_bits: t.map((time: number) => spectralEntropy(eigenvalues, time)),
    };
  },
  dse_row_normalised: ({ Z, sigma, alpha, t }) => {
    const { values, n, d } = read(Z);
    const operator = { kind: 'anisotropic', alpha } as const;
    return { dse_bits: t.map((time: number) => finish(diffusionEntropy(values, n, d, sigma, time, operator))) };
  },
  dsmi: ({ Z, sigma, t, labels, subsets }) => {
    const { values, n, d } = read(Z);
    const { ids, count } = letters(labels);
    // The letters count in order of appearance; the file names classes by their label.
    const labelOf = Array.from({ length: count }, (_, c) => labels[ids.indexOf(c)]);
    const options = { sigma, t, subsets: (c: number) => subsets[String(labelOf[c])] };
    return { dsmi_bits: finish(diffusionInformation(values, n, d, ids, count, options)).information };
  },
};
