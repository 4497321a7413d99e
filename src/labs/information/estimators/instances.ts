import { decodeDigits8 } from '../../../data/digits8.ts';
import {
  blobs as drawBlobs,
  bumpImages as drawBumps,
  rectangleImages as drawRectangles,
  gaussianPairs,
  rotated,
  uniforms,
} from '../../../data/known-information.ts';
import { mulberry32 } from '../../../math/random.ts';
import { integer, number, toggle } from '../../../params/descriptor.ts';
import { growingSizes } from './growing.ts';
import { instance, type Samples } from './problem.ts';
import { userSamples } from './user-data.ts';

const stages = integer({
  label: 'Steps',
  help: 'numbers of samples at which the estimate is made, from 50 on, each larger by one ratio; 1: all samples at once',
  min: 1,
  max: 48,
  default: 24,
});
const n = (most: number) =>
  integer({ label: 'Samples', symbol: 'n', help: 'of the last step', min: 60, max: most, scale: 'log', default: 1500 });
const information = number({
  label: 'True information',
  symbol: 'I',
  help: '1 nat is 1.443 bits',
  unit: 'nats',
  min: 0,
  max: 10,
  default: 2,
});
const side = integer({ label: 'Pixels a side', min: 8, max: 32, default: 16 });

/** Images of both variables of a Gaussian pair, mapped to the unit cube. */
function images(
  seed: number,
  values: { information: number; n: number; side: number; stages: number },
  pairs: number,
  draw: (u: Float64Array) => Float64Array,
): Samples {
  const { a, b } = gaussianPairs(seed, values.n, pairs, values.information);
  const pixels = values.side ** 2;
  return {
    n: values.n,
    dx: pixels,
    x: draw(uniforms(a)),
    y: { kind: 'real', dy: pixels, values: draw(uniforms(b)) },
    truth: values.information / Math.LN2,
    truthSource: 'closed form: an image determines what it was drawn from',
    sizes: growingSizes(values.n, values.stages),
    image: { width: values.side, height: values.side },
    notes: [],
  };
}

const gaussians = instance({
  label: 'Two Gaussians',
  help: 'Gaussian vectors whose coordinates are correlated in pairs: the information is known exactly',
  params: {
    information,
    pairs: integer({ label: 'Pairs of coordinates', symbol: "d'", min: 1, max: 4, default: 2 }),
    rotation: toggle({
      label: 'Rotate',
      help: 'turn x and y each by a random rotation: no coordinate belongs to another any more',
      default: false,
    }),
    n: n(3000),
    stages,
  },
  make: ({ information, pairs, rotation, n, stages }, { seed }) => {
    const { a, b } = gaussianPairs(seed, n, pairs, information);
    const turn = (points: Float64Array, stream: number) =>
      rotation ? rotated(points, n, pairs, 1_000_003 * stream + seed) : points;
    return {
      n,
      dx: pairs,
      x: turn(a, 1),
      y: { kind: 'real', dy: pairs, values: turn(b, 2) },
      truth: information / Math.LN2,
      truthSource: "closed form, −d'/2 log(1 − ρ²)",
      sizes: growingSizes(n, stages),
      image: null,
      notes: [],
    };
  },
});

const bumpImages = instance({
  label: 'Images of bumps',
  help: 'Two images, each of one bump, whose places are a Gaussian pair: hundreds of pixels, known information',
  params: {
    information,
    width: number({ label: 'Bump width', help: 'in sides of the image', min: 0.1, max: 0.4, default: 0.3 }),
    side,
    n: n(3000),
    stages,
  },
  make: (values, { seed }) => images(seed, values, 2, (u) => drawBumps(u, values.n, values.side, values.width)),
});

const rectangleImages = instance({
  label: 'Images of rectangles',
  help: 'Two images, each of one rectangle given by four numbers: known information, and a harder picture',
  params: { information, side, n: n(3000), stages },
  make: (values, { seed }) => images(seed, values, 4, (u) => drawRectangles(u, values.n, values.side)),
});

const blobs = instance({
  label: 'Blobs with labels',
  help: 'Clouds in the plane and the number of the cloud, some of the labels drawn again at random',
  params: {
    classes: integer({ label: 'Classes', min: 2, max: 8, default: 4 }),
    radius: number({
      label: 'Distance from the middle',
      help: 'in standard deviations of a blob',
      min: 0,
      max: 10,
      default: 5,
    }),
    corruption: number({
      label: 'Labels drawn again',
      help: 'share of them, from all classes',
      min: 0,
      max: 1,
      default: 0,
    }),
    n: n(3000),
    stages,
  },
  make: ({ classes, radius, corruption, n, stages }, { seed }) => {
    const { points, labels, information } = drawBlobs(seed, n, classes, radius, corruption);
    return {
      n,
      dx: 2,
      x: points,
      y: { kind: 'classes', count: classes, labels, names: Array.from({ length: classes }, (_, c) => String(c)) },
      truth: information,
      truthSource: 'numerical integration over the plane',
      sizes: growingSizes(n, stages),
      image: null,
      notes: [],
    };
  },
});

const digits = instance({
  label: 'Handwritten digits',
  help: 'Images of 8 × 8 pixels (UCI) and the digit each shows: no closed form, but at most the entropy of the digits',
  assets: ['digits8.bin'],
  params: { n: n(1797), stages },
  make: ({ n, stages }, { seed, assets }) => {
    const stored = decodeDigits8(assets['digits8.bin']!);
    const pixels = stored.side ** 2;
    const order = shuffled(stored.count, seed).subarray(0, n);
    const x = new Float64Array(n * pixels);
    order.forEach((k, i) => {
      for (let p = 0; p < pixels; p++) x[i * pixels + p] = stored.pixels[k * pixels + p]! / 16;
    });
    return {
      n,
      dx: pixels,
      x,
      y: {
        kind: 'classes',
        count: 10,
        labels: Int32Array.from(order, (k) => stored.labels[k]!),
        names: Array.from({ length: 10 }, (_, c) => String(c)),
      },
      truth: Number.NaN,
      truthSource: 'not known; at most the entropy of the digits',
      sizes: growingSizes(n, stages),
      image: { width: stored.side, height: stored.side },
      notes: [],
    };
  },
});

/** Fisher-Yates. */
function shuffled(count: number, seed: number): Int32Array {
  const random = mulberry32(seed);
  const order = Int32Array.from({ length: count }, (_, k) => k);
  for (let k = count - 1; k > 0; k--) {
    const other = Math.floor((k + 1) * random());
    [order[k], order[other]] = [order[other]!, order[k]!];
  }
  return order;
}

const user = instance({
  label: 'Your data',
  help: 'Rows of x, and real numbers or classes y',
  needsData: true,
  params: { stages },
  make: ({ stages }, { data }) => userSamples(data, stages),
});

export const instances = { gaussians, bumpImages, rectangleImages, blobs, digits, user };
