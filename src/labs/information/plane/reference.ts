import {
  gainForInformation,
  hardLabels,
  powerSpectrum,
  ruleInformation,
  scoreLevels,
  softRule,
  spherePatterns,
  sphereScores,
} from '../../../data/sphere-patterns.ts';
import { adaptiveEdges, binIndices, linearEdges } from '../../../math/bin-edges.ts';
import {
  annealedCurve,
  type BottleneckPoint,
  channelCapacity,
  channelOf,
  encoderPoint,
  settledEncoder,
  sweepEncoder,
} from '../../../math/bottleneck-curve.ts';
import { finish } from '../../../math/breaths.ts';
import { informationOfJoint } from '../../../math/discrete-information.ts';
import { backward, createGradients, createTape, forward, type Mlp } from '../../../math/mlp.ts';
import { softmaxCrossEntropy } from '../../../math/softmax-cross-entropy.ts';
import { gather, layersOf } from './look.ts';
import { plugInPoint } from './plug-in.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
type Inputs = any;
type Outputs = Record<string, unknown>;

/** What our own code computes for an entry of that kind, by the names under `expected`. */
export const reference: Record<string, (inputs: Inputs) => Outputs> = {
  szt_task: sphereTask,
  ib_curve: ({ joint, Q0, betas, max_sweeps, stop }) => {
    const [rows, cols, letters] = [joint.length, joint[0].length, Q0[0].length] as [number, number, number];
    const masses = Float64Array.from(joint.flat());
    const channel = channelOf({ masses, rows, cols });
    const start = Float64Array.from(Q0.flat());
    const points = (betas as number[]).map((beta) => {
      const options = { maxSweeps: max_sweeps, tolerance: toleranceOf(stop) };
      const { encoder } = finish(settledEncoder(channel, start, letters, beta, options));
      return asRead(encoderPoint(channel, encoder, letters, beta));
    });
    const once = new Float64Array(start.length);
    sweepEncoder(channel, start, letters, betas[1], once);
    return {
      I_XY: informationOfJoint(masses, rows, cols).mi,
      points,
      one_step_at_second_beta: rowsOf(once, letters),
    };
  },
  szt_ib_curve: ({ gamma, theta, betas, max_sweeps, stop }) => {
    const { values, counts } = scoreLevels(sphereScores());
    const rule = softRule(values, gamma, theta);
    const patterns = counts.reduce((sum, c) => sum + c, 0);
    const masses = Float64Array.from({ length: 2 * values.length }, (_, k) => {
      const p = rule[k >> 1]!;
      return ((k % 2 ? p : 1 - p) * counts[k >> 1]!) / patterns;
    });
    const channel = channelOf({ masses, rows: values.length, cols: 2 });
    const options = { maxSweeps: max_sweeps, tolerance: toleranceOf(stop) };
    const points = finish(annealedCurve(channel, betas, options)).map(asRead);
    // The curve runs down from the largest β; the entry may list them in any order.
    const inOrder = (betas as number[]).map((beta) => points.find((point) => point.beta === beta));
    return { I_XY: informationOfJoint(masses, values.length, 2).mi, points: inOrder };
  },
  bsc_capacity: ({ crossover }) => ({
    capacity_bits: (crossover as number[]).map((e) => channelCapacity(Float64Array.of(1 - e, e, e, 1 - e), 2, 2)),
  }),
  mlp_plane: planeOfNetwork,
};

/** `largest change of p(t|x) < 1e-13`. */
const toleranceOf = (stop: string): number => Number(/<\s*(\S+)/.exec(stop)?.[1] ?? 1e-12);

const asRead = ({ beta, ixt, ity, lagrangian }: BottleneckPoint) => ({ beta, I_XT: ixt, I_TY: ity, lagrangian });

const rowsOf = (flat: Float64Array, columns: number): number[][] =>
  Array.from({ length: flat.length / columns }, (_, i) => Array.from(flat.subarray(i * columns, (i + 1) * columns)));

function sphereTask(inputs: Inputs): Outputs {
  const { pattern_indices, gains, theta, target_mi_bits, l_max, score_decimals, spectra_l_max, spectra_decimals } =
    inputs;
  const scores = sphereScores();
  const labels = hardLabels(scores, theta);
  const patterns = pattern_indices as number[];
  const byLit = new Array<number>(13).fill(0);
  const spectra = new Set<string>();
  labels.forEach((label, n) => {
    const lit = n.toString(2).replaceAll('0', '').length;
    byLit[lit] = byLit[lit]! + label;
    // Adding 0 turns −0 into 0.
    const rounded = powerSpectrum(n, spectra_l_max).map((p) => Math.round(p * 10 ** spectra_decimals) + 0);
    spectra.add(rounded.join());
  });
  const gain = gainForInformation(scores, target_mi_bits, theta);
  return {
    score: patterns.map((n) => scores[n]),
    power_spectrum: patterns.map((n) => powerSpectrum(n, l_max)),
    label: patterns.map((n) => labels[n]),
    mi_bits_at_gain: (gains as number[]).map((g) => ruleInformation(softRule(scores, g, theta))),
    gain_for_target: gain,
    p_y1_at_gain_for_target: softRule(scores, gain, theta).reduce((sum, p) => sum + p, 0) / scores.length,
    ones: labels.reduce((sum, y) => sum + y, 0),
    ones_by_popcount: byLit,
    distinct_scores: scoreLevels(scores, score_decimals).values.length,
    distinct_power_spectra: spectra.size,
  };
}

/** The plane of a given network on all patterns with hard labels, and its loss and gradient on some of them. */
function planeOfNetwork(inputs: Inputs): Outputs {
  const { weights, biases, gradient_rows, n_bins, fixed_range, ebab_low, theta } = inputs;
  const network: Mlp = {
    sizes: [weights[0].length, ...biases.map((b: number[]) => b.length)],
    activation: 'tanh',
    weights: weights.map((w: number[][]) => Float64Array.from(w.flat())),
    biases: biases.map((b: number[]) => Float64Array.from(b)),
  };
  const patterns = spherePatterns();
  const labels = hardLabels(sphereScores(), theta);
  const rows = labels.length;
  const observed = Int32Array.from(labels.keys());
  const views = layersOf(network, patterns, rows, createTape(network, rows), { epoch: 0, single: false });
  const point = (view: (typeof views)[number], edges: Float64Array) => {
    const task = { observed, labels, rule: null, classes: 2, hY: Number.NaN };
    const { ixt, ity } = plugInPoint(task, binIndices(view.values, edges), view);
    return [ixt, ity];
  };
  const some = Int32Array.from(gradient_rows as number[]);
  const input = gather(patterns, network.sizes[0]!, some);
  const own = Int32Array.from(some, (row) => labels[row]!);
  const outputs = network.sizes.at(-1)!;
  const tape = createTape(network, some.length);
  const outputGradient = new Float64Array(some.length * outputs);
  const gradients = createGradients(network);
  const logits = forward(network, input, some.length, tape);
  const loss = softmaxCrossEntropy(logits, some.length, outputs, own, outputGradient);
  backward(network, input, some.length, tape, outputGradient, gradients);
  return {
    plane_fixed: views.map((view) => point(view, linearEdges(fixed_range[0], fixed_range[1], n_bins))),
    plane_ebab: views.map((view) => point(view, adaptiveEdges(view.values, n_bins, ebab_low ?? undefined))),
    mean_cross_entropy_rows: loss,
    grad_weights: gradients.weights.map((g, l) => rowsOf(g, network.sizes[l + 1]!)),
    grad_biases: gradients.biases.map((g) => Array.from(g)),
  };
}
