import type { Breathing } from '../../../math/breaths.ts';
import { BREATH } from '../../../math/breaths.ts';
import { normals, type Random } from '../../../math/random.ts';
import type { Codes } from './encode.ts';

/** Draws of z for every point. */
const DRAWS = 8;

/**
 * I(X;Z) in nats where X is uniform over the points from…to and Z | x is a diagonal Gaussian, by Monte Carlo with eight draws
 * z_i of every code:
 *
 *   mean over i of  log p(z_i|x_i) − log (1/n) Σ_j p(z_i|x_j)        at most log n
 *   its bound:      log p(z_i|x_i) − (1/n) Σ_j log p(z_i|x_j)        (Jensen)
 *
 * Kawaguchi et al. 2023, section 5 and released code.
 */
export function* codeInformation(
  { code: d, mean, deviation }: Codes,
  from: number,
  to: number,
  random: Random,
  form: 'exact' | 'jensen' = 'exact',
): Breathing<number> {
  const n = to - from;
  const precision = deviation.map((s) => 1 / s);
  const logScale = new Float64Array(n);
  for (let j = 0; j < n; j++)
    for (let k = 0; k < d; k++) logScale[j] = logScale[j]! - Math.log(deviation[(from + j) * d + k]!);
  const z = new Float64Array(d);
  const logs = new Float64Array(n);
  let sum = 0;
  let busy = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    for (let i = 0; i < n; i++) {
      const noise = normals(random, d);
      for (let k = 0; k < d; k++) z[k] = mean[(from + i) * d + k]! + deviation[(from + i) * d + k]! * noise[k]!;
      let largest = -Infinity;
      for (let j = 0; j < n; j++) {
        logs[j] = logScale[j]! - squaredDistance(z, mean, precision, (from + j) * d) / 2;
        largest = Math.max(largest, logs[j]!);
      }
      let total = 0;
      for (let j = 0; j < n; j++) total += form === 'exact' ? Math.exp(logs[j]! - largest) : logs[j]!;
      sum += logs[i]! - (form === 'exact' ? largest + Math.log(total / n) : total / n);
      busy += n * d;
      if (busy > BREATH) {
        busy = 0;
        yield undefined;
      }
    }
  }
  return sum / (n * DRAWS);
}

function squaredDistance(z: Float64Array, mean: Float64Array, precision: Float64Array, at: number): number {
  let sum = 0;
  for (let k = 0; k < z.length; k++) {
    const off = (z[k]! - mean[at + k]!) * precision[at + k]!;
    sum += off * off;
  }
  return sum;
}
