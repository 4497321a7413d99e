import { describe, expect, it } from 'vitest';
import { buresDistance2, buresGeodesic, congruence } from './bures.ts';
import { buresTangent } from './bures-tangent.ts';
import { product, productTransposed } from './matrix-product.ts';
import { mulberry32, normals } from './random.ts';

const d = 4;
function covariance(seed: number): Float64Array {
  const L = normals(mulberry32(seed), d * d);
  const out = new Float64Array(d * d);
  productTransposed(L, L, d, d, d, out);
  for (let k = 0; k < d; k++) out[k * d + k] = out[k * d + k]! + 0.1;
  return out;
}
const close = (A: Float64Array, B: Float64Array, within = 1e-9) =>
  expect(Math.max(...A.map((value, k) => Math.abs(value - B[k]!)))).toBeLessThan(within);
const [A, B] = [covariance(1), covariance(2)];
const identity = Float64Array.from({ length: d * d }, (_, k) => (k % (d + 1) === 0 ? 1 : 0));
const norm2 = (at: Float64Array, V: Float64Array) => {
  const L = buresTangent(at, d).lyapunov(V);
  return V.reduce((sum, value, k) => sum + 0.5 * value * L[k]!, 0);
};

describe('The tangent space of covariances', () => {
  it('solves the Lyapunov equation', () => {
    const L = buresTangent(A, d).lyapunov(B);
    const [AL, LA] = [new Float64Array(d * d), new Float64Array(d * d)];
    product(A, L, d, d, d, AL);
    product(L, A, d, d, d, LA);
    close(
      AL.map((value, k) => value + LA[k]!),
      B,
    );
  });

  it('goes to a matrix and back along the geodesic', () => {
    const { log, exp } = buresTangent(A, d);
    close(exp(log(B)), B);
    close(exp(log(B).map((value) => 0.3 * value)), buresGeodesic(A, B, 0.3, d));
    close(log(A), new Float64Array(d * d));
  });

  it('has vectors as long as the distance', () => {
    expect(norm2(A, buresTangent(A, d).log(B))).toBeCloseTo(buresDistance2(A, B, d), 9);
  });

  it('moves vectors to the identity and back without changing their length', () => {
    const { log, toIdentity, fromIdentity } = buresTangent(A, d);
    const V = log(B);
    expect(norm2(identity, toIdentity(V))).toBeCloseTo(norm2(A, V), 9);
    close(fromIdentity(toIdentity(V)), V);
  });

  it('turns with the axes', () => {
    // A reflection, which is its own inverse.
    const n = Float64Array.of(0.5, -0.5, 0.5, 0.5);
    const H = identity.map((value, k) => value - 2 * n[Math.floor(k / d)]! * n[k % d]!);
    const turned = buresTangent(congruence(H, A, d), d).log(congruence(H, B, d));
    close(turned, congruence(H, buresTangent(A, d).log(B), d));
  });
});
