import { fillNormals } from '../../../math/fill-normals.ts';
import type { Random } from '../../../math/random.ts';

/** Scores of tokens by experts, sigmoid(N(0, 1) + skew), row after row into `out`. */
export function routerScores(random: Random, skew: Float64Array, out: Float64Array): void {
  fillNormals(random, out);
  const m = skew.length;
  for (let at = 0; at < out.length; at++) out[at] = 1 / (1 + Math.exp(-(out[at]! + skew[at % m]!)));
}
