import type { Metric } from '../../../engine/bench.ts';
import { decodeLayers } from './decode-layers.ts';
import type { Products, Reader } from './problem.ts';

type Measured = Metric<Products, Reader>;

const WORDS = ['one sign', 'a product of two signs', 'a product of three signs', 'a product of four signs'];

const complexityOf = (t: number): Measured => ({
  label: `Complexity, order ${t + 1}`,
  scale: 'linear',
  better: null,
  help: `K of ${WORDS[t]}: 1 less the mean R² of linear decoders over the input and all hidden layers.`,
  measure: (problem, reader) => decodeLayers(problem, reader).complexity[t]!,
});

const explainedOf = (t: number): Measured => ({
  label: `R², order ${t + 1}`,
  scale: 'linear',
  better: 'higher',
  help: `Share of the variance of ${WORDS[t]} that the network’s own output explains on new rows.`,
  measure: (_, { outputs }) => outputs[t]!,
});

const loss: Measured = {
  label: 'Squared error',
  scale: 'log',
  better: 'lower',
  help: 'Mean squared error over the batches of this step, all targets.',
  measure: (_, reader) => reader.loss,
};

const complexityRise: Measured = {
  label: 'Rise of complexity',
  scale: 'linear',
  better: null,
  help: 'The smaller of K₂ − K₁ and K₃ − K₂: above 0 when complexity rises with the order from one to three.',
  measure: (problem, reader) => {
    const K = decodeLayers(problem, reader).complexity;
    return Math.min(K[1]! - K[0]!, K[2]! - K[1]!);
  },
};

const learningDelay: Measured = {
  label: 'Delay of learning',
  unit: 'updates',
  scale: 'linear',
  better: null,
  help: 'The least delay from a target to the next harder one, between the first updates after which R² exceeds one half; exists once all are learned.',
  measure: (_, { learned }) =>
    Math.min(learned[1]! - learned[0]!, learned[2]! - learned[1]!, learned[3]! - learned[2]!),
};

export const metrics = {
  loss,
  complexity1: complexityOf(0),
  complexity2: complexityOf(1),
  complexity3: complexityOf(2),
  complexity4: complexityOf(3),
  explained1: explainedOf(0),
  explained2: explainedOf(1),
  explained3: explainedOf(2),
  explained4: explainedOf(3),
  complexityRise,
  learningDelay,
};
