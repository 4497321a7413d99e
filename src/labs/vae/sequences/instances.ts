import { mulberry32, normals } from '../../../math/random.ts';
import { integer, number } from '../../../params/descriptor.ts';
import { AFTER, FREE_RUNS, MOST_LATENTS } from './free-run.ts';
import { instance } from './problem.ts';

export const automaton = instance({
  label: 'Automaton of period 3',
  help: 'Up, down, then up or down by chance, over and over.',
  params: {
    probability: number({
      label: 'Chance of +1 at the third step',
      symbol: 'p',
      min: 0.05,
      max: 0.95,
      default: 0.7,
    }),
    sequences: integer({ label: 'Training sequences', min: 2, max: 64, default: 32 }),
    length: integer({ label: 'Steps of each', symbol: 'T', min: 6, max: 36, default: 18 }),
  },
  make({ probability, sequences: count, length }, { seed }) {
    const stream = mulberry32(seed);
    const targets = Float64Array.from({ length: count * length }, (_, k) => {
      const phase = (k % length) % 3;
      if (phase < 2) return 1 - 2 * phase;
      return stream() < probability ? 1 : -1;
    });
    const draws = normals(stream, FREE_RUNS * (length + AFTER) * MOST_LATENTS);
    return { count, length, targets, truth: [1, 0, probability], draws };
  },
});
