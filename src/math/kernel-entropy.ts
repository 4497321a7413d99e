import { BREATH, type Breathing } from './breaths.ts';
import { squaredDistance } from './squared-distance.ts';

const TILE = 16;

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
  const near = -1 / (2 * variance);
  const far = near / 4;
  // Sums over all points and over the point's own class, at σ² and at 4σ².
  const sums = [0, 1, 2, 3].map(() => new Float64Array(n).fill(1));
  const [near1, far1, nearOwn, farOwn] = sums as [Float64Array, Float64Array, Float64Array, Float64Array];
  let work = 0;
  for (let i = 1; i < n; i++) {
    addKernels(points, d, i, far, labels, near1, far1, nearOwn, farOwn);
    work += i * (d + 12);
    if (work > BREATH) {
      work = 0;
      yield undefined;
    }
  }
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
  const sumX = new Float64Array(n).fill(1);
  const sumY = new Float64Array(n).fill(1);
  const sumBoth = new Float64Array(n).fill(1);
  // Sixteen rows at a time against each other row, so that rows of many numbers are fetched a sixteenth as often.
  const rows = Math.max(1, Math.ceil(BREATH / (TILE * (dx + dy + 12))));
  let work = 0;
  for (let from = 0; from < n; from += TILE) {
    const to = Math.min(n, from + TILE);
    for (let start = 0; start < to - 1; start += rows) {
      const end = Math.min(start + rows, to - 1);
      addPairs(x, dx, y, dy, start, end, from, to, factor, sumX, sumY, sumBoth);
      work += (end - start) * TILE * (dx + dy + 12);
      if (work > BREATH) {
        work = 0;
        yield undefined;
      }
    }
  }
  // The constants of the noise cancel: those of x and of y are that of the pair.
  return sumBoth.map((both, i) => Math.log((both * n) / (sumX[i]! * sumY[i]!)));
}

/**
 * Pairs of the rows start..end with the rows from..to that come after them. Outside the generator, which would go on in
 * slow code after every breath.
 */
function addPairs(
  x: ArrayLike<number>,
  dx: number,
  y: ArrayLike<number>,
  dy: number,
  start: number,
  end: number,
  from: number,
  to: number,
  factor: number,
  sumX: Float64Array,
  sumY: Float64Array,
  sumBoth: Float64Array,
): void {
  for (let j = start; j < end; j++) {
    for (let i = Math.max(from, j + 1); i < to; i++) {
      const kernelX = Math.exp(factor * squaredDistance(x, i * dx, x, j * dx, dx));
      const kernelY = Math.exp(factor * squaredDistance(y, i * dy, y, j * dy, dy));
      const both = kernelX * kernelY;
      sumX[i] = sumX[i]! + kernelX;
      sumX[j] = sumX[j]! + kernelX;
      sumY[i] = sumY[i]! + kernelY;
      sumY[j] = sumY[j]! + kernelY;
      sumBoth[i] = sumBoth[i]! + both;
      sumBoth[j] = sumBoth[j]! + both;
    }
  }
}

/** Row i of the kernel sums, at σ² and 4σ², of all points and of the point's own class. */
function addKernels(
  points: ArrayLike<number>,
  d: number,
  i: number,
  far: number,
  labels: Int32Array | null,
  near1: Float64Array,
  far1: Float64Array,
  nearOwn: Float64Array,
  farOwn: Float64Array,
): void {
  for (let j = 0; j < i; j++) {
    const f = Math.exp(far * squaredDistance(points, i * d, points, j * d, d));
    const e = f * f * (f * f);
    near1[i] = near1[i]! + e;
    near1[j] = near1[j]! + e;
    far1[i] = far1[i]! + f;
    far1[j] = far1[j]! + f;
    if (labels && labels[i] === labels[j]) {
      nearOwn[i] = nearOwn[i]! + e;
      nearOwn[j] = nearOwn[j]! + e;
      farOwn[i] = farOwn[i]! + f;
      farOwn[j] = farOwn[j]! + f;
    }
  }
}
