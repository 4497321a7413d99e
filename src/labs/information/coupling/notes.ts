import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

const decoderLines = [
  'Take the largest mass left of T and the largest left of Y.',
  'Put the smaller of the two into their cell and subtract it from both.',
  'Repeat until no mass is left.',
];

/** What each method is, for the reader: idea, equations, what to try, what to look for. */
export const notes: Readonly<Record<string, MethodNotes>> = {
  greedyCoupling: {
    idea: [
      'Two laws are fixed, and their joint law is not. The less entropy it has, the more each side says about the other. Finding the least is NP-hard, but a greedy rule gets within about half a bit: always put the two largest masses together.',
    ],
    equations: [
      {
        tex: `I(X;Y)=H(p)+H(q)-H(X,Y)`,
        says: 'Both entropies are given, so the joint one decides.',
      },
      { tex: String.raw`m=\min(\max_x p_x,\ \max_y q_y)`, says: 'The mass of one step.' },
    ],
    pseudocode: [
      'Take the largest mass left of X and the largest left of Y.',
      'Put the smaller of the two into their cell and subtract it from both.',
      'Repeat until no mass is left: at most n + m − 1 times.',
    ],
    tries: [],
    look: [
      'The masses come in falling order; the first few carry most of the information.',
      'The excess over the lower bound is what greed costs, or less.',
    ],
    source: source('greedy-coupling'),
  },
  independentCoupling: {
    idea: ['The joint law in which neither side says anything about the other: every cell is filled by the product.'],
    equations: [{ tex: String.raw`P_{xy}=p_x\,q_y`, says: 'All n · m cells carry mass, and I(X;Y) is zero.' }],
    pseudocode: ['Fill each cell with the product of its marginals.'],
    tries: [],
    look: ['How far above the lower bound it lies is the room the other methods have.'],
    source: source('independent-coupling'),
  },
  entropyBoundedBottleneck: {
    idea: [
      'First a code of at most R bits, then a coupling of the code with Y. The encoder merges letters: preferably the two rarest, which costs least. If that is not enough, it merges the rarest into the commonest instead, which can cost at most h(p₂) bits, and goes on.',
      'So the code ends at most h(p₂) bits below the rate, for every law.',
    ],
    equations: [
      { tex: String.raw`R-I(X;T)\le h(p_2)`, says: 'The guarantee; p₂ is the second largest mass of p.' },
      {
        tex: String.raw`I(X;Y)\ge I(X;T)+I(T;Y)-R`,
        says: 'Why the two halves may be solved one after the other.',
      },
    ],
    pseudocode: [
      'Every letter is a block.',
      'While H(blocks) > R: merge the two smallest, if that brings H to R or below;',
      'otherwise merge the smallest into the largest.',
      ...decoderLines,
    ],
    tries: [
      { text: 'One bit: at best two blocks of even mass.', set: { rate: 1 } },
      { text: 'No bound: T is X.', set: { rate: 8 } },
    ],
    look: [
      'During the encoder I(X;T) falls with every merge; during the decoder I(X;Y) grows with every mass.',
      'Rate left over at the end is what determinism costs.',
    ],
    source: source('entropy-bounded-bottleneck'),
  },
  huffmanBottleneck: {
    idea: [
      'Merge the two rarest blocks until the entropy fits. Each merge is the cheapest one, but the last may be of two large blocks and throw away a whole bit at once.',
    ],
    equations: [
      {
        tex: String.raw`\Delta H=(a+b)\,h\!\left(\tfrac{a}{a+b}\right)`,
        says: 'What merging blocks of mass a and b costs: more, the larger and the more alike they are.',
      },
    ],
    pseudocode: ['Every letter is a block.', 'While H(blocks) > R: merge the two smallest.', ...decoderLines],
    tries: [{ text: 'Just below a bit, two even blocks fall together and nothing is left.', set: { rate: 0.9 } }],
    look: ['In the curve of I(X;T) against R its steps are higher than the greedy encoder’s.'],
    source: source('huffman-bottleneck'),
  },
  uniformQuantiser: {
    idea: [
      'Cut the letters, in their order, into as many groups of about equal probability as the rate allows. It does not look at single masses, and uses only whole numbers of groups.',
    ],
    equations: [{ tex: String.raw`K=\lfloor 2^R\rfloor,\quad H(T)\le\log_2K\le R`, says: 'K groups always fit.' }],
    pseudocode: [
      'K = the largest whole number of groups with log₂ K ≤ R.',
      'Put each letter into the group in which the middle of its mass lies.',
      ...decoderLines,
    ],
    tries: [
      { text: 'Between one bit and log₂ 3 it still makes two groups.', set: { rate: 1.5 } },
      { text: 'Four groups.', set: { rate: 2 } },
    ],
    look: ['The rate left over: a large part of it, whenever one letter is heavier than a group should be.'],
    source: source('uniform-quantiser'),
  },
};
