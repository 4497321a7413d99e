import { ProblemError } from '../../../engine/bench.ts';
import type { MapCost } from './problem.ts';

/** Keeps the Euclidean cost differentiable where a point does not move. */
const SOFT = 1e-12;

/** c(x_i, y_j) into `out`, row-major; the Euclidean cost is √(|x − y|² + 1e-12). Rows of 2. */
export function costsTo(cost: MapCost, x: Float64Array, y: Float64Array, out: Float64Array): void {
  const squared = cost === 'squaredEuclidean';
  for (let i = 0, k = 0; i < x.length; i += 2) {
    const [a, b] = [x[i]!, x[i + 1]!];
    for (let j = 0; j < y.length; j += 2, k++) {
      const dx = a - y[j]!;
      const dy = b - y[j + 1]!;
      const square = dx * dx + dy * dy;
      out[k] = squared ? square : Math.sqrt(square + SOFT);
    }
  }
}

/** Throws a ProblemError where a plan cannot be blurred by ε. */
export function checkEps(eps: number): void {
  if (!(eps > 0)) throw new ProblemError(`The blur ε is ${eps}; it must be positive.`);
}
