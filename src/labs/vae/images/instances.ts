import { decodeDigits8 } from '../../../data/digits8.ts';
import { decodeFaceOracle } from '../../../data/face-oracle.ts';
import { faces as drawFaces, FACE_ATTRIBUTES, FACE_SIDE } from '../../../data/faces.ts';
import { decodeMnist } from '../../../data/mnist.ts';
import { SPRITE_SIDE, sprites } from '../../../data/sprites.ts';
import { mulberry32, type Random } from '../../../math/random.ts';
import { choice, integer } from '../../../params/descriptor.ts';
import { type Conditions, type ImageSet, type ImagesProblem, instance } from './problem.ts';
import { readImages } from './user-data.ts';

/** Held-out images are measured every few steps: this many at most, fewer when they are large. */
const MOST_HELD_OUT = 512;
const MOST_LARGE_HELD_OUT = 256;
/** Of images that nobody has split, every fifth is held out. */
const EVERY = 5;
const GLASSES = FACE_ATTRIBUTES.indexOf('glasses');
const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

interface Raw {
  readonly height: number;
  readonly width: number;
  /** Grey levels from 0 to `white`, image after image. */
  readonly images: ArrayLike<number>;
  readonly white: number;
  readonly labels: Uint8Array | null;
  readonly classes: readonly string[];
}

function subset({ images, white, labels, height, width }: Raw, indices: readonly number[]): ImageSet {
  const pixels = height * width;
  const out = new Float32Array(indices.length * pixels);
  indices.forEach((i, k) => {
    for (let p = 0; p < pixels; p++) out[k * pixels + p] = images[i * pixels + p]! / white;
  });
  return { count: indices.length, images: out, labels: labels && Uint8Array.from(indices, (i) => labels[i]!) };
}

/** Labels as rows with a single 1; null for less than two classes that occur. */
function labelConditions(train: ImageSet, heldOut: ImageSet, classes: readonly string[]): Conditions | null {
  if (!train.labels || !heldOut.labels || new Set(train.labels).size < 2) return null;
  const rows = (labels: Uint8Array) => {
    const out = new Float32Array(labels.length * classes.length);
    labels.forEach((label, k) => {
      out[k * classes.length + label] = 1;
    });
    return out;
  };
  return { kind: 'labels', names: classes, train: rows(train.labels), heldOut: rows(heldOut.labels) };
}

/** The card's split of the small digits: images whose own number is 4 modulo 5. */
const everyFifth = (image: number): boolean => image % EVERY === EVERY - 1;

/** The same share of images in a fixed random order, for sets whose order may mean something: MNIST's classes take turns. */
function randomFifth(total: number): (image: number) => boolean {
  const random = mulberry32(total);
  const order = Array.from({ length: total }, (_, k) => k);
  for (let k = total - 1; k > 0; k--) {
    const other = Math.floor(random() * (k + 1));
    [order[k], order[other]] = [order[other]!, order[k]!];
  }
  const held = new Set(order.slice(0, Math.ceil(total / EVERY)));
  return (image) => held.has(image);
}

/** Holds out the images of an order that `isHeldOut` names. */
function problemOf(
  raw: Raw,
  order: readonly number[],
  parts: Partial<ImagesProblem>,
  isHeldOut: (image: number) => boolean = everyFifth,
): ImagesProblem {
  const pixels = raw.height * raw.width;
  const most = pixels > 256 ? MOST_LARGE_HELD_OUT : MOST_HELD_OUT;
  const held = order.filter(isHeldOut).slice(0, most);
  const train = subset(
    raw,
    order.filter((i) => !isHeldOut(i)),
  );
  const heldOut = subset(raw, held.length > 0 ? held : order.slice(-1));
  return {
    height: raw.height,
    width: raw.width,
    pixels,
    channels: 1,
    train,
    heldOut,
    classes: raw.classes,
    conditions: labelConditions(train, heldOut, raw.classes),
    trueFactors: null,
    oracle: null,
    likelihood: 'bernoulli',
    notes: [`${train.count} images to learn from, ${heldOut.count} held out.`],
    ...parts,
  };
}

/** `count` of `total` numbers, in a random order when not all are wanted. */
function chosen(total: number, count: number, random: Random): number[] {
  const all = Array.from({ length: total }, (_, k) => k);
  if (count >= total) return all;
  for (let k = 0; k < count; k++) {
    const other = k + Math.floor(random() * (total - k));
    [all[k], all[other]] = [all[other]!, all[k]!];
  }
  return all.slice(0, count);
}

const count = (options: { label?: string; min?: number; max: number; default: number }) =>
  integer({ label: 'Images', symbol: 'n', min: 40, scale: 'log', ...options });

const digits = instance({
  label: 'UCI digits',
  help: 'Handwritten digits of 8 × 8 pixels (Alpaydin & Kaynak 1998); every fifth is held out',
  assets: ['digits8.bin'],
  params: { n: count({ max: 1797, default: 1797 }) },
  make({ n }, { seed, assets }) {
    const { pixels, labels, side, count: total } = decodeDigits8(assets['digits8.bin']!);
    const raw = {
      height: side,
      width: side,
      images: pixels,
      white: 16,
      labels,
      classes: DIGITS,
    };
    return problemOf(raw, chosen(total, n, mulberry32(seed)), {});
  },
});

const mnist = instance({
  label: 'MNIST',
  help: 'Handwritten digits of 28 × 28 pixels (LeCun, Cortes & Burges); a random fifth is held out, 256 of them are measured',
  assets: ['mnist.bin'],
  params: { n: count({ max: 10_000, default: 10_000 }) },
  make({ n }, { seed, assets }) {
    const { pixels, labels, side, count: total } = decodeMnist(assets['mnist.bin']!);
    const raw = {
      height: side,
      width: side,
      images: pixels,
      white: 255,
      labels,
      classes: DIGITS,
    };
    return problemOf(raw, chosen(total, n, mulberry32(seed)), {}, randomFifth(total));
  },
});

/** Drawn images: those to learn from first, then those held out. */
function drawn(side: number, images: Float32Array, n: number, held: number) {
  const pixels = side * side;
  return {
    height: side,
    width: side,
    pixels,
    channels: 1 as const,
    train: { count: n, images: images.slice(0, n * pixels), labels: null },
    heldOut: { count: held, images: images.slice(n * pixels), labels: null },
    classes: [],
    likelihood: 'gaussian' as const,
  };
}

const shapes = instance({
  label: 'Shapes',
  help: 'Pictures of 16 × 16 pixels drawn from two to four numbers: the factors a code should find',
  params: {
    n: count({ label: 'Images to learn from', max: 8192, default: 2048 }),
    factors: choice({
      label: 'What varies',
      options: ['position', 'positionScale', 'squareAngle'],
      default: 'positionScale',
      optionLabels: {
        position: '2: position of a disc',
        positionScale: '3: position and size',
        squareAngle: '4: also the angle, of a square',
      },
    }),
  },
  make({ n, factors }, { seed }) {
    const held = Math.min(MOST_HELD_OUT, Math.ceil(n / 4));
    const { images, factorCount } = sprites(n + held, factors, mulberry32(seed));
    return {
      ...drawn(SPRITE_SIDE, images, n, held),
      conditions: null,
      trueFactors: factorCount,
      oracle: null,
      notes: [`${n} pictures to learn from, ${held} held out; ${factorCount} numbers make each.`],
    };
  },
});

const faces = instance({
  label: 'Faces with attributes',
  help: 'Drawn faces of 16 × 16 pixels: smile, glasses, hair and hat are labelled; shift, width and shade are not',
  assets: ['face-oracle.bin'],
  params: { n: count({ label: 'Images to learn from', max: 8192, default: 3072 }) },
  make({ n }, { seed, assets }) {
    const held = Math.min(MOST_HELD_OUT, Math.ceil(n / 4));
    const { images, attributes } = drawFaces(n + held, mulberry32(seed));
    const size = FACE_ATTRIBUTES.length;
    const plain = drawn(FACE_SIDE, images, n, held);
    /** Faces are told apart in pictures by one attribute: whether they wear glasses. */
    const glasses = (from: number, to: number) =>
      Uint8Array.from({ length: to - from }, (_, k) => attributes[(from + k) * size + GLASSES]!);
    return {
      ...plain,
      train: { ...plain.train, labels: glasses(0, n) },
      heldOut: { ...plain.heldOut, labels: glasses(n, n + held) },
      classes: ['none', 'glasses'],
      conditions: {
        kind: 'attributes',
        names: FACE_ATTRIBUTES,
        train: Float32Array.from(attributes.subarray(0, n * size)),
        heldOut: Float32Array.from(attributes.subarray(n * size)),
      },
      trueFactors: null,
      oracle: decodeFaceOracle(assets['face-oracle.bin']!),
      notes: [`${n} faces to learn from, ${held} held out.`],
    };
  },
});

const user = instance({
  label: 'Your images',
  help: 'Images of one size with values in [0, 1], with or without labels; a random fifth is held out',
  needsData: true,
  params: {},
  make(_, { data }) {
    const { count: total, notes, ...raw } = readImages(data);
    const order = Array.from({ length: total }, (_, k) => k);
    const problem = problemOf({ ...raw, white: 1 }, order, {}, randomFifth(total));
    return { ...problem, notes: [...problem.notes, ...notes] };
  },
});

export const instances = { digits, mnist, shapes, faces, user };
