/** One mass of a coupling: `cell[k]` is its letter of marginal k. */
export interface PlacedMass {
  readonly cell: readonly number[];
  readonly mass: number;
}

/** A remainder below this is rounding, not mass. */
const NOTHING = 1e-15;

/**
 * Greedy minimum-entropy coupling of any number of marginals: the largest masses left are put together, as much of
 * them as the smallest allows, until nothing is left. Ties go to the smallest index.
 *
 * Source   Kocaoglu, Dimakis, Vishwanath & Hassibi 2017, Algorithm 1; within log₂(e)/e bit of the optimum for two
 *          marginals (Compton, Katz, Qi, Greenewald & Kocaoglu 2023).
 * Left     what remains of each marginal is written into `left`, copies of the marginals.
 * Errors   RangeError without marginals, or when one of them is empty.
 */
export function* greedyMasses(left: readonly Float64Array[]): Generator<PlacedMass, void> {
  if (left.length === 0) throw new RangeError('marginals: at least one is needed');
  if (left.some((marginal) => marginal.length === 0)) throw new RangeError('marginals: one of them is empty');
  for (;;) {
    const cell = left.map(largest);
    const mass = cell.reduce((least, at, k) => Math.min(least, left[k]![at]!), Number.POSITIVE_INFINITY);
    if (!(mass > NOTHING)) return;
    cell.forEach((at, k) => {
      left[k]![at] = left[k]![at]! - mass;
    });
    yield { cell, mass };
  }
}

function largest(masses: Float64Array): number {
  let at = 0;
  for (let k = 1; k < masses.length; k++) if (masses[k]! > masses[at]!) at = k;
  return at;
}
