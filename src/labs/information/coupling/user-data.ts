import { ProblemError } from '../../../engine/bench.ts';
import { type Marginals, MOST_LETTERS } from './problem.ts';

/** How far from 1 a sum may be and count as rounding. */
const ROUNDING = 1e-6;

const EXPECTED = 'accepted is {"p":[masses],"q":[masses]}, each list summing to 1';

/** Checks the reader's data and hands it on as it was given. Throws a ProblemError that names what cannot be used. */
export function readData(data: unknown): unknown {
  userProblem(data);
  return data;
}

/** The pair stated by the reader's data. */
export function userProblem(data: unknown): Marginals {
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw new ProblemError(`The data is ${name(data)}; ${EXPECTED}.`);
  const { p, q } = data as { p?: unknown; q?: unknown };
  return { pairs: [{ p: masses(p, 'p'), q: masses(q, 'q'), rate: null }], notes: [] };
}

function masses(given: unknown, what: string): Float64Array {
  if (!Array.isArray(given)) throw new ProblemError(`${what} is ${name(given)}; ${EXPECTED}.`);
  if (given.length === 0 || given.length > MOST_LETTERS)
    throw new ProblemError(`${what} has ${given.length} masses; from 1 to ${MOST_LETTERS} are accepted.`);
  given.forEach((value: unknown, k) => {
    if (typeof value !== 'number' || !(value >= 0) || !Number.isFinite(value))
      throw new ProblemError(`${what}, entry ${k + 1}, is ${name(value)}; a number of at least 0 is accepted.`);
  });
  const total = (given as number[]).reduce((sum, mass) => sum + mass, 0);
  if (!(Math.abs(total - 1) <= ROUNDING))
    throw new ProblemError(`${what} sums to ${Number(total.toPrecision(6))}; masses that sum to 1 are accepted.`);
  return Float64Array.from(given as number[], (mass) => mass / total);
}

/** A value as a reader would name it. */
function name(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'string' ? `"${value.slice(0, 40)}"` : String(value);
}
