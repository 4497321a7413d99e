import { ProblemError } from '../../../engine/bench.ts';
import { finish } from '../../../math/breaths.ts';
import { type EntropicRules, entropicCost, sinkhornDivergence } from '../../../math/entropic-cost.ts';
import { groundCost, pairwiseCosts } from '../../../math/pairwise-costs.ts';
import { shortestAugmentingPaths } from '../../../math/shortest-augmenting-paths.ts';
import type { LearntMap, MapCost, MapProblem } from './problem.ts';

/** ε of the divergence that is reported, as a share of the mean squared distance within the target, whatever a run trains with. */
const REPORTED = 0.1;
const RULES: EntropicRules = { tolerance: 1e-6, mostSweeps: 1000 };

const allFinite = (values: Float64Array): boolean => values.every(Number.isFinite);

/** Mean cost from each point to its own image. */
export function displacement(cost: MapCost, source: Float64Array, image: Float64Array): number {
  const n = source.length / 2;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += groundCost(cost, source, i, image, i, 2);
  return sum / n;
}

/** Optimal cost between two clouds of points of equal weight. */
export function exactCost(cost: MapCost, source: Float64Array, target: Float64Array): number {
  const [n, m] = [source.length / 2, target.length / 2];
  const C = pairwiseCosts(cost, source, target, 2, 1);
  const [a, b] = [new Float64Array(n).fill(1 / n), new Float64Array(m).fill(1 / m)];
  return finish(shortestAugmentingPaths(C, n, m, a, b)).cost;
}

/** The Monge gap without blur: what the map pays more than the best assignment of source points to image points. */
export function exactGap(cost: MapCost, source: Float64Array, image: Float64Array): number {
  if (source.length !== image.length)
    throw new ProblemError(
      `There are ${source.length / 2} source points and ${image.length / 2} images; each point needs one.`,
    );
  if (!allFinite(image)) return Number.NaN;
  return Math.max(0, displacement(cost, source, image) - exactCost(cost, source, image));
}

/** Share of pairs of points that would pay less with their images exchanged; 0 for an optimal map under either cost. */
export function cheaperSwaps({ cost, source }: MapProblem, { image }: LearntMap): number {
  if (!allFinite(image)) return Number.NaN;
  const n = source.length / 2;
  const own = Float64Array.from({ length: n }, (_, i) => groundCost(cost, source, i, image, i, 2));
  let cheaper = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const kept = own[i]! + own[j]!;
      const swapped = groundCost(cost, source, i, image, j, 2) + groundCost(cost, source, j, image, i, 2);
      if (swapped < kept - 1e-12 * kept) cheaper++;
    }
  }
  return cheaper / ((n * (n - 1)) / 2);
}

/** 100 E|T(x) − T*(x)|² / Var ν over held-out x: the unexplained share of the variance, per cent; NaN where T* is unknown. */
export function unexplained({ truth, heldOut, moments }: MapProblem, { apply }: LearntMap): number {
  if (!truth || !moments) return Number.NaN;
  const { M, shift } = truth;
  const image = apply(heldOut);
  let sum = 0;
  for (let k = 0; k < heldOut.length; k += 2) {
    const [x, y] = [heldOut[k]!, heldOut[k + 1]!];
    sum += (image[k]! - shift[0]! - M[0]! * x - M[1]! * y) ** 2;
    sum += (image[k + 1]! - shift[1]! - M[2]! * x - M[3]! * y) ** 2;
  }
  const { covariance } = moments.target;
  return (100 * sum) / (heldOut.length / 2) / (covariance[0]! + covariance[3]!);
}

const gaps = new WeakMap<LearntMap, number>();
/** The exact gap of a map, found once for metrics and pictures. */
export const gapOf = ({ cost, source }: MapProblem, map: LearntMap): number =>
  once(gaps, map, () => exactGap(cost, source, map.image));

const optima = new WeakMap<MapProblem, number>();
/** What the best plan between the two samples pays. */
export const optimumOf = (problem: MapProblem): number =>
  once(optima, problem, () => exactCost(problem.cost, problem.source, problem.target));

const divergences = new WeakMap<LearntMap, number>();
const ofTargets = new WeakMap<MapProblem, number>();
/** The Sinkhorn divergence of the image from the target. */
export function divergenceOf(problem: MapProblem, map: LearntMap): number {
  const { target, fitScale } = problem;
  const eps = REPORTED * fitScale;
  const within = () => entropicCost('squaredEuclidean', target, target, 2, eps, RULES);
  return once(divergences, map, () =>
    allFinite(map.image)
      ? sinkhornDivergence(map.image, target, 2, eps, RULES, once(ofTargets, problem, within))
      : Number.NaN,
  );
}

function once<Key extends object>(known: WeakMap<Key, number>, key: Key, find: () => number): number {
  const value = known.get(key) ?? find();
  known.set(key, value);
  return value;
}
