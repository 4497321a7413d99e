import type { Snapshot } from '../../../engine/bench.ts';
import { mulberry32 } from '../../../math/random.ts';
import { fillNormals } from './estimate.ts';
import { decoded, evaluationOf, latentGrid, posteriorOf } from './evaluate.ts';
import { gradientVariance, RULES } from './gradient-variance.ts';
import type { EstimatorId, PlanarVae, Plane, Trained } from './problem.ts';

/** Points and model samples drawn, and pixels of a side of the density. */
const SHOWN = 300;
const SIDE = 64;
/** Spacing of the nodes behind a picture, coarser than behind a number. */
const COARSE: readonly number[] = [0.01, 0.1];
/** Draws a point at which the estimators are compared, on fewer points than the metric takes. */
const DRAWS = [2, 4, 8, 16];
const FEW_POINTS = 16;
/** Points whose posterior is drawn as an ellipse. */
const ELLIPSES = 16;

export interface PlaneSnapshot {
  readonly data: Float32Array;
  readonly samples: Float32Array;
  readonly side: number;
  /** Density of the model over a square that holds the data, row by row from the top, and of the data smoothed alike. */
  readonly model: Float32Array;
  readonly smoothed: Float32Array;
  /** Left, right, bottom, top. */
  readonly bounds: readonly number[];
}

export interface LatentSnapshot {
  readonly latents: number;
  /** Means, then one draw, of q(z | x) of the points shown; latents a point. */
  readonly mean: Float32Array;
  readonly sd: Float32Array;
  readonly draw: Float32Array;
  /** 0 to 1 by the angle of the point around the middle of the data. */
  readonly angle: Float32Array;
  readonly ellipses: number;
}

export interface VarianceSnapshot {
  readonly estimators: readonly EstimatorId[];
  /** Draws a point, and the variance of each estimator with so many: estimator after estimator. */
  readonly draws: readonly number[];
  readonly variance: Float64Array;
}

export interface BoundsSnapshot {
  readonly draws: Float64Array;
  readonly bounds: Float64Array;
  readonly elbo: number;
  readonly logLikelihood: number;
}

/** A square around the data, a tenth wider. */
function boundsOf(x: Float64Array): number[] {
  let [left, right, bottom, top] = [x[0]!, x[0]!, x[1]!, x[1]!];
  for (let i = 0; i < x.length; i += 2) {
    left = Math.min(left, x[i]!);
    right = Math.max(right, x[i]!);
    bottom = Math.min(bottom, x[i + 1]!);
    top = Math.max(top, x[i + 1]!);
  }
  const half = 0.6 * Math.max(right - left, top - bottom, 1e-9);
  const [cx, cy] = [(left + right) / 2, (bottom + top) / 2];
  return [cx - half, cx + half, cy - half, cy + half];
}

/** Normals of one width around weighted points, summed on the grid: each touches the pixels within four widths. */
function splat(points: Float64Array, mass: (k: number) => number, sd: number, bounds: readonly number[]): Float32Array {
  const [left, right, , top] = bounds as [number, number, number, number];
  const pixel = (right - left) / SIDE;
  const reach = Math.ceil((4 * sd) / pixel);
  const out = new Float32Array(SIDE * SIDE);
  const across = new Float64Array(SIDE);
  for (let k = 0; k < points.length / 2; k++) {
    const col = Math.floor((points[2 * k]! - left) / pixel);
    const row = Math.floor((top - points[2 * k + 1]!) / pixel);
    const weight = mass(k) / (2 * Math.PI * sd * sd);
    for (let c = Math.max(0, col - reach); c <= Math.min(SIDE - 1, col + reach); c++)
      across[c] = Math.exp(-((left + (c + 0.5) * pixel - points[2 * k]!) ** 2) / (2 * sd * sd));
    for (let r = Math.max(0, row - reach); r <= Math.min(SIDE - 1, row + reach); r++) {
      const down = weight * Math.exp(-((top - (r + 0.5) * pixel - points[2 * k + 1]!) ** 2) / (2 * sd * sd));
      for (let c = Math.max(0, col - reach); c <= Math.min(SIDE - 1, col + reach); c++)
        out[r * SIDE + c] = out[r * SIDE + c]! + down * across[c]!;
    }
  }
  return out;
}

function samplesOf(model: PlanarVae): Float32Array {
  const random = mulberry32(3);
  const z = new Float64Array(SHOWN * model.latents);
  const noise = new Float64Array(2 * SHOWN);
  fillNormals(random, z);
  fillNormals(random, noise);
  return Float32Array.from(decoded(model, z), (value, k) => value + model.noise * noise[k]!);
}

function plane({ train, heldOut }: Plane, { model }: Trained): Snapshot & PlaneSnapshot {
  const bounds = boundsOf(train);
  const { mass, points } = latentGrid(model, COARSE[model.latents - 1]);
  return {
    data: Float32Array.from(heldOut.subarray(0, 2 * SHOWN)),
    samples: samplesOf(model),
    side: SIDE,
    model: splat(points, (k) => mass[k]!, model.noise, bounds),
    smoothed: splat(train, () => 2 / train.length, model.noise, bounds),
    bounds,
  };
}

function latent({ heldOut, train }: Plane, { model }: Trained): Snapshot & LatentSnapshot {
  const x = heldOut.subarray(0, 2 * SHOWN);
  const { mean, sd } = posteriorOf(model, x);
  const eps = new Float64Array(mean.length);
  fillNormals(mulberry32(5), eps);
  const [left, right, bottom, top] = boundsOf(train) as [number, number, number, number];
  return {
    latents: model.latents,
    mean: Float32Array.from(mean),
    sd: Float32Array.from(sd),
    draw: Float32Array.from(mean, (value, k) => value + sd[k]! * eps[k]!),
    angle: Float32Array.from(
      { length: x.length / 2 },
      (_, i) => 0.5 + Math.atan2(x[2 * i + 1]! - (bottom + top) / 2, x[2 * i]! - (left + right) / 2) / (2 * Math.PI),
    ),
    ellipses: Math.min(ELLIPSES, x.length / 2),
  };
}

/** All four at the very same parameters. */
function variances(problem: Plane, { model }: Trained): Snapshot & VarianceSnapshot {
  const estimators = Object.keys(RULES) as EstimatorId[];
  const variance = estimators.flatMap((id) =>
    DRAWS.map((draws) => gradientVariance(problem, model, RULES[id], draws, FEW_POINTS)),
  );
  return { estimators, draws: [...DRAWS], variance: Float64Array.from(variance) };
}

function bounds(problem: Plane, trained: Trained): Snapshot & BoundsSnapshot {
  const { bounds: found, elbo, logLikelihood } = evaluationOf(problem, trained);
  return { draws: Float64Array.of(1, 2, 4, 8, 16, 32, 64), bounds: found.slice(), elbo, logLikelihood };
}

export const snapshots = { plane, latent, variances, bounds };
