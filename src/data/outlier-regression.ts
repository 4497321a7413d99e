import { normals, type Random } from '../math/random.ts';

export type OutlierNoise = 'gauss' | 'skewed' | 'student';

/** Number of coordinates of x. */
export const REGRESSION_INPUTS = 4;

/** f(x) = sin(1.5 x₁) + (x₂² − 1)/2 + x₃/2 of the coordinates from `from` on. The fourth says nothing. */
export const regressionFunction = (x: ArrayLike<number>, from = 0): number =>
  Math.sin(1.5 * x[from]!) + 0.5 * (x[from + 1]! ** 2 - 1) + 0.5 * x[from + 2]!;

/**
 * x ~ N(0, I₄), y = f(x) + level · e, with e 0.2 N(0, 1); or, skewed, 4 Exp(1) with probability 0.15 and else
 * 0.15 N(0, 1); or 0.2 times a Student t with 1.5 degrees of freedom, whose variance is infinite (polar method of
 * Bailey 1994).
 */
export function outlierRegression(
  random: Random,
  n: number,
  noise: OutlierNoise,
  level: number,
): { x: Float64Array; y: Float64Array; clean: Float64Array } {
  const x = normals(random, n * REGRESSION_INPUTS);
  const clean = Float64Array.from({ length: n }, (_, i) => regressionFunction(x, i * REGRESSION_INPUTS));
  const y = clean.map((f) => f + level * DRAWS[noise](random));
  return { x, y, clean };
}

const DRAWS: Readonly<Record<OutlierNoise, (random: Random) => number>> = {
  gauss: (random) => 0.2 * normals(random, 1)[0]!,
  skewed: (random) => (random() < 0.15 ? -4 * Math.log(1 - random()) : 0.15 * normals(random, 1)[0]!),
  student: (random) => 0.2 * studentT(random, 1.5),
};

function studentT(random: Random, freedom: number): number {
  for (;;) {
    const u = 2 * random() - 1;
    const v = 2 * random() - 1;
    const w = u * u + v * v;
    if (w > 0 && w < 1) return u * Math.sqrt((freedom * (w ** (-2 / freedom) - 1)) / w);
  }
}
