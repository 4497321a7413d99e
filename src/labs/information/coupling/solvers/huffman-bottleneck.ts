import { codedChain, decoded, eachCouple } from '../chains.ts';
import { type Block, blockEntropy, labelsOf, mergeSmallest, singletons } from '../merging.ts';
import { method } from '../problem.ts';
import { rate } from './entropy-bounded-bottleneck.ts';

/**
 * A baseline encoder: merge the two smallest blocks, as in a Huffman tree, until the entropy is at most R.
 *
 * Source   the merging order of Huffman 1952; as an encoder, the baseline of the bench.
 * Fails    by falling far below R: the late merges are of large blocks, and one of them can cost a whole bit.
 * Ends     by itself, when all mass is placed.
 */
export const huffmanBottleneck = method({
  label: 'Huffman merging',
  source: 'Huffman 1952, merging order',
  precision: 'float64',
  params: { rate },
  *solve(problem, params, run) {
    yield* eachCouple(problem, function* (couple) {
      const R = couple.rate ?? params.rate;
      const n = couple.p.length;
      let blocks: readonly Block[] = singletons(couple.p);
      while (blocks.length > 1 && blockEntropy(blocks) > R) {
        blocks = mergeSmallest(blocks);
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
