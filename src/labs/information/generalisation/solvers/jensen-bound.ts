import { codeInformation } from '../code-information.ts';
import { encode } from '../encode.ts';
import { method } from '../problem.ts';
import { gridParams, trainGrid } from '../train-grid.ts';

/** The upper bound on I(X;Z) with the logarithm inside the mean: not capped at log n. Kawaguchi et al. 2023, section 5. */
export const jensenBound = method({
  label: 'Bound on I(X;Z)',
  source: 'Kawaguchi et al. 2023, arXiv 2305.18887',
  precision: 'float64',
  params: gridParams,
  solve: (problem, params, run) =>
    trainGrid(
      problem,
      params,
      ({ train }, network, random) => codeInformation(encode(network, train), 0, train.count, random, 'jensen'),
      run,
    ),
});
