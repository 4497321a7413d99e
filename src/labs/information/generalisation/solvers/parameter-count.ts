import { parametersOf } from '../../../../math/mlp.ts';
import { method } from '../problem.ts';
import { gridParams, trainGrid } from '../train-grid.ts';

/** The classical answer: a model with more weights and biases generalises worse. */
export const parameterCount = method({
  label: 'Number of parameters',
  source: 'Baseline',
  precision: 'float64',
  params: gridParams,
  solve: (problem, params, run) =>
    trainGrid(
      problem,
      params,
      (_, { mean, spread, classifier }) =>
        [mean, spread, classifier].flatMap(parametersOf).reduce((sum, theta) => sum + theta.length, 0),
      run,
    ),
});
