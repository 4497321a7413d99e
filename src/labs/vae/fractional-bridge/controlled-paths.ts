import { mulberry32, normals } from '../../../math/random.ts';
import type { Bridge, ControlledBridge } from './problem.ts';

/** Paths on which a control is judged. */
export const JUDGED = 256;

export interface ControlledPaths {
  /** X at times 0, dt, …, 1: (steps + 1) × JUDGED. */
  readonly x: Float64Array;
  /** Controls at times 0, …, 1 − dt: steps × JUDGED. */
  readonly u: Float64Array;
  /** Σ u² dt/2, Σ u dW and log p(o | X_1) of every path. */
  readonly energy: Float64Array;
  readonly martingale: Float64Array;
  readonly logLikelihood: Float64Array;
}

const known = new WeakMap<ControlledBridge, { readonly problem: Bridge; readonly paths: ControlledPaths }>();

/** One Euler step of many states in place, rows of X, Y_1, …, Y_K: dY_k = −γ_k Y_k dt + dZ, dX = −κ X dt + Σ ω_k dY_k. */
export function eulerStep(
  { rates, weights, dt, pull }: Pick<Bridge, 'rates' | 'weights' | 'dt' | 'pull'>,
  states: Float64Array,
  dZ: Float64Array,
): void {
  const width = rates.length + 1;
  for (let p = 0; p < dZ.length; p++) {
    const at = p * width;
    let moved = -pull * states[at]! * dt;
    for (let k = 0; k < rates.length; k++) {
      const dY = dZ[p]! - rates[k]! * states[at + 1 + k]! * dt;
      states[at + 1 + k]! += dY;
      moved += weights[k]! * dY;
    }
    states[at]! += moved;
  }
}

/** The paths of a controlled bridge, from its seed; in pairs of opposite noise. Kept until the iterate is gone. */
export function controlledPaths(problem: Bridge, iterate: ControlledBridge): ControlledPaths {
  const before = known.get(iterate);
  if (before?.problem === problem) return before.paths;
  const { steps, dt, rates, observed, sd } = problem;
  const random = mulberry32(iterate.seed);
  const states = new Float64Array(JUDGED * (rates.length + 1));
  const dZ = new Float64Array(JUDGED);
  const x = new Float64Array((steps + 1) * JUDGED);
  const u = new Float64Array(steps * JUDGED);
  const energy = new Float64Array(JUDGED);
  const martingale = new Float64Array(JUDGED);
  for (let i = 0; i < steps; i++) {
    const now = u.subarray(i * JUDGED, (i + 1) * JUDGED);
    iterate.control(i, states, JUDGED, now);
    const noise = normals(random, JUDGED / 2);
    for (let p = 0; p < JUDGED; p++) {
      const dW = Math.sqrt(dt) * (p % 2 === 0 ? noise[p >> 1]! : -noise[p >> 1]!);
      energy[p]! += 0.5 * now[p]! ** 2 * dt;
      martingale[p]! += now[p]! * dW;
      dZ[p] = now[p]! * dt + dW;
    }
    eulerStep(problem, states, dZ);
    for (let p = 0; p < JUDGED; p++) x[(i + 1) * JUDGED + p] = states[p * (rates.length + 1)]!;
  }
  const logLikelihood = x
    .subarray(steps * JUDGED)
    .map((last) => -0.5 * (Math.log(2 * Math.PI * sd ** 2) + ((observed - last) / sd) ** 2));
  const paths = { x, u, energy, martingale, logLikelihood };
  known.set(iterate, { problem, paths });
  return paths;
}

/** Mean and standard deviation of each row of JUDGED numbers. */
export function momentsByTime(rows: Float64Array): { mean: Float64Array; sd: Float64Array } {
  const count = rows.length / JUDGED;
  const mean = new Float64Array(count);
  const sd = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const row = rows.subarray(i * JUDGED, (i + 1) * JUDGED);
    mean[i] = row.reduce((sum, value) => sum + value, 0) / JUDGED;
    sd[i] = Math.sqrt(row.reduce((sum, value) => sum + (value - mean[i]!) ** 2, 0) / (JUDGED - 1));
  }
  return { mean, sd };
}
