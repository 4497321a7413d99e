import { ProblemError } from '../../../engine/bench.ts';
import { isRecord, readMatrix, valueName } from '../../../engine/reader-clouds.ts';
import { symmetricEigen } from '../../../math/symmetric-eigen.ts';

const MOST_MATRICES = 200;
const LARGEST_DIMENSION = 10;
/** Of the largest entry. */
const ASYMMETRY = 1e-8;
/** Smaller shares of the largest eigenvalue are rounding. */
const SMALLEST = 1e-14;
/** Beyond these, products of matrices could leave the range of numbers. */
const LARGEST = 1e12;
const LEAST = 1e-12;
const EXPECTED = 'accepted is {"matrices":[[[a,b],[b,c]],...]}, or a list of d·d numbers for each matrix';

/** The reader's matrices, each d × d. Throws a ProblemError that names what cannot be used, matrices counted from 1. */
export function readMatrices(data: unknown): { d: number; matrices: Float64Array[] } {
  const given = isRecord(data) ? data.matrices : undefined;
  if (!Array.isArray(given))
    throw new ProblemError(
      `${isRecord(data) ? `matrices is ${valueName(given)}` : `The data is ${valueName(data)}`}; ${EXPECTED}.`,
    );
  if (given.length < 2 || given.length > MOST_MATRICES)
    throw new ProblemError(
      `There ${given.length === 1 ? 'is 1 matrix' : `are ${given.length.toLocaleString('en-GB')} matrices`}; 2 to ${MOST_MATRICES} are accepted.`,
    );
  const matrices = given.map((one: unknown, i) => entriesOf(one, i + 1));
  const d = Math.sqrt(matrices[0]!.length);
  matrices.forEach((X, i) => {
    if (X.length !== d * d)
      throw new ProblemError(
        `Matrix ${i + 1} is ${Math.sqrt(X.length)} × ${Math.sqrt(X.length)} and matrix 1 is ${d} × ${d}; all must be of one size.`,
      );
    checkPositive(X, d, i + 1);
  });
  return { d, matrices };
}

function entriesOf(one: unknown, index: number): Float64Array {
  if (!Array.isArray(one)) throw new ProblemError(`Matrix ${index} is ${valueName(one)}; ${EXPECTED}.`);
  const rows = Array.isArray(one[0]) ? one : [one];
  const X = readMatrix(rows, `Matrix ${index}`);
  const square = rows === one ? one.length ** 2 : Math.round(Math.sqrt(X.length)) ** 2;
  if (X.length !== square)
    throw new ProblemError(
      `Matrix ${index} has ${rows === one ? `${one.length} rows and ${X.length} numbers` : `${X.length} numbers`}; d rows of d, or d·d numbers, are accepted.`,
    );
  const d = Math.sqrt(square);
  if (d < 2 || d > LARGEST_DIMENSION)
    throw new ProblemError(
      `Matrix ${index} is ${d} × ${d}; 2 × 2 to ${LARGEST_DIMENSION} × ${LARGEST_DIMENSION} are accepted.`,
    );
  return X;
}

/** Refuses what is not symmetric positive definite; makes the rest exactly symmetric, in place. */
function checkPositive(X: Float64Array, d: number, index: number): void {
  const largest = X.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest > LARGEST || largest < LEAST)
    throw new ProblemError(
      `The largest entry of matrix ${index} is ${largest.toPrecision(3)} in size; ${LEAST} to ${LARGEST} is accepted.`,
    );
  for (let i = 0; i < d; i++)
    for (let j = 0; j < i; j++) {
      const [below, above] = [X[i * d + j]!, X[j * d + i]!];
      if (Math.abs(below - above) > ASYMMETRY * largest)
        throw new ProblemError(
          `Matrix ${index} is not symmetric: row ${i + 1}, column ${j + 1} is ${below} and row ${j + 1}, column ${i + 1} is ${above}.`,
        );
      X[i * d + j] = X[j * d + i] = (below + above) / 2;
    }
  const least = symmetricEigen(X, d).values.reduce((a, b) => Math.min(a, b));
  if (!(least > SMALLEST * largest))
    throw new ProblemError(
      `Matrix ${index} is not positive definite: its smallest eigenvalue is ${least.toPrecision(3)}, and it must be above 0.`,
    );
}
