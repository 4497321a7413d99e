import { mulberry32, normals, type Random } from '../../../math/random.ts';
import { integer, number } from '../../../params/descriptor.ts';
import { type Images, instance, type LabelledImages } from './problem.ts';

const SIDE = 8;
const STOCK = 512;
const SHIFT = 2;

const viewsEach = integer({ label: 'Views of an image', symbol: 'N', min: 2, max: 8, default: 4 });
const codeSize = integer({ label: 'Coordinates of a code', symbol: 'C', min: 2, max: 32, default: 16, scale: 'log' });

/** Brightness at (row, column) of a shape with centre (r, c): the classes. */
const SHAPES: readonly ((dr: number, dc: number) => number)[] = [
  (dr) => (Math.abs(dr) < 1 ? 1 : 0),
  (_, dc) => (Math.abs(dc) < 1 ? 1 : 0),
  (dr, dc) => Math.exp(-(dr * dr + dc * dc) / 3),
  (dr, dc) => Math.exp(-((Math.hypot(dr, dc) - 2.2) ** 2) / 0.5),
];

/** Signed distance on a circle of SIDE pixels. */
const around = (distance: number): number => ((distance + 1.5 * SIDE) % SIDE) - SIDE / 2;

function drawImages(random: Random): LabelledImages {
  const y = Int32Array.from({ length: STOCK }, () => Math.floor(SHAPES.length * random()));
  const x = new Float64Array(STOCK * SIDE * SIDE);
  for (let i = 0; i < STOCK; i++) {
    const [r, c] = [SIDE * random(), SIDE * random()];
    for (let p = 0; p < SIDE * SIDE; p++)
      x[i * SIDE * SIDE + p] = SHAPES[y[i]!]!(around(Math.floor(p / SIDE) - r), around((p % SIDE) - c));
  }
  return { count: STOCK, x, y };
}

export const freeCodes = instance({
  label: 'Free codes',
  help: 'No images and no encoder: the codes themselves are moved, which shows what the loss asks for.',
  params: {
    batch: integer({ label: 'Images', symbol: 'B', min: 4, max: 128, default: 32, scale: 'log' }),
    viewsEach,
    codeSize,
  },
  make: ({ batch, viewsEach: views, codeSize: size }) => ({ batch, views, codeSize: size, images: null }),
});

export const shapes = instance({
  label: 'Bars, blobs and rings',
  help: 'Images of 8 × 8 pixels, four shapes anywhere on a torus; views are shifted, noisy and of other contrast.',
  params: {
    batch: integer({ label: 'Images a batch', symbol: 'B', min: 4, max: 128, default: 64, scale: 'log' }),
    viewsEach,
    codeSize,
    pixelNoise: number({ label: 'Noise of a pixel', min: 0, max: 0.5, default: 0.1 }),
  },
  make({ batch, viewsEach: views, codeSize: size, pixelNoise }, { seed }) {
    const random = mulberry32(seed);
    const drawView: Images['drawView'] = (image, out, at, stream) => {
      const [dr, dc] = [shift(stream), shift(stream)];
      const contrast = 0.5 + stream();
      const noise = normals(stream, SIDE * SIDE);
      for (let r = 0; r < SIDE; r++)
        for (let c = 0; c < SIDE; c++) {
          const from = ((r + dr + SIDE) % SIDE) * SIDE + ((c + dc + SIDE) % SIDE);
          out[at + r * SIDE + c] = contrast * image[from]! + pixelNoise * noise[r * SIDE + c]!;
        }
    };
    /** The probe sees one view of each image. */
    const seen = (): LabelledImages => {
      const clean = drawImages(random);
      const x = new Float64Array(clean.x.length);
      for (let i = 0; i < STOCK; i++) drawView(rowOf(clean.x, i), x, i * SIDE * SIDE, random);
      return { ...clean, x };
    };
    const train = drawImages(random);
    const fixed = new Float64Array(batch * views * SIDE * SIDE);
    for (let v = 0; v < batch * views; v++)
      drawView(rowOf(train.x, Math.floor(v / views)), fixed, v * SIDE * SIDE, random);
    const images = { side: SIDE, classes: SHAPES.length, train, probe: seen(), test: seen(), fixed, drawView };
    return { batch, views, codeSize: size, images };
  },
});

const shift = (random: Random): number => Math.floor((2 * SHIFT + 1) * random()) - SHIFT;

const rowOf = (x: Float64Array, i: number): Float64Array => x.subarray(i * SIDE * SIDE, (i + 1) * SIDE * SIDE);
