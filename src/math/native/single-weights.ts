import { expSingle } from './exp-single.ts';
import { FINISH, tanhSingle } from './single-products.ts';

const { fround } = Math;

/*
 * What a step of a network with independent Gaussian weights takes beside its products, in float32. Counts are multiples of four;
 * a mask is 0 where a weight is gone.
 */

const FLOOR = fround(1e-8);
const LEAST_RHO = -15;
const SERIES = [0.28157779574394226, 0.27965158224105835, 0.4002459645271301, 0.6666632294654846].map((one) =>
  fround(one),
);

/** log(1 + e) for e in (0, 1], within 3 units in the last place: 2 atanh(e/(2 + e)), a polynomial of degree 4 in the square. */
export function log1pSingle(e: number): number {
  const s = fround(e / fround(2 + e));
  const t = fround(s * s);
  let p = SERIES[0]!;
  for (let k = 1; k < 4; k++) p = fround(SERIES[k]! + fround(p * t));
  return fround(s * fround(2 + fround(p * t)));
}

/** σ = softplus(ρ), dσ/dρ and σ², with ρ at least −15. */
function spread(
  rho: Float32Array,
  mask: Float32Array,
  sd: Float32Array,
  slope: Float32Array,
  variance: Float32Array,
  count: number,
): void {
  for (let k = 0; k < count; k++) {
    const r = rho[k]! < LEAST_RHO ? LEAST_RHO : rho[k]!;
    const e = expSingle(-Math.abs(r));
    const s = mask[k] === 0 ? 0 : fround((r < 0 ? 0 : r) + log1pSingle(e));
    sd[k] = s;
    slope[k] = mask[k] === 0 ? 0 : (r > 0 ? 1 : e) / fround(1 + e);
    variance[k] = s * s;
  }
}

/**
 * Adds weight · KL( N(μ, σ²) ‖ N(0, p²) ) to gradients in μ and σ², and turns the latter into that in ρ; `pull` is weight/p², both
 * float32.
 */
function weightSlopes(
  ofMean: Float32Array,
  ofRho: Float32Array,
  mean: Float32Array,
  sd: Float32Array,
  slope: Float32Array,
  mask: Float32Array,
  count: number,
  pull: number,
  weight: number,
): void {
  for (let k = 0; k < count; k++) {
    const s = sd[k]!;
    const likelihood = fround(fround(2 * s) * ofRho[k]!);
    const ofSd = fround(fround(likelihood + fround(pull * s)) - fround(weight / s));
    ofMean[k] = mask[k] === 0 ? 0 : ofMean[k]! + fround(pull * mean[k]!);
    ofRho[k] = mask[k] === 0 ? 0 : slope[k]! * ofSd;
  }
}

/** Adds decay · w to the gradients of weights that exist; `decay` is float32. */
function pointSlopes(ofMean: Float32Array, mean: Float32Array, mask: Float32Array, count: number, decay: number): void {
  for (let k = 0; k < count; k++) ofMean[k] = mask[k] === 0 ? 0 : ofMean[k]! + fround(decay * mean[k]!);
}

/** y ← a( y + √(v + 10⁻⁸) ∘ ε ) and its squares: the row's own noise of Kingma, Salimans & Welling 2015, equation 6. */
function localNoise(
  y: Float32Array,
  v: Float32Array,
  noise: Float32Array,
  squares: Float32Array,
  count: number,
  finish: number,
): void {
  for (let k = 0; k < count; k++) {
    const root = fround(Math.sqrt(fround(v[k]! + FLOOR)));
    let h = fround(y[k]! + fround(root * noise[k]!));
    if (finish === FINISH.relu) h = h < 0 ? 0 : h;
    else if (finish === FINISH.tanh) h = tanhSingle(h);
    y[k] = h;
    squares[k] = h * h;
  }
}

/** Gradients in the mean and the variance of what entered the activation, in place of those in y and in its squares. */
function localNoiseBack(
  y: Float32Array,
  v: Float32Array,
  noise: Float32Array,
  plain: Float32Array,
  ofSquares: Float32Array,
  count: number,
  finish: number,
): void {
  for (let k = 0; k < count; k++) {
    const left = y[k]!;
    let dh = fround(plain[k]! + fround(fround(2 * left) * ofSquares[k]!));
    if (finish === FINISH.relu) dh = left > 0 ? dh : 0;
    else if (finish === FINISH.tanh) dh = fround(dh * fround(1 - fround(left * left)));
    const root = fround(Math.sqrt(fround(v[k]! + FLOOR)));
    plain[k] = dh;
    ofSquares[k] = fround(fround(0.5 * dh) * noise[k]!) / root;
  }
}

/** Twins of single-weights.as.ts. */
export const singleWeights = { spread, weightSlopes, pointSlopes, localNoise, localNoiseBack };
