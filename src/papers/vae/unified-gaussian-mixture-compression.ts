import { difference, final, minimum, ratio } from '../../claims/claim.ts';
import type { Paper, PaperRun } from '../paper.ts';

const digits = { bench: 'vae/quantisers', instance: 'digits' } as const;

const runs = {
  several: {
    ...digits,
    method: 'productCodebooks',
    params: { groups: '8', codes: 16 },
    preset: '8 × 16',
    shows: 'Eight codebooks of 16 codewords, a row of pixels each: as large as one codebook of 16, and far better.',
    companions: ['jointCodebook', 'cascade', 'scalarQuantiser'],
  },
  large: {
    ...digits,
    method: 'jointCodebook',
    params: { codes: 256 },
    preset: '1 × 256',
    shows: 'Eight bits an image in one codebook of whole images.',
    companions: ['productCodebooks'],
  },
  levels: {
    ...digits,
    method: 'cascade',
    params: { levels: 2, groups: '4', codes: 16 },
    preset: 'Two levels, 4 × 16',
    shows: 'The second level quantises what the first left.',
    companions: ['productCodebooks'],
  },
  single: { ...digits, method: 'jointCodebook', params: { codes: 16 } },
  halves: { ...digits, method: 'productCodebooks', params: { groups: '2', codes: 16 } },
  quarters: { ...digits, method: 'productCodebooks', params: { groups: '4', codes: 4 } },
} satisfies Record<string, PaperRun>;

const seeds = [1, 2];
const setting = 'UCI digits, 8 × 8: k-means on 1,438 images, measured on 359 others';
const quick = <T>(form: T) => ({ ...form, seeds });

export default {
  summary:
    'Vector quantisation with several codebooks and levels: much from little storage, and joint where it can be.',
  sections: [
    {
      heading: 'The idea',
      text: [
        'Learned image codecs usually quantise each latent variable by itself and hope that an entropy model makes up for what variables have in common. This paper quantises vectors: their law is taken as a mixture whose means are codewords, so that correlation within a vector is built into the codewords.',
        'One codebook for long vectors is too large to learn and to store. So the vector is cut into M groups with a codebook each, and what they leave over goes to further levels of quantisers.',
      ],
      equations: [
        {
          tex: String.raw`k_m=\arg\min_k\|y_m-c_{mk}\|^2,\qquad y^{(\ell+1)}=y^{(\ell)}-\hat y^{(\ell)}`,
          says: 'Nearest codeword in every group; a level quantises the residual of those before it.',
        },
      ],
    },
    {
      heading: 'Two comparisons',
      text: [
        'At equal storage, M codebooks of K short codewords beat one of K long ones by far: they describe K^M images, at M times the rate. At equal rate it is the other way round: a joint codebook uses what the groups have in common, and is as many times larger.',
      ],
    },
  ],
  algorithm: [
    'Cut each vector into M groups; start K codewords of each at different training vectors.',
    'Every group chooses its nearest codeword. (The paper samples it in training: softmax of −τ distance²/√K.)',
    'Codewords become the means of what chose them; a codeword nobody chose moves to a vector of the most used one.',
    'Subtract what was chosen; the next level does the same with the residual.',
    'Rate: entropy of the numbers over groups and levels. Distortion: mean squared error.',
  ],
  tries: [
    { text: 'Cut images into rows.', run: 'several', label: '8 × 16' },
    { text: 'Spend eight bits on whole images.', run: 'large', label: '1 × 256' },
    { text: 'Quantise what is left.', run: 'levels', label: 'Two levels' },
  ],
  runs,
  claims: [
    {
      id: 'equal-storage',
      says: 'At equal storage several codebooks reach less than half the distortion of one.',
      where: 'Section 3.2',
      unit: 'times the distortion of one codebook',
      axis: { scale: 'linear', domain: [0, 1] },
      quick: quick({
        measure: ratio(final('distortion', 'several'), final('distortion', 'single')),
        atMost: 0.5,
        setting: `${setting}; 8 × 16 against 1 × 16.`,
      }),
    },
    {
      id: 'same-storage',
      says: 'M codebooks of short codewords take no more room than one of long ones.',
      where: 'Section 3.2',
      unit: 'numbers stored, difference',
      axis: { scale: 'linear', domain: [-10, 10] },
      quick: quick({
        measure: difference(final('stored', 'several'), final('stored', 'single')),
        atMost: 0,
        setting: `${setting}; 8 × 16 against 1 × 16.`,
      }),
    },
    {
      id: 'equal-rate-two',
      says: 'At equal nominal rate splitting hurts: a joint codebook exploits correlation.',
      where: 'Section 1; section 3.1',
      unit: 'times the distortion of one codebook',
      axis: { scale: 'linear', domain: [0, 3] },
      quick: quick({
        measure: ratio(final('distortion', 'halves'), final('distortion', 'large')),
        atLeast: 1,
        setting: `${setting}; 2 × 16 against 1 × 256, 8 bits each.`,
      }),
    },
    {
      id: 'equal-rate-four',
      says: 'And the more it is split the more it hurts.',
      where: 'Section 1; section 3.1',
      unit: 'times the distortion of two codebooks',
      axis: { scale: 'linear', domain: [0, 3] },
      quick: quick({
        measure: ratio(final('distortion', 'quarters'), final('distortion', 'halves')),
        atLeast: 1,
        setting: `${setting}; 4 × 4 against 2 × 16, 8 bits each.`,
      }),
    },
    {
      id: 'entropy-bound',
      says: 'The entropy of the numbers never exceeds M log₂ K.',
      where: 'Section 3.2',
      unit: 'bits below the nominal rate, least over the run',
      axis: { scale: 'linear', domain: [-1, 4] },
      quick: quick({
        measure: minimum('slack', 'several'),
        atLeast: 0,
        setting: `${setting}; 8 × 16, after every step.`,
      }),
    },
  ],
  limits: [
    'Vector quantisation in pixel space: k-means in place of networks, samples and straight-through gradients. The paper’s rates and distortions on photographs are not measured here.',
    'Levels are of one size, without down-sampling between them.',
    'At equal rate a joint codebook needs sixteen times the storage of two: the comparison is of descriptions, not of cost.',
  ],
} satisfies Paper;
