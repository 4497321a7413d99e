import { integratedVariance } from './fractional-brownian.ts';
import { incompleteGamma } from './incomplete-gamma.ts';
import { logGamma } from './log-gamma.ts';
import { luSolve } from './lu-solve.ts';

/** Σ ω_k Y_k of processes dY_k = −γ_k Y_k dt + dW that start at 0 and share W. */
export interface OuSuperposition {
  readonly rates: Float64Array;
  readonly weights: Float64Array;
}

/** K rates in geometric order from 1/γ_max to γ_max; a single one is 1. */
export function geometricRates(K: number, fastest: number): Float64Array {
  const ratio = K > 1 ? fastest ** (2 / (K - 1)) : 1;
  return Float64Array.from({ length: K }, (_, k) => ratio ** (k - (K - 1) / 2));
}

/** ∫₀ˢ e^(−γu) du. */
const decayed = (rate: number, s: number): number => (rate === 0 ? s : -Math.expm1(-rate * s) / rate);

/** E of Y_i against Y_j over [0, T]: A_ij = ∫₀ᵀ E Y_i Y_j dt, K × K. */
export function superpositionGram(rates: Float64Array, T: number): Float64Array {
  const K = rates.length;
  return Float64Array.from({ length: K * K }, (_, at) => {
    const sum = rates[Math.floor(at / K)]! + rates[at % K]!;
    return (T + Math.expm1(-sum * T) / sum) / sum;
  });
}

/** b_k = ∫₀ᵀ E Y_k B_t dt for fractional Brownian motion B of type II. */
export const superpositionMoments = (rates: Float64Array, H: number, T: number): Float64Array =>
  rates.map(
    (rate) =>
      (T / rate ** (H + 0.5)) * incompleteGamma(H + 0.5, rate * T) -
      ((H + 0.5) / rate ** (H + 1.5)) * incompleteGamma(H + 1.5, rate * T),
  );

/** The weights with the least mean squared distance from fractional Brownian motion over [0, T]: A ω = b. */
export const fittedWeights = (rates: Float64Array, H: number, T: number): Float64Array =>
  luSolve(superpositionGram(rates, T), superpositionMoments(rates, H, T));

/**
 * Weights of fractional Brownian motion's own mixture ∫ Y_γ γ^(−H−½) dγ / (Γ(H+½)Γ(½−H)), H < ½, when Y_γ is
 * interpolated linearly between the rates: integrals of hat functions against that density.
 */
export function hatWeights(rates: Float64Array, H: number): Float64Array {
  if (!(H < 0.5)) throw new RangeError(`H = ${H} must be below 1/2`);
  const scale = Math.exp(-logGamma(H + 0.5) - logGamma(0.5 - H));
  const [p, q] = [0.5 - H, 1.5 - H];
  const weights = new Float64Array(rates.length);
  for (let k = 0; k + 1 < rates.length; k++) {
    const [low, high] = [rates[k]!, rates[k + 1]!];
    const mass = (high ** p - low ** p) / p;
    const moment = (high ** q - low ** q) / q;
    weights[k]! += (scale * (high * mass - moment)) / (high - low);
    weights[k + 1]! += (scale * (moment - low * mass)) / (high - low);
  }
  return weights;
}

/** Mean squared distance from fractional Brownian motion over [0, T], in closed form: (ωᵀAω − 2bᵀω + c)/T. */
export function superpositionError({ rates, weights }: OuSuperposition, H: number, T: number): number {
  const A = superpositionGram(rates, T);
  const b = superpositionMoments(rates, H, T);
  let sum = integratedVariance(H, T);
  for (let i = 0; i < weights.length; i++) {
    let row = -2 * b[i]!;
    for (let j = 0; j < weights.length; j++) row += A[i * weights.length + j]! * weights[j]!;
    sum += weights[i]! * row;
  }
  return sum / T;
}

/** Covariance of Σ ω_k Y_k at two times. */
export function superpositionCovariance({ rates, weights }: OuSuperposition, one: number, other: number): number {
  const [s, t] = one < other ? [one, other] : [other, one];
  let sum = 0;
  for (let i = 0; i < weights.length; i++)
    for (let j = 0; j < weights.length; j++)
      sum += weights[i]! * weights[j]! * Math.exp(-rates[j]! * (t - s)) * decayed(rates[i]! + rates[j]!, s);
  return sum;
}
