import { codedChain, decoded, eachCouple, identity } from '../chains.ts';
import { method } from '../problem.ts';

/**
 * Greedy minimum-entropy coupling, without a bottleneck: T is X.
 *
 * Source   Kocaoglu et al. 2017, Algorithm 1; the decoder of Ebrahimi, Chen & Khisti 2024.
 * Solves   min H(X,Y) over couplings of p and q, which maximises I(X;Y) = H(p) + H(q) − H(X,Y); exactly this is
 *          NP-hard. The result is within log₂(e)/e ≈ 0.53 bit of the optimum (Compton et al. 2023).
 * Cost     at most n + m − 1 steps of O(n + m).
 * Ends     by itself, when no mass is left.
 */
export const greedyCoupling = method({
  label: 'Greedy coupling',
  source: 'Kocaoglu et al. 2017, Algorithm 1',
  precision: 'float64',
  params: {},
  *solve(problem, _, run) {
    yield* eachCouple(problem, function* (couple) {
      // Put the largest masses left of both sides together, as much as both have.
      for (const chain of decoded(codedChain(couple, identity(couple.p.length), null))) {
        run.count('comparisons', couple.p.length + couple.q.length);
        yield chain;
      }
    });
  },
});
