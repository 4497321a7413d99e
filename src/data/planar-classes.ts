import { cosineNormal } from '../math/cosine-normal.ts';
import type { Random } from '../math/random.ts';

/** Points of two classes in the plane: pairs x, y, and the class of each. */
export interface PlanarClasses {
  readonly points: Float64Array;
  readonly labels: Float64Array;
}

/** Two interleaved half circles about the origin. */
export const moonClasses = (random: Random, n: number, noise: number): PlanarClasses =>
  classes(random, n, noise, (i) => {
    const angle = Math.PI * random();
    return i % 2 === 0
      ? { x: Math.cos(angle) - 0.5, y: Math.sin(angle) - 0.25, label: 0 }
      : { x: 0.5 - Math.cos(angle), y: 0.25 - Math.sin(angle), label: 1 };
  });

/** Two spirals, one half a turn behind the other, of radius 2. */
export const spiralClasses = (random: Random, n: number, noise: number, turns: number): PlanarClasses =>
  classes(random, n, noise, (i) => {
    const along = Math.sqrt(random());
    const angle = 2 * Math.PI * turns * along + Math.PI * (i % 2);
    return { x: 2 * along * Math.cos(angle), y: 2 * along * Math.sin(angle), label: i % 2 };
  });

/** A round bump in each quadrant; opposite ones share a class, 0 where the signs of x and y agree. */
export const xorClasses = (random: Random, n: number, noise: number): PlanarClasses =>
  classes(random, n, noise, (i) => {
    const quadrant = i % 4;
    const x = quadrant === 0 || quadrant === 3 ? 1 : -1;
    const y = quadrant < 2 ? 1 : -1;
    return { x, y, label: x === y ? 0 : 1 };
  });

/** Two rings about the origin, of radius 0.8 and 2. */
export const ringClasses = (random: Random, n: number, noise: number): PlanarClasses =>
  classes(random, n, noise, (i) => {
    const angle = 2 * Math.PI * random();
    const radius = i % 2 === 0 ? 0.8 : 2;
    return { x: radius * Math.cos(angle), y: radius * Math.sin(angle), label: i % 2 };
  });

/** Point after point: the uniforms of its place, then two normals of its noise. */
function classes(
  random: Random,
  n: number,
  noise: number,
  at: (i: number) => { readonly x: number; readonly y: number; readonly label: number },
): PlanarClasses {
  const points = new Float64Array(2 * n);
  const labels = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const { x, y, label } = at(i);
    points[2 * i] = x + noise * cosineNormal(random);
    points[2 * i + 1] = y + noise * cosineNormal(random);
    labels[i] = label;
  }
  return { points, labels };
}
