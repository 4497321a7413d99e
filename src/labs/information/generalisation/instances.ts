import { mulberry32, normals } from '../../../math/random.ts';
import { integer, number } from '../../../params/descriptor.ts';
import { instance, type LabelledPoints } from './problem.ts';

const CLASSES = 5;
const TEST = 200;
/** Half the side of the square the centres are drawn from. */
const REACH = 4;

export const clusters = instance({
  label: 'Five clusters',
  help: 'Five Gaussian classes in the plane that overlap; few examples to learn from, 200 a class to test on.',
  params: {
    perClass: integer({ label: 'Examples a class', min: 5, max: 50, default: 10 }),
    clusterSpread: number({ label: 'Spread of a cluster', symbol: 'σ', min: 0.5, max: 2, default: 1.2 }),
  },
  make({ perClass, clusterSpread }, { seed }) {
    const random = mulberry32(seed);
    const centres = Float64Array.from({ length: 2 * CLASSES }, () => REACH * (2 * random() - 1));
    const points = (each: number): LabelledPoints => {
      const count = CLASSES * each;
      const y = Int32Array.from({ length: count }, (_, i) => Math.floor(i / each));
      const x = normals(random, 2 * count);
      for (let k = 0; k < x.length; k++) x[k] = centres[2 * y[k >> 1]! + (k & 1)]! + clusterSpread * x[k]!;
      return { count, x, y };
    };
    return { classes: CLASSES, train: points(perClass), test: points(TEST) };
  },
});
