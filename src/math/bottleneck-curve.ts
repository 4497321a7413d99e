import { BREATH, type Breathing } from './breaths.ts';

/** p(x, y), rows × cols, row-major, sums to 1; every row has mass. */
export interface DiscreteJoint {
  readonly masses: Float64Array;
  readonly rows: number;
  readonly cols: number;
}

/** p(x) and p(y|x) of a joint distribution. Throws a RangeError for a row without mass. */
export interface Channel {
  readonly rows: number;
  readonly cols: number;
  readonly px: Float64Array;
  /** rows × cols; every row sums to 1. */
  readonly pyx: Float64Array;
}

export function channelOf({ masses, rows, cols }: DiscreteJoint): Channel {
  if (masses.length !== rows * cols) throw new RangeError(`masses has ${masses.length} entries, not ${rows * cols}`);
  const px = new Float64Array(rows);
  for (let k = 0; k < masses.length; k++) {
    if (!(masses[k]! >= 0)) throw new RangeError(`masses[${k}] is ${masses[k]}, not a mass of at least 0`);
    px[Math.floor(k / cols)]! += masses[k]!;
  }
  for (let x = 0; x < rows; x++) if (!(px[x]! > 0)) throw new RangeError(`masses has no mass in row ${x}`);
  return { rows, cols, px, pyx: masses.map((p, k) => p / px[Math.floor(k / cols)]!) };
}

/** A point of the information plane, in bits. */
export interface BottleneckPoint {
  readonly beta: number;
  readonly ixt: number;
  readonly ity: number;
  /** I(X;T) − β I(T;Y). */
  readonly lagrangian: number;
  readonly sweeps: number;
}

/** p(t) and p(y|t) of an encoder p(t|x) (rows × letters); a letter without mass has p(y|t) = 0. */
export function decoderOf(
  { rows, cols, px, pyx }: Channel,
  encoder: Float64Array,
  letters: number,
): { pt: Float64Array; pyt: Float64Array } {
  const pt = new Float64Array(letters);
  const pyt = new Float64Array(letters * cols);
  for (let x = 0; x < rows; x++) {
    for (let t = 0; t < letters; t++) {
      const mass = px[x]! * encoder[x * letters + t]!;
      if (mass === 0) continue;
      pt[t]! += mass;
      for (let y = 0; y < cols; y++) pyt[t * cols + y]! += mass * pyx[x * cols + y]!;
    }
  }
  for (let t = 0; t < letters; t++)
    if (pt[t]! > 0) for (let y = 0; y < cols; y++) pyt[t * cols + y] = pyt[t * cols + y]! / pt[t]!;
  return { pt, pyt };
}

/**
 * One self-consistent sweep (Tishby, Pereira & Bialek 1999, equation 31): p(t), p(y|t) of the encoder, then
 * p(t|x) ∝ p(t) exp(−β KL(p(y|x)‖p(y|t))), with logits through log-sum-exp. Never increases I(X;T) − β I(T;Y).
 * Overwrites `next` and returns the largest change of p(t|x). Σ p(y|x) log p(y|x) does not depend on t and is left out.
 */
export function sweepEncoder(
  channel: Channel,
  encoder: Float64Array,
  letters: number,
  beta: number,
  next: Float64Array,
): number {
  const { rows, cols, pyx } = channel;
  const { pt, pyt } = decoderOf(channel, encoder, letters);
  const logPt = pt.map((p) => Math.log(Math.max(p, 1e-300)));
  const logPyt = pyt.map((p) => Math.log(p));
  let change = 0;
  for (let x = 0; x < rows; x++) {
    const at = x * letters;
    let largest = -Infinity;
    for (let t = 0; t < letters; t++) {
      let logit = logPt[t]!;
      for (let y = 0; y < cols; y++) {
        const p = pyx[x * cols + y]!;
        if (p > 0) logit += beta * p * logPyt[t * cols + y]!;
      }
      next[at + t] = logit;
      if (logit > largest) largest = logit;
    }
    let sum = 0;
    for (let t = 0; t < letters; t++) {
      const e = Math.exp(next[at + t]! - largest);
      next[at + t] = e;
      sum += e;
    }
    for (let t = 0; t < letters; t++) {
      const p = next[at + t]! / sum;
      next[at + t] = p;
      change = Math.max(change, Math.abs(p - encoder[at + t]!));
    }
  }
  return change;
}

/** Where an encoder p(t|x) lies in the plane. */
export function encoderPoint(
  channel: Channel,
  encoder: Float64Array,
  letters: number,
  beta: number,
  sweeps = 0,
): BottleneckPoint {
  const { rows, cols, px, pyx } = channel;
  const { pt, pyt } = decoderOf(channel, encoder, letters);
  const py = new Float64Array(cols);
  for (let x = 0; x < rows; x++) for (let y = 0; y < cols; y++) py[y]! += px[x]! * pyx[x * cols + y]!;
  let ixt = 0;
  for (let x = 0; x < rows; x++) {
    for (let t = 0; t < letters; t++) {
      const p = encoder[x * letters + t]!;
      if (p > 0 && pt[t]! > 0) ixt += px[x]! * p * Math.log2(p / pt[t]!);
    }
  }
  let ity = 0;
  for (let t = 0; t < letters; t++) {
    for (let y = 0; y < cols; y++) {
      const p = pyt[t * cols + y]!;
      if (p > 0) ity += pt[t]! * p * Math.log2(p / py[y]!);
    }
  }
  // Sums of rounded terms can end a hair below zero.
  ixt = Math.max(0, ixt);
  ity = Math.max(0, ity);
  return { beta, ixt, ity, lagrangian: ixt - beta * ity, sweeps };
}

/** p(t|x) = 0.999 [t = x] + 0.001/|T|, with a letter for every x: where reverse annealing starts. */
export const nearIdentity = (rows: number): Float64Array =>
  Float64Array.from({ length: rows * rows }, (_, k) => 0.001 / rows + (Math.floor(k / rows) === k % rows ? 0.999 : 0));

export interface AnnealOptions {
  readonly maxSweeps?: number;
  /** A β is done when no p(t|x) changes by more. */
  readonly tolerance?: number;
}

/**
 * Sweeps from an encoder (rows × letters, left as it is) until none of its entries changes by more than the tolerance: a
 * fixed point, where the functional is stationary. In breaths.
 */
export function* settledEncoder(
  channel: Channel,
  start: Float64Array,
  letters: number,
  beta: number,
  { maxSweeps = 500, tolerance = 1e-10 }: AnnealOptions = {},
): Breathing<{ encoder: Float64Array; sweeps: number }> {
  let encoder: Float64Array = start.slice();
  let next: Float64Array = new Float64Array(start.length);
  let sweeps = 0;
  let work = 0;
  for (let change = Infinity; change >= tolerance && sweeps < maxSweeps; sweeps++) {
    change = sweepEncoder(channel, encoder, letters, beta, next);
    [encoder, next] = [next, encoder];
    work += channel.rows * letters * (2 * channel.cols + 10);
    if (work > BREATH) {
      work = 0;
      yield undefined;
    }
  }
  return { encoder, sweeps };
}

/**
 * The bottleneck curve by reverse annealing: each β in turn (from the largest down) is iterated to its fixed point from
 * the encoder of the one before. Converges slowly near the critical values of β, and to a local optimum in general.
 * In breaths.
 */
export function* annealedCurve(
  channel: Channel,
  betas: readonly number[],
  options: AnnealOptions = {},
): Breathing<BottleneckPoint[]> {
  let encoder = nearIdentity(channel.rows);
  const points: BottleneckPoint[] = [];
  for (const beta of [...betas].sort((a, b) => b - a)) {
    const settled = yield* settledEncoder(channel, encoder, channel.rows, beta, options);
    encoder = settled.encoder;
    points.push(encoderPoint(channel, encoder, channel.rows, beta, settled.sweeps));
    yield undefined;
  }
  return points;
}

/**
 * Most I(T;Y), in bits, that any encoder with that I(X;T) can have, by the tangents of the curve: a point at β bounds it
 * by I(T;Y)_β + (I(X;T) − I(X;T)_β)/β (Lagrange duality), and it never exceeds I(X;T) or I(X;Y). Exact at the points,
 * above the curve in between, so that what is higher truly breaks the bound.
 */
export function boundAt(points: readonly BottleneckPoint[], ixy: number, ixt: number): number {
  let bound = Math.min(ixt, ixy);
  for (const { beta, ixt: x, ity: y } of points) bound = Math.min(bound, y + (ixt - x) / beta);
  return bound;
}

/** The bound where y is a function of x: min(I(X;T), H(Y)), reached by T that is a function of Y. */
export const hardLabelBound = (ixt: number, hY: number): number => Math.min(ixt, hY);

/**
 * Capacity, in bits per use, of a channel p(y|x) (rows × cols) by Blahut-Arimoto (1972): the input distribution is
 * re-weighted by exp KL(p(y|x)‖p(y)) until the upper and lower bounds it gives are `tolerance` nats apart.
 */
export function channelCapacity(pyx: Float64Array, rows: number, cols: number, tolerance = 1e-12): number {
  let px = new Float64Array(rows).fill(1 / rows);
  for (let sweep = 0; ; sweep++) {
    const py = new Float64Array(cols);
    for (let x = 0; x < rows; x++) for (let y = 0; y < cols; y++) py[y]! += px[x]! * pyx[x * cols + y]!;
    const gain = new Float64Array(rows);
    for (let x = 0; x < rows; x++) {
      for (let y = 0; y < cols; y++) {
        const p = pyx[x * cols + y]!;
        if (p > 0) gain[x]! += p * Math.log(p / py[y]!);
      }
    }
    const weights = px.map((p, x) => p * Math.exp(gain[x]!));
    const total = weights.reduce((sum, w) => sum + w, 0);
    const lower = Math.log(total);
    const upper = gain.reduce((most, v) => Math.max(most, v), -Infinity);
    if (upper - lower < tolerance || sweep === 100_000) return lower / Math.LN2;
    px = weights.map((w) => w / total);
  }
}
