import type { Metric } from '../../../engine/bench.ts';
import { measuresOf } from './measure-dictionary.ts';
import type { Dictionary, Superposition } from './problem.ts';

type Measured = Metric<Superposition, Dictionary>;

/** A true feature counts as recovered from this cosine on. */
const RECOVERED = 0.9;

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
export const totalOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

const explained: Measured = {
  label: 'Explained variance',
  scale: 'linear',
  better: 'higher',
  help: '1 − SSE/SST on fresh inputs, with the codes at their means.',
  measure: (problem, dictionary) => measuresOf(problem, dictionary).explained,
};

const recovered: Measured = {
  label: 'True features recovered',
  scale: 'linear',
  better: 'higher',
  help: 'Share of the true features with which a row of the dictionary that fires has a cosine above 0.9.',
  measure: (problem, dictionary) => {
    const { found } = measuresOf(problem, dictionary);
    return found.filter((cosine) => cosine > RECOVERED).length / found.length;
  },
};

const similarity: Measured = {
  label: 'Mean of the best cosines',
  scale: 'linear',
  better: 'higher',
  help: 'MMCS: mean over the true features of the largest cosine with a row of the dictionary that fires.',
  measure: (problem, dictionary) => meanOf(measuresOf(problem, dictionary).found),
};

const alive: Measured = {
  label: 'Features alive',
  scale: 'linear',
  better: 'higher',
  help: 'Share of the dictionary that fires on at least one of the test inputs.',
  measure: (problem, dictionary) => {
    const { active, usage } = measuresOf(problem, dictionary);
    return active / usage.length;
  },
};

const coherence: Measured = {
  label: 'Coherence',
  scale: 'linear',
  better: null,
  help: 'Mean |cos| between rows of the dictionary that fire: 0 where all stand at right angles.',
  measure: (problem, dictionary) => measuresOf(problem, dictionary).coherence,
};

const perInput: Measured = {
  label: 'Codes used for an input',
  scale: 'linear',
  better: 'lower',
  help: 'L0: mean number of codes above 0.',
  measure: (problem, dictionary) => measuresOf(problem, dictionary).perInput,
};

const kl: Measured = {
  label: 'KL',
  unit: 'nats',
  scale: 'linear',
  better: null,
  help: 'Mean divergence of an input’s codes from N(0, I); ½|μ|² with a fixed variance. The other methods have none.',
  measure: (problem, dictionary) => {
    const { divergence } = measuresOf(problem, dictionary);
    return divergence.length > 0 ? totalOf(divergence) : Number.NaN;
  },
};

export const metrics = { explained, recovered, similarity, alive, coherence, perInput, kl };
