import { cosineNormal } from '../../../math/cosine-normal.ts';
import { mulberry32, type Random } from '../../../math/random.ts';
import { integer, number } from '../../../params/descriptor.ts';
import { type Examples, instance, type Task } from './problem.ts';

const TASKS = 3;
/** Half the distance of the two classes of a task, and the standard deviation of each. */
const HALF = 0.9;
const SPREAD = 0.45;

/** Points about (centre, ±0.9), the second class above where `up` is 1 and below where it is −1. */
function bumps(random: Random, count: number, centre: number, up: number): Examples {
  const inputs = new Float64Array(2 * count);
  const labels = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const label = i % 2;
    inputs[2 * i] = centre + SPREAD * cosineNormal(random);
    inputs[2 * i + 1] = HALF * up * (label === 1 ? 1 : -1) + SPREAD * cosineNormal(random);
    labels[i] = label;
  }
  return { count, inputs, labels };
}

export const plane = instance({
  label: 'Three tasks in the plane',
  help: 'Two bumps side by side in each task, one class above the other; in the middle task they change places. One network can solve all three.',
  params: {
    separation: number({ label: 'Distance of the tasks', min: 0, max: 6, default: 3 }),
    n: integer({ label: 'Training points of a task', min: 2, max: 200, default: 30 }),
  },
  make({ separation, n }, { seed }) {
    const random = mulberry32(seed);
    const tasks = Array.from({ length: TASKS }, (_, t): Task => {
      const [centre, up] = [separation * (t - 1), t % 2 === 0 ? 1 : -1];
      const train = bumps(random, n, centre, up);
      const place = ['left', 'middle', 'right'][t]!;
      return { name: `${place} bumps`, classes: [0, 1], train, test: bumps(random, 200, centre, up) };
    });
    return { kind: 'plane', width: 2, classes: 2, tasks, teachers: null, conjugate: null };
  },
});
