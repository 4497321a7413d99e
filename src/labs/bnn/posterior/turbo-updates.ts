import { digamma } from '../../../math/digamma.ts';
import { logGamma } from '../../../math/log-gamma.ts';
import { sigmoid } from '../../../math/support-chain.ts';

/** Gamma priors of a weight's precision ρ: shape and rate where it is active, and where it is not. */
export interface PrecisionPrior {
  readonly a: number;
  readonly b: number;
  readonly aBar: number;
  readonly bBar: number;
}

/** Beliefs about the weights of a matrix beside their means and deviations, flat. */
export interface Beliefs {
  /** Gamma(ã, b̃) of the precision, its mean and the mean of its logarithm. */
  readonly shape: Float64Array;
  readonly rate: Float64Array;
  readonly precision: Float64Array;
  readonly logPrecision: Float64Array;
  /** ℓ: log odds of active against inactive by the precision alone. */
  readonly evidence: Float64Array;
  /** π̃ = q(s = 1). */
  readonly active: Float64Array;
  /** logit π: what the other weights say. */
  readonly message: Float64Array;
}

export function createBeliefs(size: number, active: number, message: number): Beliefs {
  const [shape, rate, precision, logPrecision, evidence] = [0, 1, 2, 3, 4].map(() => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  return {
    shape,
    rate,
    precision,
    logPrecision,
    evidence,
    active: new Float64Array(size).fill(active),
    message: new Float64Array(size).fill(message),
  };
}

/** q(ρ), the best one given q(w) and q(s); `second` is ⟨w²⟩ = μ² + σ². */
export function updatePrecisions(beliefs: Beliefs, second: Float64Array, { a, b, aBar, bBar }: PrecisionPrior): void {
  const { shape, rate, precision, logPrecision, active } = beliefs;
  let [last, psi] = [Number.NaN, Number.NaN];
  for (let k = 0; k < active.length; k++) {
    const on = active[k]!;
    const s = on * a + (1 - on) * aBar + 0.5;
    const r = on * b + (1 - on) * bBar + 0.5 * second[k]!;
    if (s !== last) [last, psi] = [s, digamma(s)];
    shape[k] = s;
    rate[k] = r;
    precision[k] = s / r;
    logPrecision[k] = psi - Math.log(r);
  }
}

/** q(s), the best one given q(ρ) and the message: ℓ, and π̃ = sigmoid(ℓ + logit π). */
export function updateSupport(beliefs: Beliefs, { a, b, aBar, bBar }: PrecisionPrior): void {
  const { precision, logPrecision, evidence, active, message } = beliefs;
  const constant = a * Math.log(b) - logGamma(a) - aBar * Math.log(bBar) + logGamma(aBar);
  for (let k = 0; k < active.length; k++) {
    const l = constant + (a - aBar) * logPrecision[k]! - (b - bBar) * precision[k]!;
    evidence[k] = l;
    active[k] = sigmoid(l + message[k]!);
  }
}

/** x ln x, 0 at 0. */
const entropic = (x: number): number => (x > 0 ? x * Math.log(x) : 0);

/** ⟨ln p(w|ρ) + ln p(ρ|s) + ln p(s)⟩ + H[w] + H[ρ] + H[s], π being the prior of s: the bound without the data. */
export function priorBound(
  { shape, rate, precision, logPrecision, active, message }: Beliefs,
  second: Float64Array,
  variance: Float64Array,
  { a, b, aBar, bBar }: PrecisionPrior,
): number {
  const [on0, off0] = [a * Math.log(b) - logGamma(a), aBar * Math.log(bBar) - logGamma(aBar)];
  let sum = 0;
  for (let k = 0; k < active.length; k++) {
    const [on, rho, logRho, s] = [active[k]!, precision[k]!, logPrecision[k]!, shape[k]!];
    const weights = 0.5 * (logRho - rho * second[k]! - Math.log(2 * Math.PI));
    const ifOn = on0 + (a - 1) * logRho - b * rho;
    const ifOff = off0 + (aBar - 1) * logRho - bBar * rho;
    // ln π = −ln(1 + e^{−m}), ln(1 − π) = −ln(1 + e^m)
    const m = message[k]!;
    const wide = Math.log1p(Math.exp(-Math.abs(m)));
    const prior = on * (Math.min(m, 0) - wide) + (1 - on) * (Math.min(-m, 0) - wide);
    const spread = 0.5 * Math.log(2 * Math.PI * Math.E * variance[k]!);
    const gamma = s - Math.log(rate[k]!) + logGamma(s) + (1 - s) * digamma(s);
    sum += weights + on * ifOn + (1 - on) * ifOff + prior + spread + gamma - entropic(on) - entropic(1 - on);
  }
  return sum;
}
