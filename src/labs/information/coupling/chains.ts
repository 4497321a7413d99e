import { greedyMasses } from '../../../math/greedy-coupling.ts';
import type { Chain, Couple, Marginals, Place } from './problem.ts';

/** One pair step by step; of many pairs each is one step, seen at its end. */
export function* eachCouple(
  { pairs }: Marginals,
  chain: (couple: Couple) => Iterable<Chain>,
): Generator<Chain | undefined, void> {
  if (pairs.length === 1) return yield* chain(pairs[0]!);
  for (const couple of pairs) {
    let last: Chain | undefined;
    for (last of chain(couple));
    yield last;
  }
}

/** A chain whose code is the block of each letter, with nothing placed yet. */
export function codedChain(couple: Couple, labels: Int32Array, rate: number | null): Chain {
  const letters = labels.reduce((most, label) => Math.max(most, label + 1), 0);
  const encoder = new Float64Array(labels.length * letters);
  const leftT = new Float64Array(letters);
  labels.forEach((label, x) => {
    encoder[x * letters + label] = couple.p[x]!;
    leftT[label] = leftT[label]! + couple.p[x]!;
  });
  return { couple, phase: 'Encoder', rate, encoder, letters, places: [], leftT, leftY: couple.q.slice() };
}

/** The decoder: T and Y are coupled greedily, a mass a step. */
export function* decoded(chain: Chain): Generator<Chain, void> {
  const places: Place[] = [];
  for (const { cell, mass } of greedyMasses([chain.leftT, chain.leftY])) {
    places.push({ t: cell[0]!, y: cell[1]!, mass });
    yield { ...chain, phase: 'Decoder', places };
  }
}

/** Every letter its own code. */
export const identity = (n: number): Int32Array => Int32Array.from({ length: n }, (_, k) => k);
