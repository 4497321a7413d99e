import type { Random } from '../math/random.ts';

/** Costs of a random assignment problem: n × n uniforms in [0, 1), drawn row by row. */
export function randomCosts(random: Random, n: number): Float64Array {
  const C = new Float64Array(n * n);
  for (let k = 0; k < n * n; k++) C[k] = random();
  return C;
}
