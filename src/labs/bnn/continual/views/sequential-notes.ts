import type { MethodNotes } from '../../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('../solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`../solvers/${file}.ts`]!();

export const sequentialNotes: Readonly<Record<string, MethodNotes>> = {
  sequentialBayes: {
    idea: [
      'Bayes’ rule cannot forget: what was believed after one task is the prior of the next. Here nearly nothing is approximated. Chains that follow Hamilton’s equations draw networks from each posterior.',
      'One thing must be: the next task needs a density, and all there is of the posterior is draws. A mixture of Gaussians is fitted to them. What it leaves out is lost, and that is enough to forget.',
      'Where the posterior is known in closed form, it is computed so, and shows the other trouble: exact inference in a model that has one mean for two.',
    ],
    equations: [
      {
        tex: String.raw`U(\theta)=-\ln p(D_t\mid\theta)-\ln\hat p_{t-1}(\theta)`,
        says: 'The potential energy: the present task, and the density that stands for the others.',
      },
      {
        tex: String.raw`\theta\leftarrow\theta+\epsilon p,\qquad p\leftarrow p-\epsilon\nabla U`,
        says: 'A leapfrog step; the first and last kick of a trajectory are halved.',
      },
      {
        tex: String.raw`-\nabla\ln\hat p=\sum_kr_k(\theta)\frac{\theta-m_k}{v_k}`,
        says: 'The pull of the mixture, by the shares r of its components.',
      },
      {
        tex: String.raw`v=\Big(\frac n{s^2}+\frac1{v_0}\Big)^{-1},\qquad m=v\Big(\frac{\sum x}{s^2}+\frac{m_0}{v_0}\Big)`,
        says: 'The exact posterior of a mean.',
      },
    ],
    pseudocode: [
      'for every task:',
      '  repeat: p ← N(0, I); L leapfrog steps; accept with min(1, exp(−ΔH))',
      '    before the draws: ln ε ← ln ε + 0.05 (acceptance − 0.8)',
      '  keep one draw in four',
      '  next prior ← mixture of K Gaussians, by expectation-maximisation on the draws',
    ],
    tries: [
      { text: 'Keep the data in place of a density: nothing is forgotten.', set: { handOver: 'joint' } },
      { text: 'A mixture of 50.', set: { components: 50 } },
      { text: 'One Gaussian.', set: { components: 1 } },
      { text: 'Tell it which task is meant.', set: { heads: 'own' } },
      { text: 'A broad prior.', set: { deviation: 5 } },
    ],
    look: [
      'When a task begins, the chains leave the ellipses: the data pull harder than the mixture holds.',
      'The boundary of the first task is turned over by the second, although one network could do both.',
      'With numbers that arrive: the bell goes where most of them are, and is sure of itself where no truth is.',
    ],
    source: source('sequential-bayes'),
  },
  prototypicalBayes: {
    idea: [
      'Do not ask the weights to remember. An encoder turns an input into a point, and every class is a Gaussian about a prototype. The posterior of a prototype is exact, needs only sums, and does not depend on the order of the data.',
      'The encoder does move. So a few examples of each class are kept: they are replayed in training, and embedded anew whenever a question is asked.',
    ],
    equations: [
      {
        tex: String.raw`v_j=\Big(\frac1{v_0}+\frac{n_j}\varsigma\Big)^{-1},\qquad m_j=v_j\sum_{y_i=j}\frac{z_i}\varsigma,\qquad\alpha_j\leftarrow\alpha_j+n_j`,
        says: 'The posterior of a prototype and of how often its class comes.',
      },
      {
        tex: String.raw`p(y=j\mid z)\propto\alpha_j\,\mathcal N\big(z;m_j,(v_j+\varsigma)I\big)`,
        says: 'What a query is called; classes that have not come have no chance.',
      },
    ],
    pseudocode: [
      'for every batch, half new and half remembered, in random halves:',
      '  prototypes ← posterior given the first half',
      '  Adam on −log p(labels of the second half) over the encoder',
      'after a task: remember the first examples of its classes',
      'when asked: prototypes ← posterior given what is remembered',
    ],
    tries: [
      { text: 'Remember nothing.', set: { memory: 0 } },
      { text: 'Remember fifty of each class.', set: { memory: 50 } },
      { text: 'Three examples.', set: { memory: 3 } },
    ],
    look: [
      'Each task opens a new corner of the plane of embeddings, and the older clusters are pushed together.',
      'The circles are wide where few examples stand behind a prototype.',
    ],
    source: source('prototypical-bayes'),
  },
  replay: {
    idea: ['Fine-tuning, with as many remembered examples in every batch as new ones.'],
    equations: [
      {
        tex: String.raw`\min_\theta\;-\log p(D_t\mid\theta)-\log p(M\mid\theta)`,
        says: 'The present task, and a few examples M of those before.',
      },
    ],
    pseudocode: [
      'for every batch of the task: add as many rows from memory; Adam on the cross-entropy',
      'after a task: remember the first examples of its classes',
    ],
    tries: [
      { text: 'Remember one of each class.', set: { memory: 1 } },
      { text: 'Remember fifty.', set: { memory: 50 } },
    ],
    look: ['The matrix keeps its lower left, at the price of a few examples for ever.'],
    source: source('replay'),
  },
};
