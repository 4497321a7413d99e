import { mixture8, moons as twoMoons } from '../../../data/planar-clouds.ts';
import { mulberry32, normals, type Random } from '../../../math/random.ts';
import { integer, number } from '../../../params/descriptor.ts';
import { instance, type Plane } from './problem.ts';
import { userPoints } from './user-data.ts';

const n = integer({ label: 'Points to learn from', symbol: 'n', min: 40, max: 5000, default: 1000, scale: 'log' });
const spread = number({ label: 'Spread of a bump', min: 0.02, max: 0.5, default: 0.15, scale: 'log' });

/** A quarter as many again are held out. */
function split(n: number, draw: (random: Random, count: number) => Float64Array, seed: number): Plane {
  const random = mulberry32(seed);
  return { train: draw(random, n), heldOut: draw(random, Math.ceil(n / 4)), notes: [] };
}

export const ring = instance({
  label: 'Eight bumps on a ring',
  help: 'Eight normal bumps on a circle of radius 2.',
  params: { n, spread },
  make: ({ n: count, spread: sd }, { seed }) => split(count, (random, most) => mixture8(random, most, 2, sd), seed),
});

export const moons = instance({
  label: 'Two moons',
  help: 'Two interleaved half circles, centred, twice as large as usual.',
  params: { n, spread: { ...spread, default: 0.1 } },
  make: ({ n: count, spread: sd }, { seed }) =>
    split(
      count,
      (random, most) => twoMoons(random, most, sd / 2).map((value, k) => 2 * value - (k % 2 === 0 ? 1 : 0.5)),
      seed,
    ),
});

export const grid = instance({
  label: 'Nine bumps on a grid',
  help: 'Three by three normal bumps, 1.5 apart.',
  params: { n, spread },
  make: ({ n: count, spread: sd }, { seed }) => split(count, (random, most) => nine(random, most, sd), seed),
});

function nine(random: Random, count: number, sd: number): Float64Array {
  const cells = Int32Array.from({ length: count }, () => Math.floor(9 * random()));
  const z = normals(random, 2 * count);
  return z.map((value, k) => {
    const cell = cells[k >> 1]!;
    return 1.5 * ((k % 2 === 0 ? cell % 3 : Math.floor(cell / 3)) - 1) + sd * value;
  });
}

export const user = instance({
  label: 'Your own points',
  help: 'Ten points or more; every fifth is held out.',
  params: {},
  needsData: true,
  make: (_, { data }) => {
    const points = userPoints(data);
    const part = (held: boolean) => points.filter((_value, k) => ((k >> 1) % 5 === 4) === held);
    return { train: part(false), heldOut: part(true), notes: ['Every fifth of your points is held out.'] };
  },
});
