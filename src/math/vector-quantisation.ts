import { squaredDistance } from './squared-distance.ts';

/** Vector quantisation: codebooks are count × d, points n × d, row-major. */

/** Row of the codebook nearest to the point that begins at `from`; of equal ones the first. */
export function nearestCode(
  codebook: Float64Array,
  count: number,
  d: number,
  points: ArrayLike<number>,
  from = 0,
  start = 0,
): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let c = 0; c < count; c++) {
    const distance = squaredDistance(points, from, codebook, (start + c) * d, d);
    if (distance < least) {
      least = distance;
      best = c;
    }
  }
  return best;
}

/** Squared distance of every point to every code, n × count. */
export function codeDistances(
  codebook: Float64Array,
  count: number,
  d: number,
  points: ArrayLike<number>,
  n: number,
): Float64Array {
  const out = new Float64Array(n * count);
  for (let i = 0; i < n; i++)
    for (let c = 0; c < count; c++) out[i * count + c] = squaredDistance(points, i * d, codebook, c * d, d);
  return out;
}

/**
 * What a vector-quantised bottleneck pays (van den Oord et al. 2017): the mean squared distance to the nearest code moves
 * the codes, and once more, times the commitment, the points.
 */
export function quantisationLoss(distances: Float64Array, n: number, count: number, commitment: number) {
  let codebook = 0;
  for (let i = 0; i < n; i++) {
    let least = Number.POSITIVE_INFINITY;
    for (let c = 0; c < count; c++) least = Math.min(least, distances[i * count + c]!);
    codebook += least / n;
  }
  return { codebook, total: (1 + commitment) * codebook };
}

/** A codebook that follows running means of the points that chose each code. */
export interface RunningCodebook {
  readonly codes: Float64Array;
  readonly counts: Float64Array;
  readonly sums: Float64Array;
}

const FEWEST = 1e-5;

export const createRunningCodebook = (codes: Float64Array, count: number): RunningCodebook => ({
  codes,
  counts: new Float64Array(count).fill(1),
  sums: codes.slice(),
});

/** One update from the codes that n points chose: counts and sums keep `decay` of themselves; codes = sums / counts. */
export function followPoints(
  { codes, counts, sums }: RunningCodebook,
  d: number,
  points: Float64Array,
  chosen: ArrayLike<number>,
  n: number,
  decay: number,
): void {
  for (let c = 0; c < counts.length; c++) counts[c] = decay * counts[c]!;
  for (let k = 0; k < sums.length; k++) sums[k] = decay * sums[k]!;
  for (let i = 0; i < n; i++) {
    const c = chosen[i]!;
    counts[c] = counts[c]! + (1 - decay);
    for (let k = 0; k < d; k++) sums[c * d + k] = sums[c * d + k]! + (1 - decay) * points[i * d + k]!;
  }
  for (let c = 0; c < counts.length; c++) {
    const scale = 1 / Math.max(FEWEST, counts[c]!);
    for (let k = c * d; k < (c + 1) * d; k++) codes[k] = scale * sums[k]!;
  }
}

/** Entropy of how often each code was chosen, in bits, and the number of evenly used codes that have that entropy. */
export function codeUsage(chosen: ArrayLike<number>, count: number): { entropyBits: number; perplexity: number } {
  const counts = new Float64Array(count);
  for (let i = 0; i < chosen.length; i++) counts[chosen[i]!]!++;
  let entropyBits = 0;
  for (const times of counts) if (times > 0) entropyBits -= (times / chosen.length) * Math.log2(times / chosen.length);
  return { entropyBits, perplexity: 2 ** entropyBits };
}

/**
 * Probabilistic vector quantisation: softmax over codes of −τ distance²/√count, row by row. A large τ is the nearest code.
 */
export function softAssignment(distances: Float64Array, n: number, count: number, tau = 1): Float64Array {
  const out = new Float64Array(n * count);
  for (let i = 0; i < n; i++) {
    const row = distances.subarray(i * count, (i + 1) * count);
    const least = row.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
    let total = 0;
    for (let c = 0; c < count; c++) {
      const weight = Math.exp((-tau * (row[c]! - least)) / Math.sqrt(count));
      out[i * count + c] = weight;
      total += weight;
    }
    for (let c = 0; c < count; c++) out[i * count + c] = out[i * count + c]! / total;
  }
  return out;
}

/** 1/‖c‖ of every code; 0 for a code that is zero, which is then similar to nothing. */
export function inverseNorms(codebook: Float64Array, count: number, d: number, out: Float64Array): void {
  for (let c = 0; c < count; c++) {
    let square = 0;
    for (let k = c * d; k < (c + 1) * d; k++) square += codebook[k]! ** 2;
    out[c] = square > 0 ? 1 / Math.sqrt(square) : 0;
  }
}

/**
 * The k codes of largest inner product with the point, codes taken at length 1: the most similar first, of equal ones the
 * first; into chosen[to..to + k). For one point that is the order of the cosines.
 */
export function mostSimilarCodes(
  codebook: Float64Array,
  inverse: Float64Array,
  d: number,
  points: Float64Array,
  from: number,
  k: number,
  similarities: Float64Array,
  chosen: Int32Array,
  to = 0,
): void {
  const count = inverse.length;
  for (let c = 0; c < count; c++) {
    let sum = 0;
    for (let a = 0; a < d; a++) sum += points[from + a]! * codebook[c * d + a]!;
    similarities[c] = sum * inverse[c]!;
  }
  for (let rank = 0; rank < k; rank++) {
    let best = 0;
    for (let c = 1; c < count; c++) if (similarities[c]! > similarities[best]!) best = c;
    chosen[to + rank] = best;
    similarities[best] = Number.NEGATIVE_INFINITY;
  }
}
