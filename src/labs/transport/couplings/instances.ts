import { type DrawnDigit, digitStrokes } from '../../../data/digit-strokes.ts';
import { decodeDigits8, digitOfClass, enlarge } from '../../../data/digits8.ts';
import { asDistribution, cellCentres, lineDensity, SOURCE_BUMPS, TARGET_BUMPS } from '../../../data/line-densities.ts';
import { CLOUD_KINDS, CLOUD_LABELS, type CloudKind, namedCloud } from '../../../data/named-clouds.ts';
import { randomCosts } from '../../../data/random-costs.ts';
import { mulberry32, normals } from '../../../math/random.ts';
import { choice, integer, number } from '../../../params/descriptor.ts';
import { matrixProblem, pointProblem } from './make-problem.ts';
import type { PointCost, Transport } from './problem.ts';
import { instance } from './problem.ts';
import { userProblem } from './user-data.ts';

/** Most points of one side. */
export const MOST_POINTS = 16_384;

const costScale = (preset: 'none' | 'max') =>
  choice({
    label: 'Cost scale',
    help: 'max divides all costs by the largest, so that one ε means the same everywhere',
    options: ['none', 'max'],
    default: preset,
    optionLabels: { none: 'as it is', max: 'largest cost = 1' },
  });
const groundLabels = { squaredEuclidean: 'squared distance', euclidean: 'distance', cityblock: 'city-block distance' };
const groundCost = choice({
  label: 'Cost',
  options: ['squaredEuclidean', 'euclidean'],
  default: 'squaredEuclidean',
  optionLabels: groundLabels,
});
const imageCost = choice({
  label: 'Cost',
  options: ['squaredEuclidean', 'cityblock'],
  default: 'squaredEuclidean',
  optionLabels: groundLabels,
});
const cloudKind = (label: string, preset: CloudKind) =>
  choice({ label, options: CLOUD_KINDS, default: preset, optionLabels: CLOUD_LABELS });

const uniform = (n: number): Float64Array => new Float64Array(n).fill(1 / n);

const clouds = instance({
  label: 'Two clouds',
  help: 'Points of equal weight drawn from two shapes in the plane',
  params: {
    n: integer({ label: 'Source points', symbol: 'n', min: 1, max: MOST_POINTS, scale: 'log', default: 128 }),
    m: integer({
      label: 'Target points',
      symbol: 'm',
      help: '0: as many as in the source',
      min: 0,
      max: MOST_POINTS,
      default: 0,
    }),
    source: cloudKind('Source', 'moons'),
    target: cloudKind('Target', 'mixture8'),
    noise: number({
      label: 'Noise',
      help: 'standard deviation around moons, circles and spiral',
      min: 0,
      max: 0.5,
      default: 0.05,
    }),
    cost: groundCost,
    costScale: costScale('none'),
  },
  make: ({ n, m, source, target, noise, cost, costScale }, { seed }) => {
    const size = m === 0 ? n : m;
    return pointProblem({
      x: namedCloud(source, mulberry32(2 * seed), n, noise, 'source'),
      y: namedCloud(target, mulberry32(2 * seed + 1), size, noise, 'target'),
      dimension: 2,
      a: uniform(n),
      b: uniform(size),
      ground: cost,
      scale: costScale,
      shape: { kind: 'points' },
    });
  },
});

const randomAssignment = instance({
  label: 'Random assignment',
  help: 'Independent uniform costs between n workers and n jobs: no geometry at all',
  params: {
    n: integer({ label: 'Workers and jobs', symbol: 'n', min: 2, max: 2048, scale: 'log', default: 200 }),
    costScale: costScale('max'),
  },
  make: ({ n, costScale }, { seed }) =>
    matrixProblem({ C: randomCosts(mulberry32(seed), n), a: uniform(n), b: uniform(n), scale: costScale }),
});

const scores = instance({
  label: 'Tokens and experts',
  help: 'A router’s scores of every token for every expert, standard normal; the cost is minus the score, and every expert takes the same share',
  params: {
    n: integer({ label: 'Tokens', symbol: 'n', min: 2, max: 2048, scale: 'log', default: 64 }),
    m: integer({ label: 'Experts', symbol: 'm', min: 2, max: 256, scale: 'log', default: 8 }),
    costScale: costScale('max'),
  },
  make: ({ n, m, costScale }, { seed }) => {
    const C = normals(mulberry32(seed), n * m).map((score) => -score);
    return matrixProblem({ C, a: uniform(n), b: uniform(m), scale: costScale });
  },
});

const densities = instance({
  label: 'Densities on a line',
  help: 'Two smooth densities with two bumps each, on n cells of the unit interval',
  params: {
    n: integer({ label: 'Cells', symbol: 'n', min: 4, max: 2048, scale: 'log', default: 500 }),
    cost: groundCost,
    costScale: costScale('max'),
  },
  make: ({ n, cost, costScale }) =>
    pointProblem({
      x: cellCentres(n),
      y: cellCentres(n),
      dimension: 1,
      a: lineDensity(n, SOURCE_BUMPS),
      b: lineDensity(n, TARGET_BUMPS),
      ground: cost,
      scale: costScale,
      shape: { kind: 'line' },
    }),
});

/** Two positive densities on side × side pixels of the unit square. */
function imageProblem(
  source: Float64Array,
  target: Float64Array,
  side: number,
  ground: PointCost['ground'],
  scale: 'none' | 'max',
): Transport {
  const pixels = Int32Array.from(source.keys());
  const centres = new Float64Array(2 * side * side);
  for (const k of pixels) {
    centres[2 * k] = ((k % side) + 0.5) / side;
    centres[2 * k + 1] = (Math.floor(k / side) + 0.5) / side;
  }
  return pointProblem({
    x: centres,
    y: centres,
    dimension: 2,
    a: source,
    b: target,
    ground,
    scale,
    shape: { kind: 'image', width: side, height: side, sourcePixels: pixels, targetPixels: pixels },
  });
}

const drawn = ['0', '1', '2', '3', '4', '7'] as const;
const digitStrokesInstance = instance({
  label: 'Drawn digits',
  help: 'Two digits drawn with a soft pen, a smooth stand-in for 28 × 28 MNIST pairs',
  params: {
    source: choice({ label: 'Source digit', options: drawn, default: '3' }),
    target: choice({ label: 'Target digit', options: drawn, default: '7' }),
    side: integer({ label: 'Pixels a side', min: 8, max: 64, default: 28 }),
    cost: imageCost,
    costScale: costScale('max'),
  },
  make: ({ source, target, side, cost, costScale }) =>
    imageProblem(
      digitStrokes(Number(source) as DrawnDigit, side),
      digitStrokes(Number(target) as DrawnDigit, side),
      side,
      cost,
      costScale,
    ),
});

const classes = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
const digits = instance({
  label: 'Handwritten digits',
  help: 'Two handwritten digits (UCI, 8 × 8 pixels); the seed picks which image of each class',
  assets: ['digits8.bin'],
  params: {
    source: choice({ label: 'Source digit', options: classes, default: '3' }),
    target: choice({ label: 'Target digit', options: classes, default: '7' }),
    upsample: integer({
      label: 'Enlargement',
      help: 'bilinear, to 8 times this many pixels a side',
      min: 1,
      max: 8,
      default: 3,
    }),
    cost: imageCost,
    costScale: costScale('max'),
  },
  make: ({ source, target, upsample, cost, costScale }, { seed, assets }) => {
    const stored = decodeDigits8(assets['digits8.bin']!);
    const image = (label: string, stream: number) =>
      asDistribution(enlarge(digitOfClass(stored, Number(label), mulberry32(stream)()), stored.side, upsample), 0.01);
    return imageProblem(image(source, 2 * seed), image(target, 2 * seed + 1), stored.side * upsample, cost, costScale);
  },
});

const user = instance({
  label: 'Your data',
  help: 'Points with weights, two images, or a cost matrix with weights',
  needsData: true,
  params: {
    cost: choice({
      label: 'Cost',
      help: 'for points and images; a cost matrix is used as it is',
      options: ['squaredEuclidean', 'euclidean', 'cityblock'],
      default: 'squaredEuclidean',
      optionLabels: groundLabels,
    }),
    costScale: costScale('none'),
  },
  make: ({ cost, costScale }, { data }) => userProblem(data, cost, costScale),
});

export const instances = {
  clouds,
  randomAssignment,
  scores,
  densities,
  digitStrokes: digitStrokesInstance,
  digits,
  user,
};
