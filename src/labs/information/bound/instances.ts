import { PAPER_GAIN, scoreLevels, softRule, sphereScores } from '../../../data/sphere-patterns.ts';
import { mulberry32 } from '../../../math/random.ts';
import { integer, number } from '../../../params/descriptor.ts';
import { makeBottleneck } from './make-bottleneck.ts';
import { instance } from './problem.ts';
import { readData } from './user-data.ts';

/** h(p) and its inverse on [0, ½], bits. */
const coin = (p: number): number => (p <= 0 || p >= 1 ? 0 : -p * Math.log2(p) - (1 - p) * Math.log2(1 - p));
function inverseCoin(bits: number): number {
  let [low, high] = [0, 0.5];
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if (coin(middle) < bits) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

const symmetricChannel = instance({
  label: 'Binary symmetric channel',
  help: 'A fair bit seen through a channel that flips it: the one bottleneck whose curve is known in closed form.',
  params: { crossover: number({ label: 'Chance of a flip', symbol: 'p', min: 0, max: 0.49, default: 0.11 }) },
  make({ crossover: p }) {
    const masses = Float64Array.of((1 - p) / 2, p / 2, p / 2, (1 - p) / 2);
    return makeBottleneck(
      { masses, rows: 2, cols: 2 },
      {
        rowNames: ['0', '1'],
        // The best T is X through another symmetric channel (Wyner & Ziv 1973, Mrs Gerber's lemma).
        closedForm: (ixt) => {
          const q = inverseCoin(1 - Math.min(1, ixt));
          return 1 - coin(q * (1 - p) + (1 - q) * p);
        },
      },
    );
  },
});

const sphere = instance({
  label: '12 points on a sphere',
  help: 'The softened rule of Shwartz-Ziv and Tishby’s task on its 53 levels of the score, weighted by their patterns.',
  params: {
    gain: number({ label: 'Label sharpness', symbol: 'γ', min: 3, max: 200, default: PAPER_GAIN, scale: 'log' }),
  },
  make({ gain }) {
    const { values, counts } = scoreLevels(sphereScores());
    const rule = softRule(values, gain);
    const masses = new Float64Array(2 * values.length);
    values.forEach((_, level) => {
      const mass = counts[level]! / 4096;
      masses[2 * level] = mass * (1 - rule[level]!);
      masses[2 * level + 1] = mass * rule[level]!;
    });
    return makeBottleneck(
      { masses, rows: values.length, cols: 2 },
      { rowNames: Array.from(values, (value) => value.toFixed(2)) },
    );
  },
});

const random = instance({
  label: 'Random joint distribution',
  help: 'Every row of p(y|x) is drawn from a Dirichlet distribution; the smaller its concentration, the more X says about Y.',
  params: {
    rows: integer({ label: 'Values of X', min: 2, max: 64, default: 12, scale: 'log' }),
    classes: integer({ label: 'Values of Y', min: 2, max: 16, default: 4 }),
    concentration: number({ label: 'Concentration', symbol: 'α', min: 0.02, max: 20, default: 0.3, scale: 'log' }),
  },
  make({ rows, classes, concentration }, { seed }) {
    const draw = mulberry32(seed);
    const masses = new Float64Array(rows * classes);
    for (let x = 0; x < rows; x++) {
      const row = Float64Array.from({ length: classes }, () => gamma(concentration, draw));
      const sum = row.reduce((total, value) => total + value, 0);
      row.forEach((value, y) => {
        masses[x * classes + y] = (sum > 0 ? value / sum : 1 / classes) / rows;
      });
    }
    return makeBottleneck({ masses, rows, cols: classes });
  },
});

/** A Gamma(shape, 1) draw (Marsaglia & Tsang 2000; below shape 1 by their power of a uniform). */
function gamma(shape: number, draw: () => number): number {
  if (shape < 1) return gamma(shape + 1, draw) * (1 - draw()) ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
    const v = (1 + normal / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - draw()) < 0.5 * normal * normal + d - d * v + d * Math.log(v)) return d * v;
  }
}

const user = instance({
  label: 'Your joint distribution',
  help: 'A table p(x, y) of your own, rows by columns; it is normalised to sum to 1.',
  params: {},
  needsData: true,
  make(_, { data }) {
    const { masses, rows, cols, notes } = readData(data);
    return makeBottleneck({ masses: Float64Array.from(masses), rows, cols }, { notes });
  },
});

export const instances = { symmetricChannel, sphere, random, user };
