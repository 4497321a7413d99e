import type { Metric } from '../../../engine/bench.ts';
import { cheaperSwaps, displacement, divergenceOf, gapOf, unexplained } from './measure-map.ts';
import type { LearntMap, MapProblem } from './problem.ts';

export const metrics: Readonly<Record<string, Metric<MapProblem, LearntMap>>> = {
  sinkhornDivergence: {
    label: 'Sinkhorn divergence',
    scale: 'log',
    better: 'lower',
    help: 'Between image and target sample, with ε a tenth of the mean squared distance within the target: how well the map fits.',
    measure: divergenceOf,
  },
  exactGap: {
    label: 'Monge gap',
    scale: 'linear',
    better: 'lower',
    help: 'Mean cost the map pays, less that of the best assignment of source points to their images; without blur.',
    measure: gapOf,
  },
  l2Uvp: {
    label: 'Error of the map',
    unit: '%',
    scale: 'log',
    better: 'lower',
    help: 'L²-UVP: 100 E|T(x) − T*(x)|² / Var ν over 400 held-out points, where the optimal map T* is known.',
    measure: unexplained,
  },
  displacementCost: {
    label: 'Cost of the map',
    scale: 'linear',
    better: null,
    help: 'Mean c(x, T(x)) over the source sample; the dashed line is the optimal cost between the two samples.',
    measure: ({ cost, source }, { image }) => displacement(cost, source, image),
  },
  cheaperSwaps: {
    label: 'Pairs worth swapping',
    unit: 'share of pairs',
    scale: 'linear',
    better: 'lower',
    help: 'Pairs of points that would pay less with their images exchanged; none under an optimal map.',
    measure: cheaperSwaps,
  },
};
