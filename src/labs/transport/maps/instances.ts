import { CLOUD_KINDS, CLOUD_LABELS, type CloudKind, namedCloud } from '../../../data/named-clouds.ts';
import { gaussians as gaussianCloud, moons, swissRoll } from '../../../data/planar-clouds.ts';
import { readClouds } from '../../../engine/reader-clouds.ts';
import { brenierMatrix } from '../../../math/bures.ts';
import { mulberry32 } from '../../../math/random.ts';
import { choice, integer, number } from '../../../params/descriptor.ts';
import { makeProblem } from './make-problem.ts';
import { COSTS, instance, type Moments } from './problem.ts';

/** Up to here the exact gap, an assignment, takes milliseconds. */
export const MOST_POINTS = 256;
const FEWEST_POINTS = 2;
const HELD_OUT = 400;
/** Seed of the held-out points of seed 0. */
const HELD_OUT_SEED = 1_000_003;

const cost = choice({
  label: 'Cost',
  symbol: 'c',
  options: COSTS,
  default: 'squaredEuclidean',
  optionLabels: { squaredEuclidean: 'squared distance', euclidean: 'distance' },
  help: 'What carrying a point from x to y costs.',
});
const n = integer({
  label: 'Points of each sample',
  symbol: 'n',
  min: 32,
  max: MOST_POINTS,
  default: 128,
  scale: 'log',
});
const noise = number({
  label: 'Spread around the shapes',
  help: 'standard deviation around moons, circles and spiral',
  min: 0,
  max: 0.5,
  default: 0.05,
});
const cloudKind = (label: string, preset: CloudKind) =>
  choice({ label, options: CLOUD_KINDS, default: preset, optionLabels: CLOUD_LABELS });

/** Source and target of one seed are two streams. */
const streams = (seed: number) => ({ from: mulberry32(2 * seed), to: mulberry32(2 * seed + 1) });

const gaussians = instance({
  label: 'Two Gaussians',
  help: 'From N(0, A) to N((2, 1), B), B being A turned: under the squared distance the optimal map is known.',
  params: {
    cost,
    n,
    small: number({
      label: 'Smaller variance of A',
      help: 'the larger one is 1',
      min: 0.05,
      max: 1,
      default: 0.3,
      scale: 'log',
    }),
    turn: number({ label: 'Turn', unit: 'rad', min: 0, max: 3.14, default: 1, help: 'B = R A Rᵀ.' }),
  },
  make({ cost, n, small, turn }, { seed }) {
    const [c, s] = [Math.cos(turn), Math.sin(turn)];
    const source: Moments = { mean: new Float64Array(2), covariance: Float64Array.of(1, 0, 0, small) };
    const cross = (1 - small) * c * s;
    const target: Moments = {
      mean: Float64Array.of(2, 1),
      covariance: Float64Array.of(c * c + small * s * s, cross, cross, s * s + small * c * c),
    };
    const { from, to } = streams(seed);
    const draw = (random: typeof from, count: number, { mean, covariance }: Moments) => {
      const a = Math.sqrt(covariance[0]!);
      const b = covariance[1]! / a;
      return gaussianCloud(random, count, [mean[0]!, mean[1]!], [a, 0, b, Math.sqrt(covariance[3]! - b * b)]);
    };
    const known = cost === 'squaredEuclidean';
    return makeProblem({
      kind: 'gaussians',
      cost,
      source: draw(from, n, source),
      target: draw(to, n, target),
      // The source is centred: the shift of the map is the mean of the target.
      truth: known ? { M: brenierMatrix(source.covariance, target.covariance, 2), shift: target.mean } : null,
      moments: { source, target },
      heldOut: known ? draw(mulberry32(HELD_OUT_SEED + seed), HELD_OUT, source) : new Float64Array(0),
    });
  },
});

const shifted = (points: Float64Array, dx: number, dy: number) =>
  points.map((value, k) => value + (k % 2 === 0 ? dx : dy));

const moonToRoll = instance({
  label: 'Half moon to roll',
  help: 'From one half circle to a spiral below it, which is bent several times over.',
  params: { cost, n, noise },
  make({ cost, n, noise }, { seed }) {
    const { from, to } = streams(seed);
    return makeProblem({
      kind: 'moonToRoll',
      cost,
      source: shifted(moons(from, 2 * n, noise).slice(0, 2 * n), 0, -0.5),
      target: shifted(swissRoll(to, n, noise), 1, -2),
    });
  },
});

const clouds = instance({
  label: 'Two clouds',
  help: 'From one shape in the plane to another.',
  params: { cost, n, source: cloudKind('Source', 'gaussians'), target: cloudKind('Target', 'mixture8'), noise },
  make({ cost, n, source, target, noise }, { seed }) {
    const { from, to } = streams(seed);
    return makeProblem({
      kind: 'clouds',
      cost,
      source: namedCloud(source, from, n, noise, 'source'),
      target: namedCloud(target, to, n, noise, 'target'),
    });
  },
});

const user = instance({
  label: 'Your own points',
  help: 'Two clouds drawn by hand or read from a file; they need not have equally many points.',
  params: { cost },
  needsData: true,
  make: ({ cost }, { data }) => makeProblem({ kind: 'user', cost, ...readerClouds(data) }),
});

/** Source and target from the reader's own data. Throws a ProblemError. */
export function readerClouds(data: unknown): { source: Float64Array; target: Float64Array } {
  const { source, target } = readClouds(data, { most: MOST_POINTS, fewest: FEWEST_POINTS, dimensions: [2] });
  return { source, target };
}

export const instances = { gaussians, moonToRoll, clouds, user };
