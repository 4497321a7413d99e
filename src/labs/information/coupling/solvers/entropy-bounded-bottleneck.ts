import { number } from '../../../../params/descriptor.ts';
import { codedChain, decoded, eachCouple } from '../chains.ts';
import { type Block, blockEntropy, labelsOf, mergeIntoLargest, mergeSmallest, singletons } from '../merging.ts';
import { method } from '../problem.ts';

/** R, as every method with a bottleneck takes it. */
export const rate = number({
  label: 'Rate',
  symbol: 'R',
  unit: 'bits',
  help: 'most entropy the code T may have; each of many random pairs has its own instead',
  min: 0,
  max: 8,
  default: 2,
});

/**
 * The whole chain: a greedy entropy-bounded encoder, then the greedy coupling of its code with Y.
 *
 * Source   Ebrahimi, Chen & Khisti 2024: I(X;Y) ≥ I(X;T) + I(T;Y) − R splits the problem into max I(X;T) with
 *          H(T) ≤ R and a minimum-entropy coupling of T and Y.
 * Bound    R − I(X;T) ≤ h(p₂), p₂ the second largest mass, h the binary entropy, for R ≤ H(X).
 * Cost     at most n merges of O(n log n), then at most n + m − 1 masses.
 * Ends     by itself, when all mass is placed.
 * Departs  the paper's pseudo-code was not at hand; the encoder is rebuilt from its theorem: every merge into the largest
 *          block costs at most h(p₂) bits, so the last one does not fall further below R than that.
 */
export const entropyBoundedBottleneck = method({
  label: 'Entropy-bounded bottleneck',
  source: 'Ebrahimi, Chen & Khisti 2024, greedy encoder and decoder',
  precision: 'float64',
  params: { rate },
  *solve(problem, params, run) {
    yield* eachCouple(problem, function* (couple) {
      const R = couple.rate ?? params.rate;
      const n = couple.p.length;
      let blocks: readonly Block[] = singletons(couple.p);
      while (blocks.length > 1 && blockEntropy(blocks) > R) {
        // The dearer merge first: it gives up least. Where it is not enough, the cheaper one goes further down.
        const smallest = mergeSmallest(blocks);
        blocks = blockEntropy(smallest) <= R ? smallest : mergeIntoLargest(blocks);
        run.count('comparisons', n);
        yield codedChain(couple, labelsOf(blocks, n), R);
      }
      for (const chain of decoded(codedChain(couple, labelsOf(blocks, n), R))) {
        run.count('comparisons', chain.letters + couple.q.length);
        yield chain;
      }
    });
  },
});
