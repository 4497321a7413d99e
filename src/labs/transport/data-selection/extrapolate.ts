import { ProblemError } from '../../../engine/bench.ts';

/** The line in log n through (n₀, a₀) and (n₁, a₁), at n: Kang et al. 2023, stage 2. Throws where n₀ = n₁. */
export function extrapolate(n0: number, n1: number, n: number, a0: number, a1: number): number {
  if (n0 === n1) throw new ProblemError(`Both sizes are ${n0}; a line in log n needs two different ones.`);
  return (Math.log(n / n0) * a1 - Math.log(n / n1) * a0) / Math.log(n1 / n0);
}
