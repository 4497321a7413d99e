import { mulberry32, normals } from '../../../math/random.ts';
import { integer, number } from '../../../params/descriptor.ts';
import { instance } from './problem.ts';

const twoGaussians = instance({
  label: 'Two Gaussians',
  help: 'Half of the target around (−d, −d), half around (d, d), each of unit deviation; the points start between them',
  params: {
    n: integer({ label: 'Points', symbol: 'n', min: 16, max: 400, scale: 'log', default: 100 }),
    distance: number({ label: 'Distance of the modes', symbol: 'd', min: 0, max: 8, default: 4 }),
  },
  make: ({ n, distance }, { seed }) => {
    const modes = [
      [-distance, -distance],
      [distance, distance],
    ] as const;
    const target = normals(mulberry32(2 * seed), 2 * n);
    for (let k = 0; k < 2 * n; k++) target[k] = target[k]! + modes[k < n ? 0 : 1][k % 2]!;
    return { n, target, start: normals(mulberry32(2 * seed + 1), 2 * n), modes };
  },
});

export const instances = { twoGaussians };
