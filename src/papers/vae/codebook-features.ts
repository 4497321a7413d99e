import { difference, final } from '../../claims/claim.ts';
import type { Paper, PaperRun } from '../paper.ts';

const automaton = { bench: 'vae/codebook-features', instance: 'automaton' } as const;
const coded = { ...automaton, method: 'codebook' } as const;
const short = { maxSteps: 100 } as const;

const runs = {
  one: {
    ...coded,
    preset: 'One codeword',
    shows: '36 states through one of 64 codewords: most get one of their own, some must share.',
    companions: ['plain'],
  },
  four: {
    ...coded,
    params: { kept: 4 },
    preset: 'Four codewords',
    shows: 'Four codewords at a time tell all states apart.',
    companions: ['plain'],
  },
  bare: {
    ...coded,
    params: { reconstruction: 0 },
    preset: 'No reconstruction term',
    shows: 'Codewords that only follow the output’s gradient: many are never chosen again.',
  },
  few: { ...coded, params: { codes: 24 }, preset: '24 codewords', shows: 'Fewer codewords than states.' },
  plain: { ...automaton, method: 'plain' },
  shortOne: { ...coded, ...short },
  shortFour: { ...coded, params: { kept: 4 }, ...short },
  shortBare: { ...coded, params: { reconstruction: 0 }, ...short },
  shortPlain: { ...automaton, method: 'plain', ...short },
} satisfies Record<string, PaperRun>;

const setting = (batches: string) =>
  `36 states with four successors, eight neurons, 64 codewords, Adam at 0.003, ${batches} batches of 128 transitions.`;
const quickly = { seeds: [1], setting: setting('1,000') } as const;
const fully = { seeds: [1, 2, 3], setting: setting('2,500') } as const;

export default {
  summary: 'A layer that speaks in a few codewords can be read and steered; the price is measured.',
  sections: [
    {
      heading: 'The idea',
      text: [
        'Networks pack more features into a layer than it has neurons, so that no neuron means one thing. Codewords are an alternative alphabet: after each layer only the k most similar of a learned codebook pass, and what the network computes is a short list of words.',
        'A word can be looked up in the data, and replaced. In an automaton whose states are known one can see whether each state gets its own word, and whether overwriting it sends the network where it should go.',
      ],
      equations: [
        {
          tex: String.raw`\hat a=\frac1k\sum_{j\in\operatorname{top}_k\langle a,c_j/\|c_j\|\rangle}c_j`,
          says: 'What passes in place of the activations a.',
        },
      ],
    },
  ],
  algorithm: [
    'Read the two digits of a state; encode them in eight neurons.',
    'Take the k codewords of largest inner product, codes at length 1; pass on their mean.',
    'Decode to a distribution of next states; cross-entropy of sampled transitions.',
    'Send the gradient past the codebook unchanged.',
    'Move chosen codewords by that gradient, and towards the activations they replaced.',
    'One step of Adam on networks and codewords.',
  ],
  tries: [
    { text: 'Give every state one word.', run: 'one', label: 'k = 1' },
    { text: 'Let four pass at once.', run: 'four', label: 'k = 4' },
    { text: 'Leave the reconstruction term out.', run: 'bare', label: 'λ = 0' },
  ],
  runs,
  claims: [
    {
      id: 'four-lossless',
      says: 'With several codewords the discrete network loses next to nothing.',
      where: 'Section 3; tables of the state machine',
      unit: 'valid mass lost',
      axis: { scale: 'linear', domain: [-0.05, 0.2] },
      quick: {
        measure: difference(final('validMass', 'shortPlain'), final('validMass', 'shortFour')),
        ...quickly,
        atMost: 0.03,
      },
      full: { measure: difference(final('validMass', 'plain'), final('validMass', 'four')), ...fully, atMost: 0.03 },
    },
    {
      id: 'one-lossless',
      says: 'With one codeword it loses little as well.',
      where: 'Section 3; tables of the state machine',
      unit: 'valid mass lost',
      axis: { scale: 'linear', domain: [-0.05, 0.3] },
      quick: {
        measure: difference(final('validMass', 'shortPlain'), final('validMass', 'shortOne')),
        ...quickly,
        atMost: 0.03,
      },
      full: { measure: difference(final('validMass', 'plain'), final('validMass', 'one')), ...fully, atMost: 0.03 },
    },
    {
      id: 'reconstruction',
      says: 'Drawing codewords to the activations they replace helps.',
      where: 'Section 2; training',
      unit: 'valid mass gained',
      axis: { scale: 'linear', domain: [-0.05, 0.5] },
      quick: {
        measure: difference(final('validMass', 'shortOne'), final('validMass', 'shortBare')),
        ...quickly,
        atLeast: 0.05,
      },
      full: { measure: difference(final('validMass', 'one'), final('validMass', 'bare')), ...fully, atLeast: 0.05 },
    },
    {
      id: 'isolates',
      says: 'More than half of the states get a codeword of their own.',
      where: 'Section 3; state codes',
      unit: 'states of 36',
      axis: { scale: 'linear', domain: [0, 36] },
      quick: { measure: final('ownStates', 'shortOne'), ...quickly, atLeast: 18 },
      full: { measure: final('ownStates', 'one'), ...fully, atLeast: 18 },
    },
  ],
  limits: [
    'A dense network and one codebook on an automaton of 36 states, in place of transformers with a codebook for every head and layer; language models do not run here.',
    'The near-lossless single codeword of the paper does not come out: 0.86 and 0.85 of the mass is valid with one codeword, 0.99 without a codebook (2,500 batches, seeds 1 and 2), since only 30 of 64 codewords stay in use. More steps or revived codewords would be needed.',
    'At k = 1 overwriting the layer by another state’s codeword gives that state’s own prediction, by construction.',
  ],
} satisfies Paper;
