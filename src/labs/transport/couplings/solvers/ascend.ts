import { lbfgs } from '../../../../math/lbfgs.ts';
import { createOptimiser } from '../../../../math/optimisers.ts';
import type { Coupling } from '../problem.ts';
import type { QuadraticDual } from './quadratic-dual.ts';

/** L-BFGS on minus the dual, one iteration a step; ends after a step in which no line search succeeded. */
export function* ascend(dual: QuadraticDual): Generator<Coupling | undefined> {
  for (const step of lbfgs(dual.z, dual.at)) yield step && dual.coupling();
}

/** ADAM on minus the dual, one gradient a step, for ever. */
export function* ascendByAdam(dual: QuadraticDual, given: { readonly rate: number }): Generator<Coupling | undefined> {
  const gradient = new Float64Array(dual.z.length);
  const adam = createOptimiser('adam', [dual.z]);
  yield* dual.at(dual.z, gradient);
  for (;;) {
    adam.step([gradient], given.rate);
    yield* dual.at(dual.z, gradient);
    yield dual.coupling();
  }
}
