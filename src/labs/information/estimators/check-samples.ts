import { ProblemError } from '../../../engine/bench.ts';
import type { Samples } from './problem.ts';

/** Most coordinates of x and y together from which entropies by nearest neighbours are made: their weights explode. */
export const MOST_COORDINATES = 16;

/** Number of samples of every class among the first n. */
export function classSizes(labels: Int32Array, count: number, n: number): Int32Array {
  const sizes = new Int32Array(count);
  for (let i = 0; i < n; i++) sizes[labels[i]!] = sizes[labels[i]!]! + 1;
  return sizes;
}

/** Throws a ProblemError when there are fewer samples than bins. */
export function checkBins({ n }: Samples, bins: number): void {
  if (bins > n)
    throw new ProblemError(`bins is ${bins} and there are ${n} samples; at most as many bins are accepted.`);
}

/** Throws a ProblemError when there are no more samples, of all or of a class, than neighbours. */
export function checkNeighbours({ n, y }: Samples, k: number, coordinates: number): void {
  if (n < k + 1) throw new ProblemError(`neighbours is ${k} and there are ${n} samples; at least ${k + 1} are needed.`);
  if (n <= coordinates)
    throw new ProblemError(`There are ${n} samples of ${coordinates} coordinates; more samples than that are needed.`);
  if (y.kind !== 'classes') return;
  const need = Math.max(k, coordinates) + 1;
  classSizes(y.labels, y.count, n).forEach((size, c) => {
    if (size < need)
      throw new ProblemError(
        `Class ${y.names[c]} has ${size} ${size === 1 ? 'sample' : 'samples'}; with ${k} neighbours and ${coordinates} coordinates at least ${need} are needed.`,
      );
  });
}

/** Throws a ProblemError when two rows are equal: their distance has no logarithm. */
export function checkDuplicates(points: Float64Array, n: number, d: number, what: string): void {
  const compare = (i: number, j: number): number => {
    for (let c = 0; c < d; c++) {
      const difference = points[i * d + c]! - points[j * d + c]!;
      if (difference !== 0) return difference;
    }
    return 0;
  };
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => compare(i, j) || i - j);
  for (let r = 1; r < n; r++) {
    const [i, j] = [order[r - 1]!, order[r]!];
    if (compare(i, j) !== 0) continue;
    throw new ProblemError(
      `Rows ${i + 1} and ${j + 1} of ${what} are equal, and nearest neighbours need distinct ones; add a little noise.`,
    );
  }
}

/** Throws a ProblemError naming the first column that has one value only. */
export function checkConstant(points: Float64Array, n: number, d: number, what: string): void {
  for (let c = 0; c < d; c++) {
    let i = 1;
    while (i < n && points[i * d + c] === points[c]) i++;
    if (i === n) {
      const column = d === 1 ? `${what} is` : `Column ${c + 1} of ${what} is`;
      throw new ProblemError(`${column} ${points[c]} in every row; a column that varies is needed.`);
    }
  }
}

/** Throws a ProblemError when entropies of x and y by nearest neighbours cannot be had: too many coordinates. */
export function checkCoordinates({ dx, y }: Samples, method: string): void {
  const dy = y.kind === 'real' ? y.dy : 0;
  if (dx + dy > MOST_COORDINATES)
    throw new ProblemError(
      `x and y have ${dx + dy} coordinates together; ${method} takes at most ${MOST_COORDINATES}, compress them first (lossyCompression).`,
    );
}
