import { kthLargest } from '../../../math/quickselect.ts';
import { planRow, spread } from './plan-rows.ts';
import { type Coupling, DENSE_LIMIT, type Transport } from './problem.ts';

export interface Entries {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly mass: Float32Array;
}

/**
 * The `most` largest positive entries of a plan (fewer if it has fewer), row by row. Plans of more than 4,194,304
 * entries are read at as many evenly spaced rows as fit that number.
 */
export function largestEntries(problem: Transport, iterate: Coupling, most: number): Entries {
  const capacity = 2 * most;
  const from = new Int32Array(capacity);
  const to = new Int32Array(capacity);
  const mass = new Float64Array(capacity);
  let count = 0;
  let bound = 0;
  const cut = () => {
    if (count <= most) return;
    bound = kthLargest(mass.slice(0, count), most);
    let above = 0;
    for (let k = 0; k < count; k++) if (mass[k]! > bound) above++;
    // Entries equal to the bound fill what the larger ones leave.
    let ties = most - above;
    let kept = 0;
    for (let k = 0; k < count; k++) {
      if (mass[k]! < bound || (mass[k] === bound && ties-- <= 0)) continue;
      from[kept] = from[k]!;
      to[kept] = to[k]!;
      mass[kept++] = mass[k]!;
    }
    count = kept;
  };
  const offer = (i: number, j: number, value: number) => {
    if (!(value > bound)) return;
    if (count === capacity) cut();
    from[count] = i;
    to[count] = j;
    mass[count++] = value;
  };
  const { plan } = iterate;
  if (plan.kind === 'arcs') {
    for (let k = 0; k < plan.count; k++) offer(plan.from[k]!, plan.to[k]!, plan.mass[k]!);
  } else {
    const row = new Float64Array(problem.m);
    for (const i of spread(problem.n, Math.max(1, Math.floor(DENSE_LIMIT / problem.m)))) {
      planRow(problem, iterate, i, row);
      for (let j = 0; j < problem.m; j++) offer(i, j, row[j]!);
    }
  }
  cut();
  return { from: from.slice(0, count), to: to.slice(0, count), mass: Float32Array.from(mass.subarray(0, count)) };
}
