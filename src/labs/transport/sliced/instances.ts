import { CLOUD_KINDS, CLOUD_LABELS, type CloudKind, namedCloud } from '../../../data/named-clouds.ts';
import { readClouds } from '../../../engine/reader-clouds.ts';
import { mulberry32, normals } from '../../../math/random.ts';
import { choice, integer, number, toggle } from '../../../params/descriptor.ts';
import { makeProblem } from './make-problem.ts';
import { instance } from './problem.ts';

/** Points of a side that a reader may give. */
const MOST_POINTS = 1000;

const task = choice({
  label: 'Task',
  options: ['estimate', 'flow'],
  default: 'estimate',
  optionLabels: { estimate: 'estimate the distance', flow: 'move the source' },
  help: 'Estimates with fresh directions, over and over; or the source moving down the gradient of n·SW.',
});
const n = (preset: number) =>
  integer({ label: 'Points of each cloud', symbol: 'n', min: 8, max: 512, default: preset, scale: 'log' });
const cloudKind = (label: string, preset: CloudKind) =>
  choice({ label, options: CLOUD_KINDS, default: preset, optionLabels: CLOUD_LABELS });
const shift = (label: string, preset: number) => number({ label, min: 0, max: 20, default: preset });

const clouds = instance({
  label: 'Two clouds',
  help: 'From one shape in the plane to another, as far apart as wanted.',
  params: {
    task,
    source: cloudKind('Source', 'gaussians'),
    target: cloudKind('Target', 'gaussians'),
    n: n(256),
    noise: number({
      label: 'Spread around the shapes',
      help: 'standard deviation around moons, circles and spiral',
      min: 0,
      max: 0.5,
      default: 0.05,
    }),
    centred: toggle({
      label: 'Centred',
      default: false,
      help: 'Both clouds are centred before anything is moved, so that their means coincide exactly.',
    }),
    scale: number({ label: 'Size of the target', min: 0.25, max: 4, default: 1, scale: 'log' }),
    moveX: shift('Target moved along x', 3),
    moveY: shift('Target moved along y', 2),
  },
  make({ task, source, target, n, noise, centred, scale, moveX, moveY }, { seed }) {
    const draw = (kind: CloudKind, side: 'source' | 'target') => {
      const points = namedCloud(kind, mulberry32(2 * seed + (side === 'target' ? 1 : 0)), n, noise, side);
      if (centred) centre(points, 2);
      return points;
    };
    const moved = draw(target, 'target').map((value, k) => scale * value + (k % 2 === 0 ? moveX : moveY));
    return makeProblem({ task, dimension: 2, source: draw(source, 'source'), target: moved });
  },
});

const solids = instance({
  label: 'Sphere to cube',
  help: 'In space: points of a sphere of radius 1 on one side, of a cube of edge 2 on the other.',
  params: {
    task,
    n: n(128),
    separation: number({
      label: 'Separation',
      min: 0,
      max: 20,
      default: 20,
      help: 'of the two middles, along every axis; 20 puts them at ±10',
    }),
    centred: toggle({
      label: 'Centred',
      default: false,
      help: 'Both clouds are centred first, so that without separation their means coincide exactly.',
    }),
  },
  make({ task, n, separation, centred }, { seed }) {
    const sphere = normals(mulberry32(2 * seed), 3 * n);
    for (let k = 0; k < sphere.length; k += 3) {
      const length = Math.hypot(sphere[k]!, sphere[k + 1]!, sphere[k + 2]!);
      for (let axis = k; axis < k + 3; axis++) sphere[axis] = sphere[axis]! / length;
    }
    const random = mulberry32(2 * seed + 1);
    const cube = Float64Array.from({ length: 3 * n }, () => 2 * random() - 1);
    if (centred) for (const points of [sphere, cube]) centre(points, 3);
    return makeProblem({
      task,
      dimension: 3,
      source: sphere.map((value) => value - separation / 2),
      target: cube.map((value) => value + separation / 2),
    });
  },
});

const user = instance({
  label: 'Your own points',
  help: 'Two clouds drawn by hand or read from a file, in the plane or in space.',
  needsData: true,
  params: { task },
  make({ task }, { data }) {
    const { source, target, dimension } = readClouds(data, { most: MOST_POINTS, dimensions: [2, 3] });
    return makeProblem({ task, dimension, source, target });
  },
});

function centre(points: Float64Array, d: number): void {
  for (let axis = 0; axis < d; axis++) {
    // Twice: the second pass takes the rounding of the first.
    for (let pass = 0; pass < 2; pass++) {
      let mean = 0;
      for (let k = axis; k < points.length; k += d) mean += (points[k]! * d) / points.length;
      for (let k = axis; k < points.length; k += d) points[k] = points[k]! - mean;
    }
  }
}

export const instances = { clouds, solids, user };
