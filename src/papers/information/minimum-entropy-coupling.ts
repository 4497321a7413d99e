import { final, maximum, minimum } from '../../claims/claim.ts';
import type { Paper, PaperRun } from '../paper.ts';

const coupling = 'information/coupling' as const;
const bottleneck = 'entropyBoundedBottleneck' as const;
const three = { bench: coupling, instance: 'examplePair', method: bottleneck } as const;

const runs = {
  chain: {
    bench: coupling,
    instance: 'distributions',
    instanceParams: { n: 16, m: 16 },
    method: bottleneck,
    params: { rate: 2 },
    companions: ['huffmanBottleneck', 'uniformQuantiser'],
    preset: 'Two bits between two laws',
    shows: 'The encoder merges letters until its code fits in two bits, then the decoder places mass by mass.',
  },
  coupling: {
    bench: coupling,
    instance: 'distributions',
    instanceParams: { n: 16, m: 16 },
    method: 'greedyCoupling',
    companions: ['independentCoupling'],
    preset: 'No bottleneck',
    shows: 'Thirty-one masses are enough to join two laws of sixteen letters almost as tightly as possible.',
  },
  enumerated: {
    bench: coupling,
    instance: 'distributions',
    instanceParams: { n: 8, m: 8, source: 'geometric' },
    method: bottleneck,
    params: { rate: 1.3 },
    companions: ['huffmanBottleneck'],
    preset: 'Against every code',
    shows: 'With eight letters all 4,140 codes can be tried: the greedy one is close to the best almost everywhere.',
  },
  manyPairs: {
    bench: coupling,
    instance: 'randomPairs',
    instanceParams: { trials: 200, fewest: 3, most: 29 },
    method: 'greedyCoupling',
    companions: ['independentCoupling'],
    preset: 'Two hundred pairs',
    shows: 'One pair of random laws a step, and how far each coupling is from the lower bound.',
  },
  manyCodes: {
    bench: coupling,
    instance: 'randomPairs',
    instanceParams: { trials: 150, fewest: 2, most: 7 },
    method: bottleneck,
    companions: ['huffmanBottleneck'],
    preset: 'A hundred and fifty codes',
    shows: 'One random law and rate a step: the slack of the bound never goes below zero.',
  },
  notBest: {
    ...three,
    params: { rate: 0.6 },
    preset: 'Where greedy fails',
    shows: 'At R = 0.6 the greedy encoder throws everything away; another code would keep 0.469 bit.',
  },
  wide: { ...three, params: { rate: 1.1 } },
  middle: { ...three, params: { rate: 0.85 } },
  morePairs: {
    bench: coupling,
    instance: 'randomPairs',
    instanceParams: { trials: 500, fewest: 3, most: 64 },
    method: 'greedyCoupling',
  },
  moreCodes: {
    bench: coupling,
    instance: 'randomPairs',
    instanceParams: { trials: 500, fewest: 2, most: 30 },
    method: bottleneck,
  },
} satisfies Record<string, PaperRun>;

export default {
  summary:
    'Squeeze one law through a code of limited entropy, then couple the code with another law as tightly as can be.',
  sections: [
    {
      heading: 'The idea',
      text: [
        'Two distributions are given, one for a message and one for what it must look like when it arrives: steps in a game, say, or words of a text. The receiver should guess the message as well as possible, so the two are to be joined in the way that makes one say the most about the other. Since both laws are fixed, that is the joint law of least entropy.',
        'This paper puts a code of limited entropy between the two. The task then splits in two: an encoder that keeps as much of the message as the rate allows, and a decoder that couples the code with the law of the output.',
      ],
    },
    {
      heading: 'The problem',
      text: [
        'All three terms of the bound are simple: the first is the encoder’s, the second the decoder’s, and the rate is what is given.',
      ],
      equations: [
        {
          tex: String.raw`\max\ I(X;Y)\quad\text{with}\quad X\to T\to Y,\ \ X\sim p,\ \ Y\sim q,\ \ H(T)\le R`,
          says: 'Both ends of the chain have their law; the middle has at most R bits.',
        },
        {
          tex: String.raw`I(X;Y)\ \ge\ I(X;T)+I(T;Y)-R`,
          says: 'So an encoder and a decoder that are good by themselves are good together.',
        },
      ],
    },
    {
      heading: 'The two greedy halves',
      text: [
        'The encoder merges letters. Merging the two smallest blocks costs least; merging the smallest into the largest costs less than h(p₂) bits, whatever the law, and that is what bounds how far below the rate the end can lie.',
        'The decoder takes the largest mass left on each side and puts as much of the two together as both have. Half a bit above the best is the worst that can happen.',
      ],
      equations: [
        {
          tex: String.raw`R-I(X;T)\ \le\ h(p_2)`,
          says: 'h is the binary entropy, p₂ the second largest mass of p.',
        },
        {
          tex: String.raw`H(T,Y)\ \le\ \min H+\tfrac{\log_2 e}{e}\approx\min H+0.53`,
          says: 'How far greedy coupling of two laws can be from the best (Compton et al. 2023).',
        },
      ],
    },
  ],
  algorithm: [
    'Start with every letter of X a block of its own.',
    'While the entropy of the blocks is above R:',
    '  merge the two smallest; if that is enough, stop there;',
    '  otherwise merge the smallest into the largest instead.',
    'The block is the code T.',
    'Until no mass is left: take the largest mass left of T and of Y,',
    '  put the smaller of the two into their cell, and subtract it from both.',
  ],
  tries: [
    { text: 'Follow a whole chain, and lower the rate.', run: 'chain', label: 'R = 2' },
    { text: 'Leave the bottleneck out.', run: 'coupling', label: 'Greedy coupling' },
    { text: 'Compare with every code there is.', run: 'enumerated', label: 'Eight letters' },
    { text: 'Find where the greedy encoder is not the best.', run: 'notBest', label: 'R = 0.6' },
    { text: 'Look for a pair on which the bound fails.', run: 'manyCodes', label: '150 laws' },
  ],
  runs,
  claims: [
    {
      id: 'encoder-bound',
      says: 'The greedy encoder keeps all of the rate but at most h(p₂) bits.',
      where: 'Theorem on the greedy encoder',
      unit: 'bits of slack in the worst case',
      axis: { scale: 'linear', domain: [-0.5, 0.5] },
      quick: {
        measure: minimum('slack', 'manyCodes'),
        seeds: [1, 2, 3],
        atLeast: 0,
        setting: '150 random laws of 2 to 7 letters, R uniform between 0 and H(X).',
      },
      full: {
        measure: minimum('slack', 'moreCodes'),
        seeds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        atLeast: 0,
        setting: '500 random laws of 2 to 30 letters, R uniform between 0 and H(X).',
      },
    },
    {
      id: 'rate-kept',
      says: 'Its code never has more entropy than the rate.',
      where: 'Definition of the bottleneck',
      unit: 'bits of rate left in the worst case',
      axis: { scale: 'linear', domain: [-0.5, 0.5] },
      quick: {
        measure: minimum('rateLeft', 'manyCodes'),
        seeds: [1, 2, 3],
        atLeast: 0,
        setting: '150 random laws of 2 to 7 letters, R uniform between 0 and H(X).',
      },
    },
    {
      id: 'decoder-bound',
      says: 'Greedy coupling is within about half a bit of the least entropy possible.',
      where: 'Decoder; Compton et al. 2023',
      unit: 'bits above the lower bound in the worst case',
      axis: { scale: 'linear', domain: [0, 4] },
      quick: {
        measure: maximum('excess', 'manyPairs'),
        seeds: [1, 2, 3],
        atMost: 0.53,
        setting: '200 pairs of random laws of 3 to 29 letters; the bound is by majorisation.',
      },
      full: {
        measure: maximum('excess', 'morePairs'),
        seeds: [1, 2, 3, 4, 5],
        atMost: 0.53,
        setting: '500 pairs of random laws of 3 to 64 letters; the bound is by majorisation.',
      },
    },
    {
      id: 'three-letters-wide',
      says: 'At R = 1.1 the code of (0.7, 0.2, 0.1) merges the two rare letters and keeps 0.881 bit.',
      where: 'By hand, from the algorithm',
      unit: 'bits kept of X',
      axis: { scale: 'linear', domain: [0, 1.2] },
      quick: {
        measure: final('informationXT', 'wide'),
        seeds: [1],
        atLeast: 0.8805,
        atMost: 0.8815,
        setting: 'Three letters, R = 1.1.',
      },
    },
    {
      id: 'three-letters-middle',
      says: 'At R = 0.85 it merges the rarest letter into the commonest one and keeps 0.722 bit.',
      where: 'By hand, from the algorithm',
      unit: 'bits kept of X',
      axis: { scale: 'linear', domain: [0, 1.2] },
      quick: {
        measure: final('informationXT', 'middle'),
        seeds: [1],
        atLeast: 0.7215,
        atMost: 0.7225,
        setting: 'Three letters, R = 0.85.',
      },
    },
    {
      id: 'three-letters-narrow',
      says: 'Greedy is not best: at R = 0.6 it keeps nothing, where another code keeps 0.469 bit.',
      where: 'By hand, from the algorithm',
      unit: 'bits kept of X',
      axis: { scale: 'linear', domain: [0, 1.2] },
      quick: {
        measure: final('informationXT', 'notBest'),
        seeds: [1],
        atMost: 0.0005,
        setting: 'Three letters, R = 0.6.',
      },
    },
  ],
  limits: [
    'The paper’s pseudo-code of the encoder was not at hand. Ours is rebuilt from its theorem, and meets the theorem’s bound on every law tried.',
    'Only deterministic codes are built: the paper’s mixtures of two neighbouring codes, which use the last of the rate, are not here.',
    'The paper’s application, a message hidden in the moves of an agent in a noisy world, does not run here.',
  ],
} satisfies Paper;
