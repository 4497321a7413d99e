import { codedChain, decoded, eachCouple } from '../chains.ts';
import { method } from '../problem.ts';
import { rate } from './entropy-bounded-bottleneck.ts';

/**
 * A baseline encoder: neighbouring letters in ⌊2^R⌋ groups of about equal probability.
 *
 * Source   uniform scalar quantisation (Gersho & Gray 1992, chapter 5), in probability instead of value.
 * Bound    K groups have at most log₂ K ≤ R bits, often much less: the masses decide where groups can end.
 * Ends     by itself, when all mass is placed.
 */
export const uniformQuantiser = method({
  label: 'Uniform quantiser',
  source: 'Gersho & Gray 1992, chapter 5',
  precision: 'float64',
  params: { rate },
  *solve(problem, params, run) {
    yield* eachCouple(problem, function* (couple) {
      const R = couple.rate ?? params.rate;
      const groups = Math.floor(2 ** R);
      const seen = new Map<number, number>();
      const labels = new Int32Array(couple.p.length);
      let below = 0;
      couple.p.forEach((mass, x) => {
        // The group in which the middle of the letter's mass lies; empty groups are not numbered.
        const group = Math.min(groups - 1, Math.floor(groups * (below + mass / 2)));
        if (!seen.has(group)) seen.set(group, seen.size);
        labels[x] = seen.get(group)!;
        below += mass;
      });
      const coded = codedChain(couple, labels, R);
      yield { ...coded, leftT: coded.leftT.slice(), leftY: coded.leftY.slice() };
      for (const chain of decoded(coded)) {
        run.count('comparisons', chain.letters + couple.q.length);
        yield chain;
      }
    });
  },
});
