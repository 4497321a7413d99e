import { codedChain, eachCouple, identity } from '../chains.ts';
import { method, type Place } from '../problem.ts';

/**
 * The coupling in which Y knows nothing of X: P = p qᵀ. The most entropy a coupling can have, H(p) + H(q).
 *
 * Source   textbook (Cover & Thomas 2006, section 2.6)
 * Ends     by itself, after one step.
 */
export const independentCoupling = method({
  label: 'Independent coupling',
  source: 'Cover & Thomas 2006, section 2.6',
  precision: 'float64',
  params: {},
  *solve(problem, _, run) {
    yield* eachCouple(problem, function* (couple) {
      const chain = codedChain(couple, identity(couple.p.length), null);
      const places: Place[] = [];
      couple.p.forEach((p, t) => {
        couple.q.forEach((q, y) => {
          if (p * q > 0) places.push({ t, y, mass: p * q });
        });
      });
      run.count('multiplyAdds', places.length);
      chain.leftT.fill(0);
      chain.leftY.fill(0);
      yield { ...chain, phase: 'Decoder', places };
    });
  },
});
