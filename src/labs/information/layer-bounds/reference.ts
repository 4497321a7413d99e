import { expectedKl, expectedSquaredWasserstein } from './divergence-formulas.ts';
import { rowSpace } from './instances.ts';

/** Our own computation for each kind of reference entry of this bench. */
export const reference = {
  layer_bounds: ({ A, n, sigma }: { A: number[][]; n: number; sigma: number }) => {
    const d = A[0]!.length;
    const map = Float64Array.from(A.flat());
    const squaredNorm = map.reduce((sum, value) => sum + value * value, 0);
    return {
      expected_kl_nats: expectedKl(rowSpace(map, A.length, d).rank, n),
      expected_w2_squared: expectedSquaredWasserstein(squaredNorm, n, sigma),
    };
  },
};
