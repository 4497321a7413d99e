import type { Random } from './random.ts';

/** The numbers 0 … n − 1 in random order: Fisher–Yates from the end, j = ⌊u (i + 1)⌋. */
export function permutation(random: Random, n: number): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
