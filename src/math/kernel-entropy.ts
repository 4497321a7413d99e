import { BREATH, type Breathing } from './breaths.ts';
import { byCoordinate, openKernelSums, strideOf } from './native/kernel-sums.ts';

/** Entropies, in nats, of the whole mixture and of the mixture of each class. */
export interface MixtureEntropy {
  readonly whole: number;
  readonly byClass: Float64Array;
  /** Contribution of every point to `whole`, whose mean it is. */
  readonly byPoint: Float64Array;
  /** The same within the point's own class; empty without labels. */
  readonly byOwn: Float64Array;
}

export interface KernelEntropies {
  readonly upper: MixtureEntropy;
  readonly lower: MixtureEntropy;
  /** d/2 (log 2πσ² + 1): entropy of the noise alone, H(T|X) of a deterministic layer. */
  readonly noise: number;
}

/**
 * Bounds on the entropy of T + N(0, σ² I), T one of the n points (n × d, row-major) with equal chance (Kolchinsky & Tracey
 * 2017): the upper one from the pairwise KL divergences of the parts, the lower one from their Bhattacharyya distances,
 * which is the upper one at 4σ² less d/2 log 4. With labels in 0..classes − 1, of each class's own mixture too; a class
 * without points has NaN. Only the kernels asked for are summed. In breaths; squared differences are summed as they are,
 * so that no cancellation needs clamping. Throws a RangeError for no points or a variance that is not positive.
 */
export function* kernelEntropies(
  points: ArrayLike<number>,
  n: number,
  d: number,
  variance: number,
  labels: Int32Array | null,
  classes: number,
): Breathing<KernelEntropies> {
  if (!(n > 0)) throw new RangeError('points is empty; at least one is needed');
  if (!(variance > 0 && Number.isFinite(variance)))
    throw new RangeError(`variance is ${variance}; it must be positive`);
  // By class, so that pairs of one class are neighbours: those count for its own mixture too.
  const order = byLabel(labels, n, classes);
  const { run, floats, integers } = openKernelSums(n, d);
  const { points: x, first: nearSums, second: farSums, third: nearOthers, fourth: farOthers, fifth: scratch } = floats;
  const { begin } = integers;
  const sorted = new Float64Array(n * d);
  order.forEach((i, at) => {
    for (let c = 0; c < d; c++) sorted[at * d + c] = points[i * d + c]!;
    begin[at] = at > 0 && labels && labels[i] === labels[order[at - 1]!] ? begin[at - 1]! : labels ? at : 0;
  });
  byCoordinate(sorted, n, d, x);
  nearSums.fill(1, 0, n);
  farSums.fill(1, 0, n);
  // Kernels at 4σ²; those at σ² are their fourth powers.
  const far = -1 / (8 * variance);
  for (let from = 0; from < n; ) {
    if (from > 0) yield undefined;
    const to = rowsFrom(from, n, 3 * d + 40);
    run.addKernels(x, begin, nearSums, farSums, nearOthers, farOthers, scratch, strideOf(n), d, far, from, to);
    from = to;
  }
  // Sums over all points and over the point's own class, at σ² and at 4σ².
  const [near1, far1, nearOwn, farOwn] = [0, 1, 2, 3].map(() => new Float64Array(n)) as Sums;
  order.forEach((i, at) => {
    nearOwn[i] = nearSums[at]!;
    farOwn[i] = farSums[at]!;
    near1[i] = nearSums[at]! + nearOthers[at]!;
    far1[i] = farSums[at]! + farOthers[at]!;
  });
  const noise = (d / 2) * (Math.log(2 * Math.PI * variance) + 1);
  // H_up(4σ²) − d/2 log 4 has the constant d/2 log 2πσ² + d/2 again.
  const bound = (all: Float64Array, own: Float64Array): MixtureEntropy => {
    const byPoint = all.map((sum) => noise - Math.log(sum / n));
    const byClass = new Float64Array(classes);
    const size = new Float64Array(classes);
    const byOwn = new Float64Array(labels ? n : 0);
    if (labels) for (let i = 0; i < n; i++) size[labels[i]!] = size[labels[i]!]! + 1;
    byOwn.forEach((_, i) => {
      const c = labels![i]!;
      byOwn[i] = noise - Math.log(own[i]! / size[c]!);
      byClass[c] = byClass[c]! + byOwn[i]! / size[c]!;
    });
    for (let c = 0; c < classes; c++) if (size[c] === 0) byClass[c] = Number.NaN;
    return { whole: byPoint.reduce((sum, v) => sum + v, 0) / n, byClass, byPoint, byOwn };
  };
  return { upper: bound(near1, nearOwn), lower: bound(far1, farOwn), noise };
}

/** I(T + noise; Y) in nats from one of the two bounds: H(T) − Σ p(y) H(T|y); empty classes count nothing. */
export function kernelInformation({ whole, byClass }: MixtureEntropy, labels: Int32Array): number {
  const share = new Float64Array(byClass.length);
  for (const c of labels) share[c] = share[c]! + 1 / labels.length;
  return share.reduce((rest, p, c) => (p > 0 ? rest - p * byClass[c]! : rest), whole);
}

/**
 * The sum H(X) + H(Y) − H(X, Y) of one bound, point by point (their mean is the information, nats), for x (n × dx) and y
 * (n × dy) with Gaussian noise of unit variance on both: every pair is looked at once. In breaths.
 */
export function* kernelInformationByPoint(
  x: ArrayLike<number>,
  dx: number,
  y: ArrayLike<number>,
  dy: number,
  n: number,
  bound: 'upper' | 'lower',
): Breathing<Float64Array> {
  if (!(n > 0)) throw new RangeError('points is empty; at least one is needed');
  const factor = bound === 'upper' ? -0.5 : -0.125;
  const { run, floats } = openKernelSums(n, dx, dy);
  const { points, other, first: sumX, second: sumY, third: sumBoth, fourth, fifth } = floats;
  byCoordinate(x, n, dx, points);
  byCoordinate(y, n, dy, other);
  for (const sums of [sumX, sumY, sumBoth]) sums.fill(1, 0, n);
  for (let from = 0; from < n; ) {
    if (from > 0) yield undefined;
    const to = rowsFrom(from, n, 3 * (dx + dy) + 60);
    run.addProducts(points, other, sumX, sumY, sumBoth, fourth, fifth, strideOf(n), dx, dy, factor, factor, from, to);
    from = to;
  }
  // The constants of the noise cancel: those of x and of y are that of the pair.
  return Float64Array.from({ length: n }, (_, i) => Math.log((sumBoth[i]! * n) / (sumX[i]! * sumY[i]!)));
}

type Sums = [Float64Array, Float64Array, Float64Array, Float64Array];

/** The points by their labels, equal ones in their order; as they are without labels. */
function byLabel(labels: Int32Array | null, n: number, classes: number): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  if (!labels) return order;
  const next = new Int32Array(classes + 1);
  for (let i = 0; i < n; i++) next[labels[i]! + 1] = next[labels[i]! + 1]! + 1;
  for (let c = 0; c < classes; c++) next[c + 1] = next[c + 1]! + next[c]!;
  for (let i = 0; i < n; i++) {
    const c = labels[i]!;
    order[next[c]!] = i;
    next[c] = next[c]! + 1;
  }
  return order;
}

/** Up to which row pairs with earlier rows take about a breath, from row `from`; `cost` operations a pair. */
function rowsFrom(from: number, n: number, cost: number): number {
  let to = from;
  for (let work = 0; to < n && work < BREATH; to++) work += to * cost;
  return to;
}
