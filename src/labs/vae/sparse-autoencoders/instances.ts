import { mulberry32, normals, type Random } from '../../../math/random.ts';
import { integer, number } from '../../../params/descriptor.ts';
import { instance, type SparseInputs } from './problem.ts';

/** Gaussian directions, normalised: count × d. */
function directionsOf(random: Random, count: number, d: number): Float64Array {
  const W = normals(random, count * d);
  for (let j = 0; j < count; j++) {
    const row = W.subarray(j * d, (j + 1) * d);
    const norm = Math.hypot(...row);
    for (let i = 0; i < d; i++) row[i] = row[i]! / norm;
  }
  return W;
}

function drawSparse(random: Random, rows: number, count: number, density: number): SparseInputs {
  const starts = new Int32Array(rows + 1);
  const directions: number[] = [];
  const amounts: number[] = [];
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < count; j++) {
      if (random() >= density) continue;
      directions.push(j);
      amounts.push(0.5 + random());
    }
    starts[i + 1] = directions.length;
  }
  return { rows, starts, directions: Int32Array.from(directions), amounts: Float64Array.from(amounts) };
}

export const superposition = instance({
  label: 'Features in superposition',
  help: 'Sums of a few of n random directions in d < n coordinates; every batch is drawn anew.',
  params: {
    trueFeatures: integer({ label: 'True features', symbol: 'n', min: 16, max: 128, default: 32, scale: 'log' }),
    coordinates: integer({ label: 'Coordinates', symbol: 'd', min: 8, max: 48, default: 16, scale: 'log' }),
    density: number({ label: 'Chance of a feature', symbol: 'p', min: 0.01, max: 0.2, default: 0.06, scale: 'log' }),
    rows: integer({
      label: 'Test inputs',
      help: 'Fresh inputs that everything is measured on.',
      min: 512,
      max: 16_384,
      default: 8192,
      scale: 'log',
    }),
  },
  make({ trueFeatures: count, coordinates: d, density, rows: tested }, { seed }) {
    const random = mulberry32(seed);
    const truth = directionsOf(random, count, d);
    const test = drawSparse(random, tested, count, density);
    const draw = (stream: Random, rows: number, out: Float64Array): void => {
      out.fill(0, 0, rows * d);
      for (let i = 0; i < rows; i++)
        for (let j = 0; j < count; j++) {
          if (stream() >= density) continue;
          const amount = 0.5 + stream();
          for (let c = 0; c < d; c++) out[i * d + c] = out[i * d + c]! + amount * truth[j * d + c]!;
        }
    };
    return { d, count, density, truth, test, draw };
  },
});
