import type { Stage } from '../problem.ts';

/** What the layer has just done, in words. */
export const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  power: 'after power and metric',
  mean: 'with their mean',
  variance: 'with their variance',
  centre: 'centred',
  scale: 'scaled',
  bias: 'moved to the bias',
  restore: 'power undone',
  running: 'done',
};
