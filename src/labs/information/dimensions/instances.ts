import { rotated } from '../../../data/known-information.ts';
import { mulberry32, normals } from '../../../math/random.ts';
import { integer, number } from '../../../params/descriptor.ts';
import { instance } from './problem.ts';

/** Largest dimension that is probed. */
const MOST = 16;

const gaussian = instance({
  label: 'Gaussian clouds',
  help: 'Standard normal clouds of 1 to 16 dimensions, hidden in a space of more',
  params: {
    ambient: integer({ label: 'Ambient dimension', symbol: 'D', min: 2, max: 50, default: 20 }),
    n: integer({ label: 'Points', symbol: 'N', min: 50, max: 400, default: 300 }),
    noise: number({
      label: 'Noise',
      help: 'standard deviation in every ambient direction',
      min: 0,
      max: 1,
      default: 0,
    }),
  },
  make: ({ ambient, n, noise }, { seed }) => {
    const clouds = new Map<number, Float64Array>();
    return {
      n,
      ambient,
      dimensions: Array.from({ length: Math.min(MOST, ambient) }, (_, k) => k + 1),
      cloud(d) {
        const made = clouds.get(d);
        if (made) return made;
        // One stream a dimension, so that a cloud does not depend on those before it.
        const inner = normals(mulberry32(1_000 * seed + d), n * d);
        const jitter = normals(mulberry32(1_000 * seed + 100 + d), n * ambient);
        const flat = new Float64Array(n * ambient);
        for (let i = 0; i < n; i++) for (let c = 0; c < d; c++) flat[i * ambient + c] = inner[i * d + c]!;
        const cloud = rotated(flat, n, ambient, 1_000 * seed + 200).map((v, at) => v + noise * jitter[at]!);
        clouds.set(d, cloud);
        return cloud;
      },
    };
  },
});

export const instances = { gaussian };
