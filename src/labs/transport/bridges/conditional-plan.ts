import type { Bridge, MixturePotential } from './problem.ts';

/**
 * What follows from the potential v in closed form: the conditional plan π(y|x) = Σ_k w_k N(y | r_k + S_k x, ε S_k) with
 * w_k ∝ α_k exp((xᵀS_k x + 2 r_kᵀx)/2ε), and the drift. All of it holds for atoms too (S_k = 0), so that a discrete plan
 * is extended to points between its own.
 */

/** Fills the weights w_k of π(·|x); returns log c(x) = log Σ_k α̃_k. */
export function conditionalWeights(v: MixturePotential, x: number, y: number, weights: Float64Array): number {
  const { eps, logAlpha, r, S } = v;
  for (let k = 0; k < logAlpha.length; k++) {
    const square = x * x * S[3 * k]! + 2 * x * y * S[3 * k + 1]! + y * y * S[3 * k + 2]!;
    weights[k] = logAlpha[k]! + (square + 2 * (r[2 * k]! * x + r[2 * k + 1]! * y)) / (2 * eps);
  }
  return normalise(weights, logAlpha.length);
}

/** log v(y); −∞ between atoms. */
export function logPotential(v: MixturePotential, x: number, y: number, room: Float64Array): number {
  const { eps, logAlpha, r, S } = v;
  for (let k = 0; k < logAlpha.length; k++) {
    const [xx, xy, yy] = [S[3 * k]!, S[3 * k + 1]!, S[3 * k + 2]!];
    const [dx, dy] = [x - r[2 * k]!, y - r[2 * k + 1]!];
    const determinant = xx * yy - xy * xy;
    const square = (yy * dx * dx - 2 * xy * dx * dy + xx * dy * dy) / determinant;
    room[k] = logAlpha[k]! - Math.log(2 * Math.PI * eps) - 0.5 * Math.log(determinant) - square / (2 * eps);
  }
  return normalise(room, logAlpha.length);
}

/** Turns logs into shares; returns the log of their sum. */
function normalise(logs: Float64Array, count: number): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < count; k++) if (logs[k]! > most) most = logs[k]!;
  let sum = 0;
  for (let k = 0; k < count; k++) {
    const share = Math.exp(logs[k]! - most);
    logs[k] = share;
    sum += share;
  }
  for (let k = 0; k < count; k++) logs[k] = logs[k]! / sum;
  return most + Math.log(sum);
}

/** Mean and covariance of π(·|x) into out: mean x, mean y, xx, xy, yy. */
export function conditionalMoments(
  { potential, independent }: Bridge,
  px: number,
  py: number,
  weights: Float64Array,
  out: Float64Array,
): void {
  const { eps, logAlpha, r, S } = potential;
  const [x, y] = independent ? [0, 0] : [px, py];
  conditionalWeights(potential, x, y, weights);
  let [mx, my] = [0, 0];
  for (let k = 0; k < logAlpha.length; k++) {
    mx += weights[k]! * (r[2 * k]! + S[3 * k]! * x + S[3 * k + 1]! * y);
    my += weights[k]! * (r[2 * k + 1]! + S[3 * k + 1]! * x + S[3 * k + 2]! * y);
  }
  let [xx, xy, yy] = [0, 0, 0];
  for (let k = 0; k < logAlpha.length; k++) {
    const w = weights[k]!;
    const dx = r[2 * k]! + S[3 * k]! * x + S[3 * k + 1]! * y - mx;
    const dy = r[2 * k + 1]! + S[3 * k + 1]! * x + S[3 * k + 2]! * y - my;
    xx += w * (eps * S[3 * k]! + dx * dx);
    xy += w * (eps * S[3 * k + 1]! + dx * dy);
    yy += w * (eps * S[3 * k + 2]! + dy * dy);
  }
  out.set([mx, my, xx, xy, yy]);
}

/** One point of π(·|x), from a uniform that chooses the component and two normals, into out from `at`. */
export function sampleConditional(
  { potential, independent }: Bridge,
  px: number,
  py: number,
  uniform: number,
  normals: readonly [number, number],
  weights: Float64Array,
  out: Float64Array | Float32Array,
  at: number,
): void {
  const { eps, logAlpha, r, S } = potential;
  const [x, y] = independent ? [0, 0] : [px, py];
  conditionalWeights(potential, x, y, weights);
  let k = 0;
  let left = uniform - weights[0]!;
  while (left >= 0 && k < logAlpha.length - 1) left -= weights[++k]!;
  const a = Math.sqrt(eps * S[3 * k]!);
  const b = a > 0 ? (eps * S[3 * k + 1]!) / a : 0;
  const c = Math.sqrt(Math.max(0, eps * S[3 * k + 2]! - b * b));
  out[at] = r[2 * k]! + S[3 * k]! * x + S[3 * k + 1]! * y + a * normals[0];
  out[at + 1] = r[2 * k + 1]! + S[3 * k + 1]! * x + S[3 * k + 2]! * y + b * normals[0] + c * normals[1];
}

/**
 * The drift g(x, t) = (E[X₁ | X_t = x] − x)/(1 − t) of dX = g dt + √ε dW, for 0 ≤ t < 1, into out. With
 * B_k = t S_k + (1 − t) I the component means are B_k⁻¹ (S_k x + (1 − t) r_k) and the weights
 * ∝ α_k |B_k|^-½ exp([xᵀS_k B_k⁻¹x/(1 − t) + 2 xᵀB_k⁻¹r_k − t r_kᵀB_k⁻¹r_k]/2ε): the paper's, without S_k⁻¹.
 */
export function drift(
  v: MixturePotential,
  x: number,
  y: number,
  t: number,
  weights: Float64Array,
  out: Float64Array | Float32Array,
  at = 0,
): void {
  const { eps, logAlpha, r, S } = v;
  const left = 1 - t;
  for (let k = 0; k < logAlpha.length; k++) {
    const [xx, xy, yy] = [S[3 * k]!, S[3 * k + 1]!, S[3 * k + 2]!];
    const [rx, ry] = [r[2 * k]!, r[2 * k + 1]!];
    const [bxx, bxy, byy] = [t * xx + left, t * xy, t * yy + left];
    const determinant = bxx * byy - bxy * bxy;
    // B⁻¹x and B⁻¹r.
    const [ux, uy] = [(byy * x - bxy * y) / determinant, (bxx * y - bxy * x) / determinant];
    const [qx, qy] = [(byy * rx - bxy * ry) / determinant, (bxx * ry - bxy * rx) / determinant];
    const square = (x * (xx * ux + xy * uy) + y * (xy * ux + yy * uy)) / left;
    weights[k] =
      logAlpha[k]! -
      0.5 * Math.log(determinant) +
      (square + 2 * (x * qx + y * qy) - t * (rx * qx + ry * qy)) / (2 * eps);
  }
  normalise(weights, logAlpha.length);
  let [mx, my] = [0, 0];
  for (let k = 0; k < logAlpha.length; k++) {
    const [xx, xy, yy] = [S[3 * k]!, S[3 * k + 1]!, S[3 * k + 2]!];
    const [bxx, bxy, byy] = [t * xx + left, t * xy, t * yy + left];
    const determinant = bxx * byy - bxy * bxy;
    const hx = xx * x + xy * y + left * r[2 * k]!;
    const hy = xy * x + yy * y + left * r[2 * k + 1]!;
    mx += (weights[k]! * (byy * hx - bxy * hy)) / determinant;
    my += (weights[k]! * (bxx * hy - bxy * hx)) / determinant;
  }
  out[at] = (mx - x) / left;
  out[at + 1] = (my - y) / left;
}
