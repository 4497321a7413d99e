import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

export const notes: Readonly<Record<string, MethodNotes>> = {
  productCodebooks: {
    idea: [
      'Quantise vectors, not single numbers: codewords are then the means of a mixture, and what components have in common is paid for once. A codebook for whole vectors would have to be exponentially large, so the vector is cut into groups with a codebook each.',
      'M codebooks of K codewords describe K^M different images and are as large as one codebook of K.',
    ],
    equations: [
      {
        tex: String.raw`k_m=\arg\min_k\|y_m-c_{mk}\|^2,\qquad \hat y_m=c_{m,k_m}`,
        says: 'Every group m is replaced by its nearest codeword.',
      },
      {
        tex: String.raw`R=\sum_{m}H(k_m)\;\le\;M\log_2K`,
        says: 'The rate is the entropy of the numbers; it is largest when codewords are used alike.',
      },
    ],
    pseudocode: [
      'start codewords at different training vectors',
      'repeat: codewords ← means of the vectors that chose them',
      '  a codeword nobody chose goes to a vector of the most used one',
      '  every vector chooses its nearest codeword',
      'until no choice changes',
    ],
    tries: [
      { text: 'The same storage in one codebook.', set: { groups: '1', codes: 16 } },
      { text: 'Eight bits in four small codebooks.', set: { groups: '4', codes: 4 } },
      { text: 'Large codebooks.', set: { codes: 64 } },
    ],
    look: [
      'At equal storage, more codebooks mean less distortion at a higher rate.',
      'At equal rate, fewer and longer codewords are better.',
    ],
    source: source('product-codebooks'),
  },
  jointCodebook: {
    idea: ['One codeword an image. Nothing describes images better at such a rate, and nothing is dearer to store.'],
    equations: [{ tex: String.raw`k=\arg\min_k\|y-c_k\|^2`, says: 'Each codeword is a whole image: a typical digit.' }],
    pseudocode: ['codewords ← means; images choose; repeat'],
    tries: [
      { text: 'Eight bits: 256 codewords for 1,438 images.', set: { codes: 256 } },
      { text: 'Four codewords.', set: { codes: 4 } },
    ],
    look: ['With many codewords the training distortion falls well below that of test images.'],
    source: source('joint-codebook'),
  },
  cascade: {
    idea: [
      'What one quantiser leaves over, the next one quantises. The covariance that codewords with one common spread cannot describe goes to the later levels.',
    ],
    equations: [
      {
        tex: String.raw`y^{(\ell+1)}=y^{(\ell)}-\hat y^{(\ell)},\qquad \hat y=\sum_\ell\hat y^{(\ell)}`,
        says: 'The decoder adds the levels.',
      },
    ],
    pseudocode: [
      'for every level: codewords ← means of the residuals; residuals choose',
      'subtract; go to the next level',
    ],
    tries: [
      { text: 'Three levels.', set: { levels: 3 } },
      { text: 'Two levels of one codebook each.', set: { groups: '1' } },
    ],
    look: ['The first level takes most of the energy; each later one takes a smaller share of what is left.'],
    source: source('cascade'),
  },
  scalarQuantiser: {
    idea: ['Round every pixel by itself. Simple, with nothing to store, and blind to what pixels have in common.'],
    equations: [
      {
        tex: String.raw`\hat y=\frac{\lfloor Ky\rfloor+\tfrac12}{K}`,
        says: 'The middle of one of K equal intervals.',
      },
    ],
    pseudocode: ['round; done'],
    tries: [
      { text: 'Black or white.', set: { grades: 2 } },
      { text: 'Sixteen grey levels.', set: { grades: 16 } },
    ],
    look: ['Even two grey levels cost more bits than eight codebooks of 16 codewords, and are worse.'],
    source: source('scalar-quantiser'),
  },
};
