import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

const training = [
  'for each width, weight decay and start: train a classifier with the code Z = μ(x) + s(x)ε',
  'gap = test cross-entropy − training cross-entropy',
];

export const notes: Readonly<Record<string, MethodNotes>> = {
  conditionalInformation: {
    idea: [
      'A code has to tell the classes apart. Whatever else it tells about a training example is of no use for a new one, and is what can be fitted to chance.',
      'So only the information inside a class is counted. It is measured on the training examples: can one guess from Z which of the examples of a class it came from?',
    ],
    equations: [
      {
        tex: String.raw`\text{gap}\lesssim\sqrt{\tfrac1n\big(I(X;Z\mid Y)+I(\phi;S)\big)}`,
        says: 'The bound, up to constants and logarithms; φ is the encoder, S the n examples it was learned from.',
      },
      {
        tex: String.raw`I(X;Z\mid Y)=\frac1K\sum_y\frac1{n_y}\sum_{i\in y}\Big[\log p(z_i|x_i)-\log\tfrac1{n_y}\sum_{j\in y}p(z_i|x_j)\Big]`,
        says: 'Monte Carlo over eight draws of every code, inside each of the K classes.',
      },
    ],
    pseudocode: [...training, 'measure = mean over the classes of I(X;Z) inside the class', 'rank the models by both'],
    tries: [
      { text: 'Take away nearly all weight decay.', set: { largestDecay: 0.001 } },
      { text: 'More examples: a smaller gap.', set: { perClass: 50 } },
    ],
    look: [
      'The dots go up to the right, in clumps by colour: weight decay moves both axes.',
      'The chart at equal weight decay shows what is left without that.',
    ],
    source: source('conditional-information'),
  },
  information: {
    idea: [
      'All that the code says about the example, its class included. The part that names the class is needed, and nearly the same in every model that has learned.',
    ],
    equations: [
      {
        tex: String.raw`I(X;Z)=\frac1n\sum_i\Big[\log p(z_i|x_i)-\log\tfrac1n\sum_jp(z_i|x_j)\Big]\le\log n`,
        says: 'Never more than log n: with n examples no more can be told.',
      },
    ],
    pseudocode: [...training, 'measure = Monte Carlo I(X;Z)', 'rank the models by both'],
    tries: [{ text: 'Few examples: the cap log n is low.', set: { perClass: 5 } }],
    look: ['Here it ranks the models as well as the conditional one.'],
    source: source('information'),
  },
  jensenBound: {
    idea: [
      'The logarithm of a mean is at least the mean of the logarithms. Swapping them gives an upper bound that is cheap, and not capped: codes that never overlap still differ.',
    ],
    equations: [
      {
        tex: String.raw`I(X;Z)\le\frac1n\sum_i\Big[\log p(z_i|x_i)-\tfrac1n\sum_j\log p(z_i|x_j)\Big]`,
        says: 'Jensen’s inequality.',
      },
    ],
    pseudocode: [...training, 'measure = the bound', 'rank the models by both'],
    tries: [{ text: 'Wider models: the values grow.', set: { widest: 128 } }],
    look: ['Values of tens or hundreds of nats: a bound can rank well and be far off.'],
    source: source('jensen-bound'),
  },
  parameterCount: {
    idea: ['Count weights and biases. Classical bounds grow with them; here wide and narrow models have similar gaps.'],
    equations: [
      {
        tex: String.raw`2\Big(3w+(w+1)\tfrac w2\Big)+5\big(\tfrac w2+1\big)`,
        says: 'Two networks 2–w–w/2 and a linear classifier into five classes.',
      },
    ],
    pseudocode: [...training, 'measure = number of weights and biases', 'rank the models by both'],
    tries: [{ text: 'Wider models.', set: { widest: 128 } }],
    look: ['Three columns of dots: the spread within a width is larger than between widths.'],
    source: source('parameter-count'),
  },
};
