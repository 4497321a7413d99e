import type { Metric } from '../../../engine/bench.ts';
import type { Probe, Probed } from './problem.ts';

type Measured = Metric<Probe, Probed>;

const entropy: Measured = {
  label: 'Entropy',
  unit: 'bits',
  scale: 'linear',
  better: null,
  help: 'What the method says of the cloud of this dimension; between 0 and log₂ of the number of points.',
  measure: (_, { entropy }) => entropy,
};

const rise: Measured = {
  label: 'Rise',
  unit: 'bits',
  scale: 'linear',
  better: null,
  help: 'Entropy less that of the cloud of one dimension fewer: positive while the method sees dimensions. Missing at the first.',
  measure: (_, { entropies }) =>
    entropies.length < 2 ? Number.NaN : entropies[entropies.length - 1]! - entropies[entropies.length - 2]!,
};

const room: Measured = {
  label: 'Below the ceiling',
  unit: 'bits',
  scale: 'linear',
  better: null,
  help: 'log₂ N − entropy: near 0 all points are different to the method, and it sees nothing but their number.',
  measure: ({ n }, { entropy }) => Math.log2(n) - entropy,
};

const intrinsic: Measured = {
  label: 'Intrinsic dimension',
  scale: 'linear',
  better: null,
  help: 'Dimension of the cloud of this step.',
  measure: (_, { dimension }) => dimension,
};

export const metrics = { entropy, rise, room, intrinsic };
