import { mulberry32, normals } from '../../src/math/random.ts';

/** n pairs of x and y in d coordinates each, y = 0.6 x + 0.8 noise. */
export function correlatedPairs(n: number, d: number): { x: Float64Array; y: Float64Array } {
  const x = normals(mulberry32(1), n * d);
  const noise = normals(mulberry32(2), n * d);
  return { x, y: x.map((value, at) => 0.6 * value + 0.8 * noise[at]!) };
}

/** A symmetric positive definite matrix ZZᵀ/n + 0.1 I, n × n. */
export function definiteMatrix(n: number): Float64Array {
  const z = normals(mulberry32(3), n * n);
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += z[i * n + k]! * z[j * n + k]!;
      out[i * n + j] = out[j * n + i] = sum / n + (i === j ? 0.1 : 0);
    }
  }
  return out;
}
