import { ProblemError } from '../../../engine/bench.ts';

const FEWEST = 10;
const MOST = 5000;
const EXPECTED = 'accepted is {"points":[[x,y],...]}';

/** Checks the reader's data and hands it on as it was given. Throws a ProblemError that names what cannot be used. */
export function readData(data: unknown): unknown {
  userPoints(data);
  return data;
}

/** The reader's points, pair after pair, scaled as they are. */
export function userPoints(data: unknown): Float64Array {
  if (typeof data !== 'object' || data === null || !Array.isArray((data as { points?: unknown }).points))
    throw new ProblemError(`The data has no list named points; ${EXPECTED}.`);
  const points = (data as { points: unknown[] }).points;
  if (points.length < FEWEST || points.length > MOST)
    throw new ProblemError(
      `The number of points is ${points.length}; from ${FEWEST} to ${MOST.toLocaleString('en-GB')} are accepted.`,
    );
  const out = new Float64Array(2 * points.length);
  points.forEach((point, i) => {
    if (!Array.isArray(point) || point.length !== 2)
      throw new ProblemError(
        `Point ${i + 1} has ${Array.isArray(point) ? `${point.length} columns` : 'no columns'}; two numbers, x and y, are accepted.`,
      );
    point.forEach((value: unknown, k) => {
      if (typeof value !== 'number' || !Number.isFinite(value) || Math.abs(value) > 1e6)
        throw new ProblemError(
          `Point ${i + 1}, column ${k + 1}, is ${typeof value === 'string' ? `"${value.slice(0, 40)}"` : String(value)}; a finite number of at most 1,000,000 is accepted.`,
        );
      out[2 * i + k] = value;
    });
  });
  return out;
}
