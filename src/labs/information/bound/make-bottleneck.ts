import { ProblemError } from '../../../engine/bench.ts';
import { channelOf, type DiscreteJoint } from '../../../math/bottleneck-curve.ts';
import { informationOfJoint } from '../../../math/discrete-information.ts';
import { symmetricEigen } from '../../../math/symmetric-eigen.ts';
import type { Bottleneck } from './problem.ts';

/** The problem of a joint distribution: its entropies and the β of its first transition. Rows without mass are refused. */
export function makeBottleneck(
  joint: DiscreteJoint,
  more: Partial<Pick<Bottleneck, 'rowNames' | 'closedForm' | 'notes'>> = {},
): Bottleneck {
  const { masses, rows, cols } = joint;
  const { hRow, hCol, mi } = informationOfJoint(masses, rows, cols);
  if (cols < 2 || hCol < 1e-12)
    throw new ProblemError(
      'The labels are all the same: there is nothing to know about Y; accepted are two classes or more.',
    );
  return {
    joint,
    channel: channelOf(joint),
    hX: hRow,
    hY: hCol,
    ixy: Math.max(0, mi),
    criticalBeta: criticalBeta(joint),
    rowNames: more.rowNames ?? [],
    closedForm: more.closedForm ?? null,
    notes: more.notes ?? [],
  };
}

/**
 * 1/ρ², ρ the largest correlation of a function of X with one of Y: the second singular value of p(x,y)/√(p(x)p(y))
 * (Rényi 1959). Below it T = constant is a local minimum; Infinity for independent X and Y.
 */
function criticalBeta({ masses, rows, cols }: DiscreteJoint): number {
  const px = new Float64Array(rows);
  const py = new Float64Array(cols);
  for (let k = 0; k < masses.length; k++) {
    const x = Math.floor(k / cols);
    px[x] = px[x]! + masses[k]!;
    py[k % cols] = py[k % cols]! + masses[k]!;
  }
  const gram = new Float64Array(cols * cols);
  for (let x = 0; x < rows; x++) {
    for (let a = 0; a < cols; a++) {
      for (let b = 0; b < cols; b++) {
        if (py[a]! === 0 || py[b]! === 0 || px[x]! === 0) continue;
        const scale = px[x]! * Math.sqrt(py[a]! * py[b]!);
        gram[a * cols + b] = gram[a * cols + b]! + (masses[x * cols + a]! * masses[x * cols + b]!) / scale;
      }
    }
  }
  const values = [...symmetricEigen(gram, cols).values].sort((a, b) => b - a);
  return (values[1] ?? 0) > 1e-12 ? 1 / values[1]! : Number.POSITIVE_INFINITY;
}
