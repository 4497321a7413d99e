import type { Metric } from '../../../engine/bench.ts';
import type { Posterior } from './posterior.ts';
import type { PosteriorProblem } from './problem.ts';
import { type Structure, structureOf } from './support-structure.ts';

type Measured = Metric<PosteriorProblem, Posterior>;

const of =
  (pick: (structure: Structure) => number): Measured['measure'] =>
  (_, posterior) => {
    const structure = structureOf(posterior);
    return structure === null ? Number.NaN : pick(structure);
  };

/** How the weights that exist lie; of methods that cut, or infer a support. */
export const supportMetrics: Readonly<Record<string, Measured>> = {
  activeShare: {
    label: 'Active weights',
    scale: 'linear',
    better: null,
    help: 'Share of the weights that exist, or that are there with a chance over one half.',
    measure: of(({ active, total }) => active / total),
  },
  meanRun: {
    label: 'Run length',
    unit: 'weights',
    scale: 'linear',
    better: null,
    help: 'Mean number of active weights one after another along rows and columns of the matrices.',
    measure: of(({ meanRun }) => meanRun),
  },
  clusters: {
    label: 'Clusters',
    scale: 'linear',
    better: null,
    help: 'Patches of active weights that touch above, below, left or right; few and large ones suit hardware.',
    measure: of(({ clusters }) => clusters),
  },
  clusterSize: {
    label: 'Weights per cluster',
    scale: 'linear',
    better: null,
    help: 'Active weights over clusters.',
    measure: of(({ active, clusters }) => active / clusters),
  },
  emptyNeurons: {
    label: 'Empty neurons',
    scale: 'linear',
    better: null,
    help: 'Neurons, outputs included, that no weight leads to; they can be deleted.',
    measure: of(({ emptyNeurons }) => emptyNeurons),
  },
  indexBits: {
    label: 'Index cost',
    unit: 'bits',
    scale: 'log',
    better: null,
    help: 'Sum over clusters of log₂ of the weights of their matrix: what it takes to say where each is.',
    measure: of(({ indexBits }) => indexBits),
  },
  supportBound: {
    label: 'Bound without the data',
    unit: 'nats',
    scale: 'linear',
    better: null,
    help: 'The part of the evidence lower bound that weights, precisions and support have among themselves, at the last update of the support.',
    measure: (_, { support }) => support?.bound ?? Number.NaN,
  },
};
