import { mulberry32, normals } from '../../../math/random.ts';
import { conditionalMoments, conditionalWeights, drift, sampleConditional } from './conditional-plan.ts';
import { generate } from './measure-bridge.ts';
import type { Bridge, BridgeProblem } from './problem.ts';

export interface CloudSnapshot {
  /** Pairs x, y. */
  readonly source: Float32Array;
  readonly target: Float32Array;
  readonly generated: Float32Array;
  /** Components of v with at least a thousandth of the mass: x, y, xx, xy, yy, share; none for atoms. */
  readonly components: Float32Array;
}

export interface PathsSnapshot {
  /** Starts × paths × times × 2. */
  readonly positions: Float32Array;
  readonly starts: number;
  readonly paths: number;
  readonly times: number;
  readonly source: Float32Array;
  readonly target: Float32Array;
}

export interface FieldSnapshot {
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Times of the field, and times × places × 2 of it. */
  readonly times: Float32Array;
  readonly values: Float32Array;
  readonly source: Float32Array;
  readonly target: Float32Array;
}

export interface MeansSnapshot {
  /** Source points and E[y|x], pairs. */
  readonly x: Float32Array;
  readonly means: Float32Array;
  /** The true means, where they are known; empty else. */
  readonly exact: Float32Array;
}

const MOST_DRAWN = 400;
const STARTS = 8;
const PATHS = 5;
const TIMES = 41;
const SIDE = 13;
/** The drift grows without bound towards time 1. */
const FIELD_TIMES = 13;
const LAST_TIME = 0.96;
const MEANS = 150;

const first = (points: Float64Array, most: number): Float32Array => Float32Array.from(points.subarray(0, 2 * most));
const roomOf = ({ potential }: Bridge) => new Float64Array(potential.logAlpha.length);

export const snapshots = {
  cloud: ({ source, target, eps }: BridgeProblem, bridge: Bridge) =>
    ({
      source: first(source.points, MOST_DRAWN),
      target: first(target.points, MOST_DRAWN),
      generated: Float32Array.from(generate(source.points.subarray(0, 2 * MOST_DRAWN), bridge)),
      components: componentsOf(source.points, eps, bridge),
    }) satisfies CloudSnapshot,

  paths: ({ source, target, eps }: BridgeProblem, bridge: Bridge) => {
    const starts = Math.min(STARTS, source.points.length / 2);
    const room = roomOf(bridge);
    const random = mulberry32(5);
    const positions = new Float32Array(starts * PATHS * TIMES * 2);
    const end = new Float64Array(2);
    for (let s = 0; s < starts; s++)
      for (let p = 0; p < PATHS; p++) {
        const [x, y] = [source.points[2 * s]!, source.points[2 * s + 1]!];
        const uniform = random();
        const z = normals(random, 2 * TIMES);
        sampleConditional(bridge, x, y, uniform, [z[0]!, z[1]!], room, end, 0);
        const into = positions.subarray((s * PATHS + p) * TIMES * 2, (s * PATHS + p + 1) * TIMES * 2);
        // A Brownian bridge from x to y: every next point given the one before and the end.
        into[0] = x;
        into[1] = y;
        for (let k = 1; k < TIMES; k++) {
          const left = TIMES - k;
          const deviation = Math.sqrt((eps * (left - 1)) / (left * (TIMES - 1)));
          for (let axis = 0; axis < 2; axis++) {
            const now = into[2 * (k - 1) + axis]!;
            into[2 * k + axis] = now + (end[axis]! - now) / left + deviation * z[2 * k + axis]!;
          }
        }
      }
    const clouds = { source: first(source.points, MOST_DRAWN), target: first(target.points, MOST_DRAWN) };
    return { positions, starts, paths: PATHS, times: TIMES, ...clouds } satisfies PathsSnapshot;
  },

  field: ({ source, target }: BridgeProblem, bridge: Bridge) => {
    const [left, right, low, high] = boundsOf([source.points, target.points]);
    const count = bridge.independent ? 0 : SIDE * SIDE;
    const along = (from: number, to: number, k: number) => from + ((to - from) * (k + 0.5)) / SIDE;
    const x = Float32Array.from({ length: count }, (_, i) => along(left, right, i % SIDE));
    const y = Float32Array.from({ length: count }, (_, i) => along(low, high, Math.floor(i / SIDE)));
    const times = Float32Array.from({ length: FIELD_TIMES }, (_, k) => (LAST_TIME * k) / (FIELD_TIMES - 1));
    const values = new Float32Array(FIELD_TIMES * count * 2);
    const room = roomOf(bridge);
    for (let k = 0; k < FIELD_TIMES; k++)
      for (let i = 0; i < count; i++)
        drift(bridge.potential, x[i]!, y[i]!, times[k]!, room, values, 2 * (k * count + i));
    const clouds = { source: first(source.points, MOST_DRAWN), target: first(target.points, MOST_DRAWN) };
    return { x, y, times, values, ...clouds } satisfies FieldSnapshot;
  },

  means: ({ source, truth }: BridgeProblem, bridge: Bridge) => {
    const x = first(source.points, MEANS);
    const of = (from: Bridge) => {
      const out = new Float32Array(x.length);
      const one = new Float64Array(5);
      const room = roomOf(from);
      for (let k = 0; k < x.length; k += 2) {
        conditionalMoments(from, x[k]!, x[k + 1]!, room, one);
        out[k] = one[0]!;
        out[k + 1] = one[1]!;
      }
      return out;
    };
    const exact = truth ? of({ potential: truth, independent: false }) : new Float32Array(0);
    return { x, means: of(bridge), exact } satisfies MeansSnapshot;
  },
};

/** N(r_k, ε S_k) of the components, each with its mean share in the conditional plans of the source points. */
function componentsOf(points: Float64Array, eps: number, bridge: Bridge): Float32Array {
  const { logAlpha, r, S } = bridge.potential;
  if (!(S[0]! > 0)) return new Float32Array(0);
  const rows = Math.min(points.length / 2, MOST_DRAWN);
  const weights = roomOf(bridge);
  const shares = new Float64Array(logAlpha.length);
  for (let i = 0; i < rows; i++) {
    conditionalWeights(bridge.potential, points[2 * i]!, points[2 * i + 1]!, weights);
    for (let k = 0; k < shares.length; k++) shares[k] = shares[k]! + weights[k]! / rows;
  }
  const kept = Array.from(shares.keys()).filter((k) => shares[k]! >= 1e-3);
  return Float32Array.from(
    kept.flatMap((k) => [
      r[2 * k]!,
      r[2 * k + 1]!,
      eps * S[3 * k]!,
      eps * S[3 * k + 1]!,
      eps * S[3 * k + 2]!,
      shares[k]!,
    ]),
  );
}

/** Left, right, low and high of all points. */
function boundsOf(clouds: readonly Float64Array[]): [number, number, number, number] {
  const bounds: [number, number, number, number] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const points of clouds)
    for (let k = 0; k < points.length; k++) {
      const side = 2 * (k % 2);
      bounds[side] = Math.min(bounds[side]!, points[k]!);
      bounds[side + 1] = Math.max(bounds[side + 1]!, points[k]!);
    }
  return bounds;
}
