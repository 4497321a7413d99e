/** log σ² stays between these, so that σ² neither vanishes nor overflows. */
export const LOG_VARIANCE = 10;

const clamped = (raw: number): number => Math.min(LOG_VARIANCE, Math.max(-LOG_VARIANCE, raw));

/** No gradient passes a clamp that is at work. */
const through = (raw: number, slope: number): number =>
  Math.abs(raw) < LOG_VARIANCE ? slope : Number.isNaN(raw) ? Number.NaN : 0;

/** z = μ + σ ε into the first `axes` of every `width` numbers of z; head is rows × 2 axes (μ | log σ²), noise rows × axes. */
export function drawCodes(
  head: Float32Array,
  noise: Float32Array,
  axes: number,
  z: Float32Array,
  width: number = axes,
): void {
  for (let k = 0; k < noise.length; k++) {
    const row = Math.floor(k / axes);
    const l = k - row * axes;
    const at = 2 * axes * row + l;
    z[row * width + l] = head[at]! + Math.exp(clamped(head[at + axes]!) / 2) * noise[k]!;
  }
}

export interface HeadProblem {
  /** rows × 2 axes: μ | log σ², before the clamp. */
  readonly head: Float32Array;
  /** rows × axes */
  readonly noise: Float32Array;
  /** Gradient in z: the first `axes` of every `width` numbers. */
  readonly dz: Float32Array;
  readonly width: number;
  readonly axes: number;
  /** Of the KL of an example: its weight in what is minimised, over the batch size. */
  readonly weight: number;
  /** Nats an axis may use for nothing, on the mean of the batch. */
  readonly freeNats: number;
  /** Prior variance of each axis; null: 1. */
  readonly variance: Float32Array | null;
  /** Mean and log variance of a prior that a network gives each example, as `head`; null: none does. */
  readonly prior: Float32Array | null;
}

/**
 * Gradient in the head of  E log-likelihood term + Σ weight · KL(q ‖ prior)  into `out`, from that of the first term in z, and
 * that in the prior's head into `ofPrior`. ∂KL/∂μ = (μ − m)/v, ∂KL/∂log σ² = ½ (σ²/v − 1).
 */
export function headSlopes(given: HeadProblem, out: Float32Array, ofPrior: Float32Array | null = null): void {
  const { head, noise, dz, width, axes, weight, freeNats, variance, prior } = given;
  const rows = noise.length / axes;
  for (let l = 0; l < axes; l++) {
    const used = freeNats > 0 && meanDivergence(given, l, rows) <= freeNats ? 0 : weight;
    const shared = variance === null ? 1 : variance[l]!;
    for (let i = 0; i < rows; i++) {
      const at = 2 * axes * i + l;
      const raw = head[at + axes]!;
      const sd = Math.exp(clamped(raw) / 2);
      const v = prior === null ? shared : Math.exp(clamped(prior[at + axes]!));
      const away = prior === null ? head[at]! : head[at]! - prior[at]!;
      const slope = dz[i * width + l]!;
      out[at] = slope + (used * away) / v;
      const ofLog = 0.5 * (slope * sd * noise[i * axes + l]! + used * ((sd * sd) / v - 1));
      out[at + axes] = through(raw, ofLog);
      if (prior === null || ofPrior === null) continue;
      ofPrior[at] = (-used * away) / v;
      ofPrior[at + axes] = through(prior[at + axes]!, 0.5 * used * (1 - (sd * sd + away * away) / v));
    }
  }
}

/** Mean over the batch of the KL of one axis, nats. */
function meanDivergence({ head, axes, variance, prior }: HeadProblem, l: number, rows: number): number {
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    const at = 2 * axes * i + l;
    const log = clamped(head[at + axes]!);
    const ofPrior = prior === null ? Math.log(variance === null ? 1 : variance[l]!) : clamped(prior[at + axes]!);
    const away = prior === null ? head[at]! : head[at]! - prior[at]!;
    sum += 0.5 * (ofPrior - log + (Math.exp(log) + away * away) / Math.exp(ofPrior) - 1);
  }
  return sum / rows;
}
