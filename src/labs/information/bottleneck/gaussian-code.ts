/** Smallest standard deviation of a code. */
const LEAST = 1e-6;

/** s = softplus(a − 5), at least 1e-6 (Alemi et al. 2017). */
export const spread = (a: number): number => {
  const z = a - 5;
  return Math.max(LEAST, Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))));
};

/** ds/da, 0 on the floor. */
export const spreadSlope = (a: number): number => (spread(a) > LEAST ? 1 / (1 + Math.exp(5 - a)) : 0);
