import { binIndices } from '../../../../math/bin-edges.ts';
import { type Codes, codesOfRows, countsOf, jointCodes } from '../../../../math/discrete-information.ts';
import type { Estimated, Samples } from '../problem.ts';

/** Plug-in information of the first n samples after binning, in bits, and sd of log p(a, b)/(p(a) p(b)) over √n. */
export function binnedInformation(
  { dx, x, y }: Samples,
  n: number,
  edgesX: Float64Array,
  edgesY: Float64Array | null,
): Estimated {
  const a = codesOfRows(binIndices(x.subarray(0, n * dx), edgesX), n, dx);
  const b: Codes =
    y.kind === 'classes'
      ? { ids: y.labels.subarray(0, n), count: y.count }
      : codesOfRows(binIndices(y.values.subarray(0, n * y.dy), edgesY!), n, y.dy);
  const both = jointCodes(a, b);
  const [countA, countB, countBoth] = [countsOf(a), countsOf(b), countsOf(both)];
  let sum = 0;
  let square = 0;
  for (let i = 0; i < n; i++) {
    const ratio = Math.log2((countBoth[both.ids[i]!]! * n) / (countA[a.ids[i]!]! * countB[b.ids[i]!]!));
    sum += ratio;
    square += ratio * ratio;
  }
  const mean = sum / n;
  return {
    information: mean,
    standardError: Math.sqrt(Math.max(0, square / n - mean * mean) / n),
    inside: { kind: 'bins', edgesX: edgesX.slice(), edgesY: edgesY?.slice() ?? null },
  };
}
