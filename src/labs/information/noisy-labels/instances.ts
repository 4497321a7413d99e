import { mulberry32, normals } from '../../../math/random.ts';
import { integer, number } from '../../../params/descriptor.ts';
import { instance, type LabelledRows } from './problem.ts';

const CLASSES = 4;
/** Length of a class centre; the noise around it has unit variance in every direction. */
const CENTRE = 1.6 * Math.SQRT2;
const VALIDATION = 500;
const TEST = 2000;

export const mixture = instance({
  label: 'Four Gaussian classes',
  help: 'Four classes around random centres in twenty dimensions; a share of the training labels is drawn anew.',
  params: {
    n: integer({ label: 'Training examples', symbol: 'n', min: 64, max: 2000, default: 400, scale: 'log' }),
    noiseRate: number({
      label: 'Labels drawn anew',
      min: 0,
      max: 0.8,
      default: 0.4,
      help: 'A label drawn anew is the right one in a quarter of the cases.',
    }),
  },
  make({ n, noiseRate }, { seed }) {
    const inputs = 20;
    const random = mulberry32(seed);
    const centres = Array.from({ length: CLASSES }, () => {
      const direction = normals(random, inputs);
      const length = Math.hypot(...direction);
      return direction.map((value) => (CENTRE * value) / length);
    });
    const rows = (count: number): LabelledRows => {
      const y = Int32Array.from({ length: count }, () => Math.floor(CLASSES * random()));
      const x = normals(random, count * inputs);
      for (let i = 0; i < count; i++)
        for (let k = 0; k < inputs; k++) x[i * inputs + k] = x[i * inputs + k]! + centres[y[i]!]![k]!;
      return { count, x, y };
    };
    const clean = rows(n);
    const given = clean.y.map((label) => (random() < noiseRate ? Math.floor(CLASSES * random()) : label));
    const wrong = given.reduce((count, label, i) => count + Number(label !== clean.y[i]), 0);
    return {
      inputs,
      classes: CLASSES,
      train: { ...clean, y: given },
      wrong,
      validation: rows(VALIDATION),
      test: rows(TEST),
    };
  },
});
