/** Keeps the slope finite where the control does not vary. */
const LEAST_VARIANCE = 1e-24;

export interface ControlFit {
  /** A = mean W: the plain estimate. */
  readonly plain: number;
  /** D̄ = mean(G − μ). */
  readonly off: number;
  /** V = mean (G − μ)². */
  readonly variance: number;
  /** γ̂ = mean((W − A)(G − μ)) / V. */
  readonly slope: number;
  /** A − γ̂ D̄. */
  readonly estimate: number;
}

/** The slope is fitted to the directions it then corrects; μ is the known mean of the control, A the sample mean. */
export function fitControl(W: Float64Array, G: Float64Array, mu: number): ControlFit {
  const L = W.length;
  let [plain, off, variance, cross] = [0, 0, LEAST_VARIANCE, 0];
  for (let l = 0; l < L; l++) plain += W[l]! / L;
  for (let l = 0; l < L; l++) {
    const D = G[l]! - mu;
    off += D / L;
    variance += (D * D) / L;
    cross += ((W[l]! - plain) * D) / L;
  }
  const slope = cross / variance;
  return { plain, off, variance, slope, estimate: plain - slope * off };
}

/** Derivatives of the estimate by every W_l and every G_l − μ, through the slope as well. */
export function controlWeights(
  { plain, off, variance, slope }: ControlFit,
  W: Float64Array,
  G: Float64Array,
  mu: number,
  byDistance: Float64Array,
  byControl: Float64Array,
): void {
  const L = W.length;
  for (let l = 0; l < L; l++) {
    const D = G[l]! - mu;
    byDistance[l] = (1 - (off * (D - off)) / variance) / L;
    byControl[l] = (-slope - (off * (W[l]! - plain - 2 * slope * D)) / variance) / L;
  }
}
