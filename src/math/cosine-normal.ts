import type { Random } from './random.ts';

/** One standard normal from two uniforms, by the cosine branch of Box-Muller alone: the convention of the bnn reference file. */
export const cosineNormal = (random: Random): number => {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
};
