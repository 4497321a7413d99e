import type { MixturePotential } from './problem.ts';

/** ∂L/∂ of log α, r and S; of S as the symmetric matrix G with dL = tr(G dS). */
export interface PotentialGradient {
  readonly logAlpha: Float64Array;
  readonly r: Float64Array;
  readonly S: Float64Array;
}

/** Shares below this move nothing. */
const NEGLIGIBLE = 1e-14;
/** Below exp(−46) = 1e-20 a term does not change a sum that is at least 1. */
const LOWEST = -46;

/**
 * L = mean log c(x) − mean log v(y) over two batches (rows of 2), and its gradient, both by log-sum-exp: with p_k(x) the
 * weights of the conditional plan and q_k(y) those of v,
 *
 *   ∂L/∂log α_k = E p_k − E q_k
 *   ∂L/∂r_k     = E[p_k x]/ε − E[q_k S_k⁻¹(y − r_k)]/ε
 *   ∂L/∂S_k     = E[p_k x xᵀ]/2ε − E[q_k (S_k⁻¹(y − r_k)(y − r_k)ᵀS_k⁻¹/ε − S_k⁻¹)]/2
 */
export function createPotentialGradient(count: number) {
  const logs = new Float64Array(count);
  const inverse = new Float64Array(3 * count);
  const offset = new Float64Array(count);
  const gradient: PotentialGradient = {
    logAlpha: new Float64Array(count),
    r: new Float64Array(2 * count),
    S: new Float64Array(3 * count),
  };

  /** Adds the source's half, ∂ mean log c(x); returns mean log c(x). */
  const ofSource = ({ eps, logAlpha, r, S }: MixturePotential, points: Float64Array): number => {
    const { logAlpha: ga, r: gr, S: gS } = gradient;
    const rows = points.length / 2;
    const share = 1 / rows;
    const half = 0.5 / eps;
    let sum = 0;
    for (let i = 0; i < rows; i++) {
      const x = points[2 * i]!;
      const y = points[2 * i + 1]!;
      const xx = x * x * half;
      const xy = x * y * half;
      const yy = y * y * half;
      const sx = x / eps;
      const sy = y / eps;
      let most = Number.NEGATIVE_INFINITY;
      for (let k = 0; k < count; k++) {
        const log =
          logAlpha[k]! +
          xx * S[3 * k]! +
          2 * xy * S[3 * k + 1]! +
          yy * S[3 * k + 2]! +
          sx * r[2 * k]! +
          sy * r[2 * k + 1]!;
        logs[k] = log;
        if (log > most) most = log;
      }
      const total = exponentials(logs, count, most);
      sum += most + Math.log(total);
      for (let k = 0; k < count; k++) {
        const p = logs[k]! / total;
        if (p < NEGLIGIBLE) continue;
        const w = share * p;
        ga[k] = ga[k]! + w;
        gr[2 * k] = gr[2 * k]! + w * sx;
        gr[2 * k + 1] = gr[2 * k + 1]! + w * sy;
        gS[3 * k] = gS[3 * k]! + w * xx;
        gS[3 * k + 1] = gS[3 * k + 1]! + w * xy;
        gS[3 * k + 2] = gS[3 * k + 2]! + w * yy;
      }
    }
    return sum * share;
  };

  /** Takes away the target's half, ∂ mean log v(y); returns mean log v(y). */
  const ofTarget = ({ eps, logAlpha, r, S }: MixturePotential, points: Float64Array): number => {
    const { logAlpha: ga, r: gr, S: gS } = gradient;
    const rows = points.length / 2;
    const share = 1 / rows;
    const half = 0.5 / eps;
    for (let k = 0; k < count; k++) {
      const determinant = S[3 * k]! * S[3 * k + 2]! - S[3 * k + 1]! ** 2;
      inverse[3 * k] = S[3 * k + 2]! / determinant;
      inverse[3 * k + 1] = -S[3 * k + 1]! / determinant;
      inverse[3 * k + 2] = S[3 * k]! / determinant;
      offset[k] = logAlpha[k]! - Math.log(2 * Math.PI * eps) - 0.5 * Math.log(determinant);
    }
    let sum = 0;
    for (let i = 0; i < rows; i++) {
      const x = points[2 * i]!;
      const y = points[2 * i + 1]!;
      let most = Number.NEGATIVE_INFINITY;
      for (let k = 0; k < count; k++) {
        const dx = x - r[2 * k]!;
        const dy = y - r[2 * k + 1]!;
        const square = dx * dx * inverse[3 * k]! + 2 * dx * dy * inverse[3 * k + 1]! + dy * dy * inverse[3 * k + 2]!;
        const log = offset[k]! - half * square;
        logs[k] = log;
        if (log > most) most = log;
      }
      const total = exponentials(logs, count, most);
      sum += most + Math.log(total);
      for (let k = 0; k < count; k++) {
        const q = logs[k]! / total;
        if (q < NEGLIGIBLE) continue;
        const w = share * q;
        const dx = x - r[2 * k]!;
        const dy = y - r[2 * k + 1]!;
        const ixx = inverse[3 * k]!;
        const ixy = inverse[3 * k + 1]!;
        const iyy = inverse[3 * k + 2]!;
        const ex = ixx * dx + ixy * dy;
        const ey = ixy * dx + iyy * dy;
        ga[k] = ga[k]! - w;
        gr[2 * k] = gr[2 * k]! - (w * ex) / eps;
        gr[2 * k + 1] = gr[2 * k + 1]! - (w * ey) / eps;
        gS[3 * k] = gS[3 * k]! - 0.5 * w * ((ex * ex) / eps - ixx);
        gS[3 * k + 1] = gS[3 * k + 1]! - 0.5 * w * ((ex * ey) / eps - ixy);
        gS[3 * k + 2] = gS[3 * k + 2]! - 0.5 * w * ((ey * ey) / eps - iyy);
      }
    }
    return sum * share;
  };

  return {
    gradient,
    /** Fills the gradient; returns the loss. */
    evaluate(v: MixturePotential, source: Float64Array, target: Float64Array): number {
      for (const part of [gradient.logAlpha, gradient.r, gradient.S]) part.fill(0);
      return ofSource(v, source) - ofTarget(v, target);
    },
  };
}

/** exp(logs − most) in place; returns their sum. */
function exponentials(logs: Float64Array, count: number, most: number): number {
  let sum = 0;
  for (let k = 0; k < count; k++) {
    const below = logs[k]! - most;
    const value = below > LOWEST ? Math.exp(below) : 0;
    logs[k] = value;
    sum += value;
  }
  return sum;
}
