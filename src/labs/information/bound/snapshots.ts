import type { Snapshot } from '../../../engine/bench.ts';
import type { Annealing, Bottleneck } from './problem.ts';

export interface CurveSnapshot {
  readonly beta: Float64Array;
  readonly ixt: Float64Array;
  readonly ity: Float64Array;
  readonly hT: Float64Array;
  readonly letters: Int32Array;
  /** Indices of finished points that have fewer letters than the one before. */
  readonly transitions: Int32Array;
}

function curve(_: Bottleneck, { curve: points }: Annealing): Snapshot & CurveSnapshot {
  return {
    beta: Float64Array.from(points, (point) => point.beta),
    ixt: Float64Array.from(points, (point) => point.ixt),
    ity: Float64Array.from(points, (point) => point.ity),
    hT: Float64Array.from(points, (point) => point.hT),
    letters: Int32Array.from(points, (point) => point.letters),
    transitions: Int32Array.from(
      points.flatMap((point, k) => (k > 0 && point.letters < points[k - 1]!.letters ? [k] : [])),
    ),
  };
}

export interface EncoderSnapshot {
  readonly rows: number;
  readonly letters: number;
  readonly beta: number;
  /** p(t|x) of the letters with mass, rows × letters. */
  readonly values: Float32Array;
}

/** Letters below this mass are left out of the picture. */
const SHOWN = 1e-6;

function encoder(
  { channel: { rows, px } }: Bottleneck,
  { encoder: p, letters, beta }: Annealing,
): Snapshot & EncoderSnapshot {
  const mass = new Float64Array(letters);
  for (let x = 0; x < rows; x++) for (let t = 0; t < letters; t++) mass[t] = mass[t]! + px[x]! * p[x * letters + t]!;
  const kept = [...mass.keys()].filter((t) => mass[t]! > SHOWN);
  const values = new Float32Array(rows * kept.length);
  for (let x = 0; x < rows; x++)
    kept.forEach((t, k) => {
      values[x * kept.length + k] = p[x * letters + t]!;
    });
  return { rows, letters: kept.length, beta, values };
}

export const snapshots = { curve, encoder };
