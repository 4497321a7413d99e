import { type Block, blockEntropy, mergeIntoLargest, mergeSmallest, singletons } from './merging.ts';

/** Rates at which the curves are drawn. */
const POINTS = 96;
/** Most letters whose partitions are all tried: 4,140 of them. */
const MOST_ENUMERATED = 8;
/** Beyond, the curves would hold the page up. */
const MOST_MERGED = 64;

export interface RateCurve {
  /** R, in bits, from 0 to H(X). */
  readonly rates: Float32Array;
  /** I(X;T) of each encoder at that R, in bits. */
  readonly greedy: Float32Array;
  readonly huffman: Float32Array;
  /** Best of all deterministic codes; null above eight letters. */
  readonly best: Float32Array | null;
}

/** I(X;T) against R of the two merging encoders and of the best code; null above 64 letters. */
export function rateCurve(p: Float64Array): RateCurve | null {
  if (p.length > MOST_MERGED) return null;
  const start = singletons(p);
  const top = blockEntropy(start);
  const rates = Float32Array.from({ length: POINTS }, (_, k) => (top * k) / (POINTS - 1));
  const huffmanPath = path(start, mergeSmallest);
  const largestPath = path(start, mergeIntoLargest);
  const all = p.length <= MOST_ENUMERATED ? partitionEntropies(p) : null;
  const at = (find: (rate: number) => number) => Float32Array.from(rates, (rate) => find(rate + 1e-9));
  return {
    rates,
    huffman: at((rate) => blockEntropy(huffmanPath.find((blocks) => blockEntropy(blocks) <= rate)!)),
    greedy: at((rate) => greedyEntropy(largestPath, rate)),
    best: all ? at((rate) => all.reduce((most, h) => (h <= rate && h > most ? h : most), 0)) : null,
  };
}

/** All states on the way to a single block. */
function path(start: readonly Block[], merge: (blocks: readonly Block[]) => Block[]): (readonly Block[])[] {
  const out = [start];
  for (let blocks = start; blocks.length > 1; out.push(blocks)) blocks = merge(blocks);
  return out;
}

/** What the greedy encoder ends with: it always goes on from the merge into the largest block. */
function greedyEntropy(states: readonly (readonly Block[])[], rate: number): number {
  for (const blocks of states) {
    const entropy = blockEntropy(blocks);
    if (entropy <= rate) return entropy;
    const smallest = blockEntropy(mergeSmallest(blocks));
    if (smallest <= rate) return smallest;
  }
  return 0;
}

/** Entropies of all set partitions of the letters, in bits; at most eight letters. */
export function partitionEntropies(p: Float64Array): number[] {
  const out: number[] = [];
  const masses: number[] = [];
  const place = (letter: number): void => {
    if (letter === p.length) {
      out.push(masses.reduce((sum, mass) => (mass > 0 ? sum - mass * Math.log2(mass) : sum), 0));
      return;
    }
    for (let block = 0; block <= masses.length; block++) {
      const before = masses[block];
      masses[block] = (before ?? 0) + p[letter]!;
      place(letter + 1);
      if (before === undefined) masses.pop();
      else masses[block] = before;
    }
  };
  place(0);
  return out;
}
