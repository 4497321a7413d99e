import { decoderOf, encoderPoint } from '../../../math/bottleneck-curve.ts';
import { entropyOfMasses } from '../../../math/discrete-information.ts';
import type { Bottleneck, CurvePoint } from './problem.ts';

/** Letters whose p(y|t) differ by less everywhere say the same; letters of less mass are not in use. */
const SAME = 1e-4;
const UNUSED = 1e-9;

/** Letters in use that say different things about Y. */
export function distinctLetters({ channel }: Bottleneck, encoder: Float64Array): number {
  const { rows, cols } = channel;
  const { pt, pyt } = decoderOf(channel, encoder, rows);
  const kept: number[] = [];
  for (let t = 0; t < rows; t++) {
    if (pt[t]! < UNUSED) continue;
    const known = kept.some((one) => {
      for (let y = 0; y < cols; y++) if (Math.abs(pyt[one * cols + y]! - pyt[t * cols + y]!) > SAME) return false;
      return true;
    });
    if (!known) kept.push(t);
  }
  return kept.length;
}

export function finishedPoint(problem: Bottleneck, encoder: Float64Array, beta: number, sweeps: number): CurvePoint {
  const { channel } = problem;
  const { ixt, ity } = encoderPoint(channel, encoder, channel.rows, beta);
  const hT = entropyOfMasses(decoderOf(channel, encoder, channel.rows).pt);
  return { beta, ixt, ity, hT, letters: distinctLetters(problem, encoder), sweeps };
}
