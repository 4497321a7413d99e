import { fillNormals } from '../../../math/fill-normals.ts';
import type { Random } from '../../../math/random.ts';
import { randomOrthogonal } from '../../../math/random-orthogonal.ts';
import type { Rule } from './problem.ts';

const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** Fills theta, L × d, with fresh directions. */
export function fillDirections(kind: Rule['directions'], random: Random, theta: Float64Array, d: number): void {
  if (kind === 'uniform') uniform(random, theta, d);
  else if (d === 2) spreadAngles(random, theta);
  else spreadPoints(random, theta);
}

/** Independent and uniform on the sphere: normals, divided by their length. */
function uniform(random: Random, theta: Float64Array, d: number): void {
  fillNormals(random, theta);
  for (let at = 0; at < theta.length; at += d) {
    let square = 0;
    for (let k = at; k < at + d; k++) square += theta[k]! * theta[k]!;
    const length = Math.sqrt(square);
    // All zero has probability zero, and would be no direction.
    for (let k = at; k < at + d; k++) theta[k] = length > 0 ? theta[k]! / length : k === at ? 1 : 0;
  }
}

/** Equally spaced over the half circle, turned by one random angle: slices along θ and −θ are the same. */
function spreadAngles(random: Random, theta: Float64Array): void {
  const count = theta.length / 2;
  const turn = random();
  for (let l = 0; l < count; l++) {
    const angle = (Math.PI * (l + turn)) / count;
    theta[2 * l] = Math.cos(angle);
    theta[2 * l + 1] = Math.sin(angle);
  }
}

/** A Fibonacci spiral over the half sphere, in equal steps of height, turned by a random orthogonal matrix. */
function spreadPoints(random: Random, theta: Float64Array): void {
  const count = theta.length / 3;
  const Q = randomOrthogonal(random, 3);
  for (let l = 0; l < count; l++) {
    const height = (l + 0.5) / count;
    const radius = Math.sqrt(1 - height * height);
    const [x, y] = [radius * Math.cos(l * GOLDEN_ANGLE), radius * Math.sin(l * GOLDEN_ANGLE)];
    for (let k = 0; k < 3; k++) theta[3 * l + k] = Q[3 * k]! * x + Q[3 * k + 1]! * y + Q[3 * k + 2]! * height;
  }
}
