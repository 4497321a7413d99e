import { adaptiveEdges } from '../../../../math/bin-edges.ts';
import { checkBins } from '../check-samples.ts';
import { growing } from '../growing.ts';
import { method, SHANNON } from '../problem.ts';
import { binnedInformation } from './binned-information.ts';
import { bins } from './binning.ts';

/**
 * Plug-in information after entropy-based adaptive binning: as many distinct values in every bin, the edges set anew from
 * the samples of the step (Chelombiev, Houghton & O'Donnell 2019). Bits. Throws a ProblemError for more bins than samples.
 */
export const adaptiveBinning = method({
  label: 'Adaptive bins (EBAB)',
  source: "Chelombiev, Houghton & O'Donnell 2019",
  precision: 'float64',
  params: { bins },
  solve(problem, { bins }, run) {
    checkBins(problem, bins);
    const { dx, x, y } = problem;
    return growing(problem, SHANNON, function* (n) {
      const dy = y.kind === 'real' ? y.dy : 0;
      run.count('bin', n * (dx + dy));
      yield undefined;
      const edgesX = adaptiveEdges(x.subarray(0, n * dx), bins);
      const edgesY = y.kind === 'real' ? adaptiveEdges(y.values.subarray(0, n * dy), bins) : null;
      return binnedInformation(problem, n, edgesX, edgesY);
    });
  },
});
