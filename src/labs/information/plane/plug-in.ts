import { coinEntropy } from '../../../data/sphere-patterns.ts';
import { codesOfRows, countsOf, entropyOfCounts, informationOfCodes } from '../../../math/discrete-information.ts';
import type { LayerView } from './look.ts';
import type { Task } from './problem.ts';

/**
 * (I(X;T), I(T;Y)) in bits of binned rows (rows × width), every row equally likely: H(T), for T is a function of the row,
 * and H(T) + H(Y) − H(T, Y), or H(Y) − Σ p(t) h(p(y = 1|t)) where p(y|x) is known.
 */
export function plugInPoint(
  { observed, labels, rule, classes, hY }: Pick<Task, 'observed' | 'labels' | 'rule' | 'classes' | 'hY'>,
  bins: Int32Array,
  { rows, width }: Pick<LayerView, 'rows' | 'width'>,
): { ixt: number; ity: number } {
  const codes = codesOfRows(bins, rows, width);
  const counts = countsOf(codes);
  const ixt = entropyOfCounts(counts);
  if (!rule) {
    const ids = Int32Array.from(observed, (row) => labels[row]!);
    return { ixt, ity: informationOfCodes(codes, { ids, count: classes }) };
  }
  const ones = new Float64Array(codes.count);
  for (let k = 0; k < rows; k++) ones[codes.ids[k]!] = ones[codes.ids[k]!]! + rule[observed[k]!]!;
  let left = 0;
  for (let t = 0; t < codes.count; t++) left += (counts[t]! / rows) * coinEntropy(ones[t]! / counts[t]!);
  return { ixt, ity: Math.max(0, hY - left) };
}
