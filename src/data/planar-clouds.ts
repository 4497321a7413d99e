import { normals, type Random } from '../math/random.ts';

/**
 * Seeded clouds in the plane, n × 2 row-major, as the reference files define them: first the uniforms or normals of
 * the shape, then the normals of the noise, from one stream.
 */
export function gaussians(
  random: Random,
  n: number,
  mean: readonly [number, number],
  factor: readonly [number, number, number, number],
): Float64Array {
  const z = normals(random, 2 * n);
  const out = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) {
    out[2 * i] = mean[0] + factor[0] * z[2 * i]! + factor[1] * z[2 * i + 1]!;
    out[2 * i + 1] = mean[1] + factor[2] * z[2 * i]! + factor[3] * z[2 * i + 1]!;
  }
  return out;
}

/** Two interleaved half circles. */
export function moons(random: Random, n: number, noise: number): Float64Array {
  return curve(random, n, noise, (u, first) => {
    const t = Math.PI * u;
    return first ? [Math.cos(t), Math.sin(t)] : [1 - Math.cos(t), 0.5 - Math.sin(t)];
  });
}

/** Two concentric circles of radius 1 and `factor`. */
export function circles(random: Random, n: number, factor: number, noise: number): Float64Array {
  return curve(random, n, noise, (u, first) => {
    const radius = first ? 1 : factor;
    return [radius * Math.cos(2 * Math.PI * u), radius * Math.sin(2 * Math.PI * u)];
  });
}

/** Eight round bumps on a circle. */
export function mixture8(random: Random, n: number, radius: number, std: number): Float64Array {
  return curve(random, n, std, (u) => {
    const angle = (2 * Math.PI * Math.floor(8 * u)) / 8;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

/** A planar spiral of one and a half turns. */
export function swissRoll(random: Random, n: number, noise: number): Float64Array {
  return curve(random, n, noise, (u) => {
    const t = 1.5 * Math.PI * (1 + 2 * u);
    return [(t * Math.cos(t)) / 7.5, (t * Math.sin(t)) / 7.5];
  });
}

/** One uniform a point, `first` for the first ⌊n/2⌋ points, then noise on both coordinates. */
function curve(
  random: Random,
  n: number,
  noise: number,
  at: (u: number, first: boolean) => readonly [number, number],
): Float64Array {
  const out = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) out.set(at(random(), i < Math.floor(n / 2)), 2 * i);
  const z = normals(random, 2 * n);
  for (let k = 0; k < 2 * n; k++) out[k] = out[k]! + noise * z[k]!;
  return out;
}
