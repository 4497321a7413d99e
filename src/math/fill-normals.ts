import type { Random } from './random.ts';

/** Standard normals by Box-Muller into `out`, both values of a pair used in order: `normals` without a new array. */
export function fillNormals(random: Random, out: Float32Array | Float64Array): void {
  for (let i = 0; i < out.length; i += 2) {
    const r = Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    out[i] = r * Math.cos(angle);
    if (i + 1 < out.length) out[i + 1] = r * Math.sin(angle);
  }
}
