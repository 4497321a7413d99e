import { ProblemError } from '../../../engine/bench.ts';
import { BREATH, type Breathing } from '../../../math/breaths.ts';
import { fillNormals } from '../../../math/fill-normals.ts';
import type { Random } from '../../../math/random.ts';
import { createRunningCodebook, followPoints, nearestCode } from '../../../math/vector-quantisation.ts';
import type { Stream } from './problem.ts';

const BATCH = 64;
const PASSES = 3;
const DECAY = 0.95;

export interface KeySizes {
  readonly heads: number;
  readonly keys: number;
  readonly keySize: number;
}

export interface Keys {
  readonly projections: Float64Array;
  readonly keyTable: Float64Array;
}

/**
 * Random projections with entries N(0, 2/(width + keySize)), and keys placed without labels: they begin at random projected
 * images and follow running means of those nearest to them, three times over the images in batches of 64.
 */
export function* makeKeys(
  { train, width }: Stream,
  { heads, keys, keySize }: KeySizes,
  random: Random,
): Breathing<Keys> {
  const { count, features } = train;
  if (keys > count)
    throw new ProblemError(
      `A head cannot start with ${keys} different keys from ${count} images; take at most as many keys as images.`,
    );
  const projections = new Float64Array(heads * width * keySize);
  fillNormals(random, projections);
  const scale = Math.sqrt(2 / (width + keySize));
  for (let k = 0; k < projections.length; k++) projections[k] = scale * projections[k]!;
  const keyTable = new Float64Array(heads * keys * keySize);
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const points = new Float64Array(count * keySize);
  const batch = new Float64Array(BATCH * keySize);
  const chosen = new Int32Array(BATCH);
  let work = 0;
  for (let head = 0; head < heads; head++) {
    project(features, count, width, projections, head, keySize, points);
    const codes = keyTable.subarray(head * keys * keySize, (head + 1) * keys * keySize);
    shuffle(order, random);
    for (let n = 0; n < keys; n++)
      codes.set(points.subarray(order[n]! * keySize, (order[n]! + 1) * keySize), n * keySize);
    const running = createRunningCodebook(codes, keys);
    for (let pass = 0; pass < PASSES; pass++) {
      shuffle(order, random);
      for (let from = 0; from < count; from += BATCH) {
        const rows = Math.min(BATCH, count - from);
        for (let r = 0; r < rows; r++) {
          const at = order[from + r]! * keySize;
          batch.set(points.subarray(at, at + keySize), r * keySize);
          chosen[r] = nearestCode(codes, keys, keySize, batch, r * keySize);
        }
        followPoints(running, keySize, batch, chosen, rows, DECAY);
        work += rows * keys * keySize;
        if (work > BREATH) {
          work = 0;
          yield undefined;
        }
      }
    }
  }
  return { projections, keyTable };
}

/** Projects the features of all images by one head, count × keySize. */
export function project(
  features: Float64Array,
  count: number,
  width: number,
  projections: Float64Array,
  head: number,
  keySize: number,
  out: Float64Array,
): void {
  const start = head * width * keySize;
  out.fill(0);
  for (let i = 0; i < count; i++)
    for (let e = 0; e < width; e++) {
      const value = features[i * width + e]!;
      for (let k = 0; k < keySize; k++)
        out[i * keySize + k] = out[i * keySize + k]! + value * projections[start + e * keySize + k]!;
    }
}

/** The key nearest to every image in every head, count × heads. */
export function fetchKeys(
  { projections, keyTable }: Keys,
  { heads, keys, keySize }: KeySizes,
  features: Float64Array,
  count: number,
  width: number,
): Int32Array {
  const points = new Float64Array(count * keySize);
  const fetched = new Int32Array(count * heads);
  for (let head = 0; head < heads; head++) {
    project(features, count, width, projections, head, keySize, points);
    for (let i = 0; i < count; i++)
      fetched[i * heads + head] = nearestCode(keyTable, keys, keySize, points, i * keySize, head * keys);
  }
  return fetched;
}

function shuffle(order: Int32Array, random: Random): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
}
