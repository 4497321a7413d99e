import type { Snapshot } from '../../../engine/bench.ts';
import { mulberry32, normals } from '../../../math/random.ts';
import { exactGradient, metrics } from './metrics.ts';
import type { Estimate, Program } from './problem.ts';

const BINS = 40;
const POINTS = 600;

export interface GradientSnapshot {
  /** Middles of the bins, and the share of the last batch in each. */
  readonly middles: Float64Array;
  readonly shares: Float64Array;
  readonly mean: number;
  readonly exact: number;
  readonly variance: number;
  readonly samples: number;
}

export interface RingSnapshot {
  readonly theta: Float64Array;
  /** Draws from the posterior. */
  readonly x: Float32Array;
  readonly y: Float32Array;
}

function gradients(program: Program, estimate: Estimate): Snapshot & GradientSnapshot {
  const { batch, samples } = estimate;
  const sorted = batch.slice().sort();
  // Two in a thousand lie outside: a heavy tail would make one bar of the rest.
  const low = sorted[Math.floor(0.001 * sorted.length)]!;
  const high = sorted[Math.ceil(0.999 * sorted.length) - 1]!;
  const width = high > low ? (high - low) / BINS : Math.max(1e-3, Math.abs(low) * 0.02);
  const count = high > low ? BINS : 1;
  const shares = new Float64Array(count);
  for (const value of batch) {
    const bin = high > low ? Math.min(count - 1, Math.floor((value - low) / width)) : 0;
    if (value >= low && value <= high) shares[bin] = shares[bin]! + 1 / batch.length;
  }
  return {
    middles: shares.map((_, k) => (high > low ? low + (k + 0.5) * width : low)),
    shares,
    mean: metrics.gradient.measure(program, estimate),
    exact: exactGradient(program, estimate),
    variance: metrics.variance.measure(program, estimate),
    samples,
  };
}

/** Squared radii of the posterior are normal about the observation, but for the prior's slight pull; angles are even. */
function ring({ ring: at }: Program, { theta }: Estimate): Snapshot & RingSnapshot {
  const random = mulberry32(1);
  const drawn = at ? normals(random, POINTS) : new Float64Array(0);
  const radius = drawn.map((one) => Math.sqrt(Math.max(0, at!.observed - at!.sd ** 2 / 200 + at!.sd * one)));
  const angle = drawn.map(() => 2 * Math.PI * random());
  return {
    theta: theta.slice(),
    x: Float32Array.from(radius, (r, k) => r * Math.cos(angle[k]!)),
    y: Float32Array.from(radius, (r, k) => r * Math.sin(angle[k]!)),
  };
}

export const snapshots = { gradients, ring };
