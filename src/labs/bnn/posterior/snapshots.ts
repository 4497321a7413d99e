import { predict } from './evaluate.ts';
import { measuresOf, SAMPLES } from './measures.ts';
import { type Boundary, planeBoundaries } from './plane-boundaries.ts';
import { activeWeights, type Layer, type Posterior } from './posterior.ts';
import { type PosteriorProblem, weightsOf } from './problem.ts';
import { ECE_BINS, type Reliability, reliability } from './scores.ts';
import { supportSnapshot } from './support-snapshot.ts';

/** Cells of the plane along a side: when asked for, and while a run draws it again and again, by what a drawn network costs. */
const PLANE_SIDE = 64;
const RUNNING_SIDES = [64, 48, 40, 32, 24];
/** Weights × cells × networks of a picture that keep it within some ten milliseconds; a cell costs so much besides. */
const PICTURE_WORK = 8e6;
const CELL_WORK = 250;
const LINE_POINTS = 141;
const FUNCTIONS = 30;
/** Bars of the histogram of |μ|/σ, on a logarithmic axis. */
const SNR_BINS = 40;
const SNR_RANGE = [1e-3, 1e3] as const;

export interface PlaneSnapshot {
  readonly side: number;
  readonly from: number;
  readonly to: number;
  /** Networks drawn. */
  readonly samples: number;
  /** side × side, rows from the bottom: probability of the second of two classes, of the likeliest of more. */
  readonly probability: Float64Array;
  /** Likeliest class. */
  readonly winner: Uint8Array;
  readonly boundaries: readonly Boundary[];
  /** Entropies in nats. */
  readonly total: Float64Array;
  readonly aleatoric: Float64Array;
  readonly epistemic: Float64Array;
  readonly classes: readonly string[];
  /** Training points: pairs x, y, and the class of each. */
  readonly points: Float64Array;
  readonly labels: Float64Array;
}

export interface BandSnapshot {
  readonly samples: number;
  readonly x: Float64Array;
  readonly mean: Float64Array;
  /** Standard deviations of the outputs, and with the noise. */
  readonly epistemic: Float64Array;
  readonly total: Float64Array;
  /** Outputs of single networks, functionCount × x. */
  readonly functions: Float64Array;
  readonly functionCount: number;
  readonly pointsX: Float64Array;
  readonly pointsY: Float64Array;
}

export interface WeightsSnapshot {
  readonly layers: readonly {
    readonly inputs: number;
    readonly outputs: number;
    /** Flat indexes (row · inputs + column) of the weights that exist; null: all. */
    readonly active: Int32Array | null;
    readonly mean: Float64Array;
    /** Zeros where the weights are points. */
    readonly sd: Float64Array;
    /** Flat indexes that left and entered at the last exchange. */
    readonly removed: Int32Array;
    readonly added: Int32Array;
  }[];
  /** Step of the last exchange; 0: none yet. */
  readonly exchangedAt: number;
  /** Rows are images of this width, where they are. */
  readonly image: { readonly width: number; readonly height: number } | null;
}

export interface SnrSnapshot {
  /** Edges of the bars, |μ|/σ, one more than bars. */
  readonly edges: Float64Array;
  /** Active weights in each bar, ends included in the outer ones. */
  readonly counts: Float64Array;
  /** Weights that left at the last exchange, by what they had then. */
  readonly removed: Float64Array;
  /** |μ|/σ below which the next exchange of this share would cut: the lowest tenth of the active weights, over all layers. */
  readonly tenth: number;
  readonly active: number;
}

export interface CalibrationSnapshot extends Reliability {
  readonly bins: number;
  readonly calibrationError: number;
  readonly accuracyOverall: number;
}

export interface QualitySnapshot {
  /** Share of the weights that do not exist. */
  readonly sparsity: number;
  /** NaN for regression. */
  readonly accuracy: number;
  readonly calibrationError: number;
  readonly negativeLogLikelihood: number;
  /** Multiply-adds of the training over those of dense variational inference. */
  readonly work: number;
}

export interface CostsSnapshot {
  readonly multiplyAdds: number;
  readonly denseMultiplyAdds: number;
  readonly formula: number | null;
  /** Numbers held now, by kind, and by dense variational inference with Adam. */
  readonly means: number;
  readonly sds: number;
  readonly biases: number;
  readonly moments: number;
  readonly indexes: number;
  readonly denseHeld: number;
}

/** The predictive over the plane, with so many drawn networks. */
export function planeOf(
  problem: PosteriorProblem,
  posterior: Posterior,
  samples: number,
  side = PLANE_SIDE,
): PlaneSnapshot | null {
  const { plane, outputs, classes, train } = problem;
  if (plane === null) return null;
  const at = (k: number) => plane.from + ((plane.to - plane.from) * (k + 0.5)) / side;
  const inputs = new Float64Array(2 * side * side);
  for (let cell = 0; cell < side * side; cell++) {
    inputs[2 * cell] = at(cell % side);
    inputs[2 * cell + 1] = at(Math.floor(cell / side));
  }
  const { mean, total, aleatoric, epistemic, samples: drawn } = predict(problem, posterior, inputs, samples);
  const winner = new Uint8Array(total.length);
  const probability = new Float64Array(total.length);
  for (let cell = 0; cell < total.length; cell++) {
    const row = mean.subarray(cell * outputs, (cell + 1) * outputs);
    for (let c = 1; c < outputs; c++) if (row[c]! > row[winner[cell]!]!) winner[cell] = c;
    probability[cell] = outputs === 2 ? row[1]! : row[winner[cell]!]!;
  }
  return {
    side,
    ...plane,
    samples: drawn,
    probability,
    winner,
    boundaries: planeBoundaries(mean, outputs, side, plane),
    total,
    aleatoric,
    epistemic,
    classes,
    points: train.inputs.slice(),
    labels: train.targets.slice(),
  };
}

/** The predictive along the line, with so many drawn networks. */
export function bandOf(problem: PosteriorProblem, posterior: Posterior, samples: number): BandSnapshot | null {
  const { line, train } = problem;
  if (line === null) return null;
  const x = Float64Array.from(
    { length: LINE_POINTS },
    (_, k) => line.from + ((line.to - line.from) * k) / (LINE_POINTS - 1),
  );
  const { mean, epistemic, total, functions, samples: drawn } = predict(problem, posterior, x, samples, FUNCTIONS);
  return {
    samples: drawn,
    x,
    mean,
    epistemic,
    total,
    functions: functions!,
    functionCount: functions!.length / LINE_POINTS,
    pointsX: train.inputs.slice(),
    pointsY: train.targets.slice(),
  };
}

function activeOf({ pattern, inputs, outputs }: Layer): Int32Array | null {
  if (pattern === null) return null;
  const { rowStart, columns } = pattern;
  const active = new Int32Array(columns.length);
  for (let o = 0; o < outputs; o++)
    for (let k = rowStart[o]!; k < rowStart[o + 1]!; k++) active[k] = o * inputs + columns[k]!;
  return active;
}

function weights({ image }: PosteriorProblem, { networks, topology }: Posterior): WeightsSnapshot {
  const shown = topology?.recent ?? topology;
  return {
    layers: networks[0]!.layers.map((layer, l) => ({
      inputs: layer.inputs,
      outputs: layer.outputs,
      active: activeOf(layer),
      mean: Float64Array.from(layer.mean),
      sd: layer.sd === null ? new Float64Array(layer.mean.length) : Float64Array.from(layer.sd),
      removed: shown?.removed[l]?.slice() ?? new Int32Array(0),
      added: shown?.added[l]?.slice() ?? new Int32Array(0),
    })),
    exchangedAt: shown?.step ?? 0,
    image,
  };
}

function snr({ networks, topology }: Posterior): SnrSnapshot | null {
  const { layers } = networks[0]!;
  if (layers.every(({ sd }) => sd === null)) return null;
  const ratios = layers.flatMap(({ mean, sd }) => Array.from(mean, (mu, k) => Math.abs(mu) / sd![k]!));
  ratios.sort((a, b) => a - b);
  const [low, high] = SNR_RANGE.map(Math.log) as [number, number];
  const binned = (values: Iterable<number>) => {
    const counts = new Float64Array(SNR_BINS);
    for (const ratio of values) {
      const bin = Math.floor(((Math.log(ratio) - low) / (high - low)) * SNR_BINS);
      counts[Math.min(SNR_BINS - 1, Math.max(0, bin))]!++;
    }
    return counts;
  };
  return {
    edges: Float64Array.from({ length: SNR_BINS + 1 }, (_, k) => Math.exp(low + ((high - low) * k) / SNR_BINS)),
    counts: binned(ratios),
    removed: binned(topology?.removedRatios ?? []),
    tenth: ratios[Math.floor(ratios.length / 10)] ?? Number.NaN,
    active: ratios.length,
  };
}

function calibration(problem: PosteriorProblem, posterior: Posterior): CalibrationSnapshot | null {
  const { test, scores } = measuresOf(problem, posterior);
  if (scores === null) return null;
  return {
    bins: ECE_BINS,
    ...reliability(test.mean, problem.test.targets, problem.outputs),
    calibrationError: scores.calibrationError,
    accuracyOverall: scores.accuracy,
  };
}

function quality(problem: PosteriorProblem, posterior: Posterior): QualitySnapshot {
  const { scores, errors } = measuresOf(problem, posterior);
  const { multiplyAdds, denseMultiplyAdds } = posterior.cost;
  return {
    sparsity: 1 - activeWeights(posterior.networks[0]!) / weightsOf(problem),
    accuracy: scores?.accuracy ?? Number.NaN,
    calibrationError: scores?.calibrationError ?? Number.NaN,
    negativeLogLikelihood: (scores ?? errors)!.negativeLogLikelihood,
    work: multiplyAdds / denseMultiplyAdds,
  };
}

/** The finest grid that can be drawn again and again. */
function runningSide({ networks }: Posterior): number {
  const cell = SAMPLES * (activeWeights(networks[0]!) + CELL_WORK);
  return RUNNING_SIDES.find((side) => side * side * cell <= PICTURE_WORK) ?? RUNNING_SIDES.at(-1)!;
}

function costs(problem: PosteriorProblem, { cost, networks }: Posterior): CostsSnapshot {
  const all = weightsOf(problem);
  const biases = networks[0]!.layers.reduce((sum, { bias }) => sum + bias.length, 0);
  const { multiplyAdds, denseMultiplyAdds, formula, held } = cost;
  return { multiplyAdds, denseMultiplyAdds, formula, ...held, denseHeld: 6 * all + 3 * biases };
}

export const snapshots = {
  plane: (problem: PosteriorProblem, posterior: Posterior) => ({
    ...planeOf(problem, posterior, SAMPLES, runningSide(posterior)),
  }),
  band: (problem: PosteriorProblem, posterior: Posterior) => ({ ...bandOf(problem, posterior, SAMPLES) }),
  weights: (problem: PosteriorProblem, posterior: Posterior) => ({ ...weights(problem, posterior) }),
  snr: (_: PosteriorProblem, posterior: Posterior) => ({ ...snr(posterior) }),
  calibration: (problem: PosteriorProblem, posterior: Posterior) => ({ ...calibration(problem, posterior) }),
  costs: (problem: PosteriorProblem, posterior: Posterior) => ({ ...costs(problem, posterior) }),
  support: (_: PosteriorProblem, posterior: Posterior) => ({ ...supportSnapshot(posterior) }),
  quality: (problem: PosteriorProblem, posterior: Posterior) => ({ ...quality(problem, posterior) }),
};
