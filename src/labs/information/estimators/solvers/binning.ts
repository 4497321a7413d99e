import { linearEdges } from '../../../../math/bin-edges.ts';
import { integer } from '../../../../params/descriptor.ts';
import { checkBins } from '../check-samples.ts';
import { growing } from '../growing.ts';
import { method, SHANNON } from '../problem.ts';
import { binnedInformation } from './binned-information.ts';

export const bins = integer({
  label: 'Bins a coordinate',
  help: 'edges between bins; all coordinates of x share one set, all of y another',
  min: 2,
  max: 60,
  default: 10,
});

function range(values: Float64Array): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

/**
 * Plug-in information after binning with fixed edges, equally far apart between the smallest and the largest number of all
 * n samples, so that they stay where they are as samples arrive (Shwartz-Ziv & Tishby 2017). Bits.
 * Throws a ProblemError for more bins than samples.
 */
export const binning = method({
  label: 'Fixed bins',
  source: 'Shwartz-Ziv & Tishby 2017',
  precision: 'float64',
  params: { bins },
  solve(problem, { bins }, run) {
    checkBins(problem, bins);
    const { dx, x, y } = problem;
    const edgesX = linearEdges(...range(x), bins);
    const edgesY = y.kind === 'real' ? linearEdges(...range(y.values), bins) : null;
    return growing(problem, SHANNON, function* (n) {
      run.count('bin', n * (dx + (y.kind === 'real' ? y.dy : 0)));
      yield undefined;
      return binnedInformation(problem, n, edgesX, edgesY);
    });
  },
});
