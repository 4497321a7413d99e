import { learn } from '../learning.ts';
import { method } from '../problem.ts';

/** Nothing is learned: the codes, or the encoder, as they were drawn. What the others are measured against. */
export const randomCodes = method({
  label: 'Random encoder',
  source: 'Baseline',
  precision: 'float64',
  params: {},
  solve: (problem, _, run) => learn(problem, { learningRate: 0 }, null, run),
});
