import { difference, final } from '../../claims/claim.ts';
import type { Paper, PaperRun } from '../paper.ts';

const stream = { bench: 'vae/key-values', instance: 'stream' } as const;
const together = { ...stream, instanceParams: { taskSize: '10' } } as const;
const companions = ['linearSoftmax', 'mlp'] as const;

const runs = {
  stream: {
    ...stream,
    method: 'keyValueBottleneck',
    preset: 'Class after class',
    shows: 'Five tasks of two digits each, seen once: what was learned stays.',
    companions: [...companions],
  },
  together: {
    ...together,
    method: 'keyValueBottleneck',
    preset: 'All classes at once',
    shows: 'No stream at all: the table costs next to nothing against a network.',
    companions: [...companions],
  },
  oneHead: {
    ...stream,
    method: 'keyValueBottleneck',
    params: { heads: 1 },
    preset: 'One head',
    shows: 'One projection and 64 keys: classes share keys, and there is nobody to outvote them.',
  },
  fewKeys: {
    ...stream,
    method: 'keyValueBottleneck',
    params: { keys: 8 },
    preset: 'Few keys',
    shows: 'Eight keys a head: what one class writes another reads.',
  },
  streamLinear: { ...stream, method: 'linearSoftmax' },
  streamMlp: { ...stream, method: 'mlp' },
  togetherMlp: { ...together, method: 'mlp' },
} satisfies Record<string, PaperRun>;

const seeds = [1];
const every = [1, 2, 3];
const setting = 'UCI digits, 24 principal components; five tasks of two classes, 40 epochs each; 32 heads of 64 keys';
const atOnce = 'The same images, all ten classes at once, 40 epochs';
const axis = { scale: 'linear', domain: [0, 1] } as const;

export default {
  summary: 'A frozen table of keys between features and answer, whose values alone are trained, does not forget.',
  sections: [
    {
      heading: 'The idea',
      text: [
        'A network trained on one task after another forgets, because each step moves weights that every earlier answer was made with. Usual remedies keep old examples, or must be told where a task ends.',
        'Here features come from an encoder that is left alone. Each of several heads projects them, finds the nearest of its keys, and reads the value stored there; the values read are averaged into the answer. Keys are placed by clustering images without labels and then frozen. A step changes only the values that were read.',
      ],
      equations: [
        {
          tex: String.raw`\text{logits}(x)=\frac1C\sum_{c=1}^{C}V_{c,\,k_c(x)},\qquad k_c(x)=\arg\min_n\|\mathrm{enc}(x)R_c-K_{c,n}\|^2`,
          says: 'C heads with a random projection R, keys K and values V each.',
        },
      ],
    },
    {
      heading: 'Why it does not forget',
      text: [
        'Images of different classes lie in different cells and so fetch different keys, at least in most heads. A value that new classes never fetch cannot be spoiled by them; where cells are shared, the other heads outvote the spoiled one.',
      ],
    },
  ],
  algorithm: [
    'Draw a projection R for every head, entries N(0, 2/(d + d_k)); start its N keys at random projected images.',
    'Three passes over images without labels: counts and sums of every key keep 0.95 of themselves; key = sum / count. Freeze.',
    'Values start at zero.',
    'For every batch of the stream: look up the nearest key of every head, average the values, softmax.',
    'V ← V − η (p − onehot)/batch for every value that was fetched; nothing else moves.',
  ],
  tries: [
    { text: 'Learn digits two by two.', run: 'stream', label: 'The stream' },
    { text: 'Take all but one head away.', run: 'oneHead', label: 'C = 1' },
    { text: 'Leave eight keys a head.', run: 'fewKeys', label: 'N = 8' },
    { text: 'See what the table costs without a stream.', run: 'together', label: 'All at once' },
  ],
  runs,
  claims: [
    {
      id: 'remembers',
      says: 'After a class-incremental stream the bottleneck still knows all classes.',
      where: 'Section 5.2',
      unit: 'test accuracy on all classes',
      axis,
      quick: { measure: final('accuracy', 'stream'), seeds, atLeast: 0.92, setting },
      full: { measure: final('accuracy', 'stream'), seeds: every, atLeast: 0.92, setting },
    },
    {
      id: 'above-linear',
      says: 'It is far above a linear classifier on the same features.',
      where: 'Section 5.2',
      unit: 'accuracy above the linear classifier',
      axis,
      quick: {
        measure: difference(final('accuracy', 'stream'), final('accuracy', 'streamLinear')),
        seeds,
        atLeast: 0.3,
        setting: `${setting}; linear η = 0.5.`,
      },
      full: {
        measure: difference(final('accuracy', 'stream'), final('accuracy', 'streamLinear')),
        seeds: every,
        atLeast: 0.3,
        setting: `${setting}; linear η = 0.5.`,
      },
    },
    {
      id: 'above-mlp',
      says: 'And farther above a network with a hidden layer.',
      where: 'Section 5.2',
      unit: 'accuracy above the MLP',
      axis,
      quick: {
        measure: difference(final('accuracy', 'stream'), final('accuracy', 'streamMlp')),
        seeds,
        atLeast: 0.55,
        setting: `${setting}; 64 hidden units, η = 0.3.`,
      },
      full: {
        measure: difference(final('accuracy', 'stream'), final('accuracy', 'streamMlp')),
        seeds: every,
        atLeast: 0.55,
        setting: `${setting}; 64 hidden units, η = 0.3.`,
      },
    },
    {
      id: 'no-cost',
      says: 'Where all classes come at once, the bottleneck costs little.',
      where: 'Section 5.2',
      unit: 'accuracy below the MLP',
      axis: { scale: 'linear', domain: [-0.05, 0.1] },
      quick: {
        measure: difference(final('accuracy', 'togetherMlp'), final('accuracy', 'together')),
        seeds,
        atMost: 0.03,
        setting: atOnce,
      },
      full: {
        measure: difference(final('accuracy', 'togetherMlp'), final('accuracy', 'together')),
        seeds: every,
        atMost: 0.03,
        setting: atOnce,
      },
    },
    {
      id: 'no-gap',
      says: 'To see classes one after another is hardly worse than to see them all at once.',
      where: 'Section 5.2',
      unit: 'accuracy lost to the stream',
      axis: { scale: 'linear', domain: [-0.05, 0.1] },
      quick: {
        measure: difference(final('accuracy', 'together'), final('accuracy', 'stream')),
        seeds,
        atMost: 0.04,
        setting,
      },
      full: {
        measure: difference(final('accuracy', 'together'), final('accuracy', 'stream')),
        seeds: every,
        atMost: 0.04,
        setting,
      },
    },
  ],
  limits: [
    'The encoder is the first 24 principal components of 8 × 8 digits, in place of deep networks trained on other images.',
    'Values are averaged and read as logits; the paper’s learned decoders and its other data sets are not built.',
    'All at once means one task of ten classes for 40 epochs: as many looks at each image as in the stream.',
  ],
} satisfies Paper;
