import { ProblemError } from '../../../engine/bench.ts';
import { mulberry32, type Random } from '../../../math/random.ts';
import { sampleConditional } from './conditional-plan.ts';
import type { BridgeProblem, Ends, MixturePotential, Moments } from './problem.ts';

export type Fill = (random: Random, out: Float64Array) => void;

export interface EndRecipe {
  readonly fill: Fill;
  readonly moments?: Moments | null;
  /** The reader's own points; drawn when left out. */
  readonly points?: Float64Array | null;
}

export interface ProblemRecipe {
  readonly kind: BridgeProblem['kind'];
  readonly eps: number;
  readonly n: number;
  readonly seed: number;
  readonly source: EndRecipe;
  /** Left out where the truth makes it from the source. */
  readonly target?: EndRecipe;
  readonly truth?: MixturePotential;
}

/** Held-out points are four times those of a sample, and at most so many. */
const MOST_HELD_OUT = 2000;
/** Streams of the samples of one seed: source, target, held-out source and target, and the user's own. */
const HELD_OUT = 1_000_003;

export function makeProblem({ kind, eps, n, seed, source, target, truth }: ProblemRecipe): BridgeProblem {
  if (!(eps > 0)) throw new ProblemError(`The noise ε is ${eps}; it must be positive.`);
  const goal = target ?? along(source, truth!);
  const end = ({ fill, moments = null, points = null }: EndRecipe, stream: number): Ends => {
    const sample = points ?? new Float64Array(2 * n);
    if (!points) fill(mulberry32(stream), sample);
    return { points: sample, fill, moments, atoms: points ? points.length / 2 : null };
  };
  const ends = { source: end(source, 2 * seed), target: end(goal, 2 * seed + 1) };
  const size =
    2 * Math.min(MOST_HELD_OUT, 4 * Math.max(n, ends.source.points.length / 2, ends.target.points.length / 2));
  const heldOut = { source: new Float64Array(size), target: new Float64Array(size) };
  source.fill(mulberry32(HELD_OUT + 2 * seed), heldOut.source);
  const random = mulberry32(HELD_OUT + 2 * seed + 1);
  if (truth) transport(truth, heldOut.source, random, heldOut.target);
  else goal.fill(random, heldOut.target);
  return {
    kind,
    eps,
    ...ends,
    heldOut,
    truth: truth ?? null,
    targetVariance: totalVariance(heldOut.target),
    notes: [],
  };
}

/** The target of a planted bridge: a source point, then the conditional plan of the truth. */
function along(source: EndRecipe, truth: MixturePotential): EndRecipe {
  return {
    fill: (random, out) => {
      source.fill(random, out);
      transport(truth, out, random, out);
    },
  };
}

/** y ~ π(·|x) row by row, from one uniform and two normals each; `out` may be x itself. */
function transport(potential: MixturePotential, x: Float64Array, random: Random, out: Float64Array): void {
  const weights = new Float64Array(potential.logAlpha.length);
  const bridge = { potential, independent: false };
  for (let k = 0; k < x.length; k += 2) {
    const uniform = random();
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    const z = [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
    sampleConditional(bridge, x[k]!, x[k + 1]!, uniform, z, weights, out, k);
  }
}

function totalVariance(points: Float64Array): number {
  const mean = [0, 0];
  for (let k = 0; k < points.length; k++) mean[k % 2] = mean[k % 2]! + (2 * points[k]!) / points.length;
  let sum = 0;
  for (let k = 0; k < points.length; k++) sum += (2 * (points[k]! - mean[k % 2]!) ** 2) / points.length;
  return sum;
}
