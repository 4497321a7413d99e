import type { Metric } from '../../../engine/bench.ts';
import { expectedKl, klBound } from './divergence-formulas.ts';
import type { Divergences, LinearNetwork } from './problem.ts';

type Measured = Metric<LinearNetwork, Divergences>;

const deviation: Measured = {
  label: 'Deviation from the closed form',
  scale: 'log',
  better: 'lower',
  help: 'Largest relative difference, over the layers, between the mean of the simulated divergences and its expectation.',
  measure: (_, { measured, closed }) =>
    measured.reduce((most, value, l) => Math.max(most, Math.abs(value - closed[l]!) / closed[l]!), 0),
};

const depthRise: Measured = {
  label: 'Rise with depth',
  scale: 'linear',
  better: null,
  help: 'Largest increase of the simulated divergence from a layer to the next; never above 0 for Kullback-Leibler.',
  measure: (_, { measured }) =>
    measured.length < 2
      ? Number.NaN
      : measured.slice(1).reduce((most, value, l) => Math.max(most, value - measured[l]!), Number.NEGATIVE_INFINITY),
};

const funnel: Measured = {
  label: 'Funnel',
  scale: 'linear',
  better: null,
  help: 'Smaller of the first and the last layer’s divergence over the least of the layers between: above 1, the minimum is inside.',
  measure: (_, { measured }) => {
    const inside = measured.slice(1, -1);
    return inside.length === 0 ? Number.NaN : Math.min(measured[0]!, measured.at(-1)!) / Math.min(...inside);
  },
};

const generalisationGap: Measured = {
  label: 'Generalisation gap',
  scale: 'linear',
  better: null,
  help: 'Test error less training error of the rule learned on each simulated set, averaged; a share of all examples.',
  measure: (_, { gap }) => gap,
};

const bound: Measured = {
  label: 'Bound on the gap',
  scale: 'linear',
  better: null,
  help: 'The least over the layers of ½ √(2 KL), for a loss in [0, 1], from the closed form times the contraction of the noise put on the layers.',
  measure: ({ layers, n }) =>
    Math.min(...layers.map(({ rank, contraction }) => klBound(contraction * expectedKl(rank, n)))),
};

export const metrics = { deviation, depthRise, funnel, generalisationGap, bound };
