import { mulberry32, normals } from '../../../math/random.ts';
import { integer, number } from '../../../params/descriptor.ts';
import { type Episode, instance, type Pairs } from './problem.ts';

const UNSEEN = 200;
const QUERIES = 20;
/** Standard deviation of the true means, and the range of the true spreads. */
const CENTRE = 2;
const SPREAD = [0.05, 0.8] as const;

export const regression = instance({
  label: 'Regression episodes',
  help: 'Linear regression whose weights differ from episode to episode: some coordinates a lot, others hardly.',
  params: {
    features: integer({ label: 'Coordinates', symbol: 'd', min: 2, max: 16, default: 8 }),
    shots: integer({ label: 'Pairs an episode shows', min: 1, max: 32, default: 4, scale: 'log' }),
    noise: number({ label: 'Noise', symbol: 's', min: 0.02, max: 2, default: 0.3, scale: 'log' }),
  },
  make({ features, shots, noise }, { seed }) {
    const stream = mulberry32(seed);
    const centre = normals(stream, features).map((value) => CENTRE * value);
    const spread = Float64Array.from({ length: features }, () => SPREAD[0] + (SPREAD[1] - SPREAD[0]) * stream());
    const draw = (random: () => number): Episode => {
      const theta = normals(random, features).map((value, j) => centre[j]! + spread[j]! * value);
      const pairs = (count: number): Pairs => {
        const x = normals(random, count * features);
        const y = normals(random, count).map((value, i) =>
          theta.reduce((sum, weight, j) => sum + weight * x[i * features + j]!, noise * value),
        );
        return { count, x, y };
      };
      return { theta, support: pairs(shots), query: pairs(QUERIES) };
    };
    return { features, shots, noise, centre, spread, draw, unseen: Array.from({ length: UNSEEN }, () => draw(stream)) };
  },
});
