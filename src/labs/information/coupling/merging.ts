/** Blocks of letters whose masses were added: a deterministic code of X. */
export interface Block {
  readonly mass: number;
  readonly members: readonly number[];
}

/** −Σ m log₂ m. */
export function blockEntropy(blocks: readonly Block[]): number {
  let sum = 0;
  for (const { mass } of blocks) if (mass > 0) sum -= mass * Math.log2(mass);
  return sum;
}

/** Every letter by itself, largest first; ties keep the order of the letters. */
export const singletons = (p: Float64Array): Block[] =>
  sorted(Array.from(p, (mass, letter) => ({ mass, members: [letter] })));

const sorted = (blocks: Block[]): Block[] => blocks.sort((a, b) => b.mass - a.mass);

/** The blocks with the one at `from` put into the one at `into`, largest first. */
function merged(blocks: readonly Block[], from: number, into: number): Block[] {
  const rest = blocks.filter((_, k) => k !== from && k !== into);
  const [a, b] = [blocks[into]!, blocks[from]!];
  return sorted([...rest, { mass: a.mass + b.mass, members: [...a.members, ...b.members] }]);
}

/** The two smallest blocks become one. Two blocks at least. */
export const mergeSmallest = (blocks: readonly Block[]): Block[] =>
  merged(blocks, blocks.length - 1, blocks.length - 2);

/** The smallest block goes into the largest. Two blocks at least. */
export const mergeIntoLargest = (blocks: readonly Block[]): Block[] => merged(blocks, blocks.length - 1, 0);

/** Which block each of n letters is in, blocks numbered by their first letter. */
export function labelsOf(blocks: readonly Block[], n: number): Int32Array {
  const labels = new Int32Array(n);
  const firsts = blocks.map(({ members }) => Math.min(...members));
  blocks
    .map((block, k) => ({ block, first: firsts[k]! }))
    .sort((a, b) => a.first - b.first)
    .forEach(({ block }, label) => {
      for (const letter of block.members) labels[letter] = label;
    });
  return labels;
}
