import { powerCells } from '../../../math/power-cells.ts';
import { symmetricEigen } from '../../../math/symmetric-eigen.ts';
import { covarianceOf } from '../../../math/whitening.ts';
import type { Bottleneck, Learned, Stream } from './problem.ts';

export interface ClassesSnapshot {
  /** classes × epochs, row-major: test accuracy. */
  readonly accuracy: Float64Array;
  readonly classes: number;
  readonly epochs: number;
  /** Epoch at which each task begins, from 0, and its classes. */
  readonly starts: readonly number[];
  readonly tasks: readonly (readonly number[])[];
}

export interface UsageSnapshot {
  /** Share of the training images that fetch the first, second, … most fetched key, averaged over heads. */
  readonly shares: Float64Array;
  readonly unused: number;
  readonly heads: number;
}

export interface CellsSnapshot {
  /** Polygons of pairs x, y: where the plane lies in each key's cell. */
  readonly cells: readonly Float64Array[];
  /** Keys and test images on the plane; pairs x, y. */
  readonly keys: Float64Array;
  readonly images: Float64Array;
  readonly labels: Uint8Array;
  /** What each key's value says: its class, −1 before anything was learned there. */
  readonly says: Int8Array;
  readonly keySize: number;
}

function classes({ classes: count, tasks, epochs }: Stream, { history }: Learned): ClassesSnapshot {
  const steps = history.length;
  const accuracy = new Float64Array(count * steps);
  history.forEach((row, t) => {
    for (let c = 0; c < count; c++) accuracy[c * steps + t] = row[c]!;
  });
  return { accuracy, classes: count, epochs: steps, starts: tasks.map((_, t) => t * epochs), tasks };
}

function usage({ heads, keys, fetched }: Bottleneck): UsageSnapshot {
  const shares = new Float64Array(keys);
  const images = fetched.length / heads;
  let unused = 0;
  for (let head = 0; head < heads; head++) {
    const counts = new Float64Array(keys);
    for (let i = 0; i < images; i++) counts[fetched[i * heads + head]!]!++;
    counts
      .sort()
      .reverse()
      .forEach((count, rank) => {
        shares[rank] = shares[rank]! + count / images / heads;
        if (count === 0) unused++;
      });
  }
  return { shares, unused, heads };
}

/** The first head's keys on their two leading principal axes, and the cells where that plane cuts them. */
function cells({ test, width, classes: count }: Stream, bottleneck: Bottleneck): CellsSnapshot {
  const { keys, keySize, keyTable, values } = bottleneck;
  const first = keyTable.subarray(0, keys * keySize);
  const { covariance, mean } = covarianceOf(first, keys, keySize);
  const { values: spread, vectors } = symmetricEigen(covariance, keySize);
  const order = Array.from(spread.keys()).sort((a, b) => spread[b]! - spread[a]!);
  const along = (points: Float64Array, n: number) => {
    const out = new Float64Array(2 * n);
    for (let i = 0; i < n; i++)
      for (let axis = 0; axis < 2; axis++)
        for (let k = 0; k < keySize; k++)
          out[2 * i + axis]! += (points[i * keySize + k]! - mean[k]!) * vectors[k * keySize + order[axis]!]!;
    return out;
  };
  const sites = along(first, keys);
  const heights = Float64Array.from({ length: keys }, (_, n) => {
    let square = 0;
    for (let k = 0; k < keySize; k++) square += (first[n * keySize + k]! - mean[k]!) ** 2;
    return Math.max(0, square - sites[2 * n]! ** 2 - sites[2 * n + 1]! ** 2);
  });
  const images = along(projectedByFirst(test.features, test.count, width, bottleneck), test.count);
  const reach = 1.05 * [...sites, ...images].reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const says = Int8Array.from({ length: keys }, (_, n) => {
    const row = values.subarray(n * count, (n + 1) * count);
    return row.every((value) => value === 0) ? -1 : row.indexOf(Math.max(...row));
  });
  const box = [-reach, -reach, reach, reach] as const;
  return { cells: powerCells(sites, heights, box), keys: sites, images, labels: test.labels.slice(), says, keySize };
}

function projectedByFirst(features: Float64Array, n: number, width: number, { projections, keySize }: Bottleneck) {
  const out = new Float64Array(n * keySize);
  for (let i = 0; i < n; i++)
    for (let e = 0; e < width; e++)
      for (let k = 0; k < keySize; k++)
        out[i * keySize + k]! += features[i * width + e]! * projections[e * keySize + k]!;
  return out;
}

export const snapshots = {
  classes: (stream: Stream, learned: Learned) => ({ ...classes(stream, learned) }),
  usage: (_: Stream, { bottleneck }: Learned) => ({ ...(bottleneck && usage(bottleneck)) }),
  cells: (stream: Stream, { bottleneck }: Learned) => ({ ...(bottleneck && cells(stream, bottleneck)) }),
};
