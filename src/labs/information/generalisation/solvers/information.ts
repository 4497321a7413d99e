import { codeInformation } from '../code-information.ts';
import { encode } from '../encode.ts';
import { method } from '../problem.ts';
import { gridParams, trainGrid } from '../train-grid.ts';

/** I(X;Z): all that the code says about which training example it came from. Kawaguchi et al. 2023, section 5. */
export const information = method({
  label: 'I(X;Z)',
  source: 'Kawaguchi et al. 2023, arXiv 2305.18887',
  precision: 'float64',
  params: gridParams,
  solve: (problem, params, run) =>
    trainGrid(
      problem,
      params,
      ({ train }, network, random) => codeInformation(encode(network, train), 0, train.count, random),
      run,
    ),
});
