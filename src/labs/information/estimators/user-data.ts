import { ProblemError } from '../../../engine/bench.ts';
import { checkConstant } from './check-samples.ts';
import { growingSizes } from './growing.ts';
import type { ClassTarget, RealTarget, Samples } from './problem.ts';

const MOST_SAMPLES = 5000;
const MOST_COLUMNS = 1024;
const MOST_NUMBERS = 2_000_000;
const MOST_CLASSES = 100;
/** Beyond this a squared distance could overflow. */
const LARGEST = 1e100;

const EXPECTED = 'accepted is {"x":[[...],...],"y":[...]}, one row of x and one entry of y a sample';

/** Checks the reader's data and hands it on as it was given. Throws a ProblemError that names what cannot be used. */
export function readData(data: unknown): unknown {
  userSamples(data, 2);
  return data;
}

/** The samples in the reader's data, in their order. Whole numbers of at least 0 are classes, other numbers real. */
export function userSamples(data: unknown, stages: number): Samples {
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw new ProblemError(`The data is ${said(data)}; ${EXPECTED}.`);
  const { x, y } = data as Record<string, unknown>;
  const left = readColumn(x, 'x');
  const right = readColumn(y, 'y');
  const n = left.rows;
  if (n !== right.rows) throw new ProblemError(`x has ${n} rows and y has ${right.rows}; both must have as many.`);
  if (n < 2) throw new ProblemError(`There is ${n} sample; at least 2 are needed.`);
  checkConstant(left.values, n, left.columns, 'x');
  const notes: string[] = [];
  const classes = !right.nested && right.values.every((v) => Number.isInteger(v) && v >= 0);
  const target: RealTarget | ClassTarget = classes
    ? readClasses(right.values, notes)
    : { kind: 'real', dy: right.columns, values: right.values };
  if (target.kind === 'real') checkConstant(right.values, n, right.columns, 'y');
  return {
    n,
    dx: left.columns,
    x: left.values,
    y: target,
    truth: Number.NaN,
    truthSource: 'not known for data of your own',
    sizes: growingSizes(n, stages),
    image: null,
    notes,
  };
}

function readClasses(values: Float64Array, notes: string[]): ClassTarget {
  const names = [...new Set(values)].sort((a, b) => a - b);
  if (names.length === 1) throw new ProblemError(`y has one class only, ${names[0]}; at least two are needed.`);
  if (names.length > MOST_CLASSES)
    throw new ProblemError(
      `y has ${names.length} classes; at most ${MOST_CLASSES} are accepted, and real numbers are written in brackets, [[1], [2], ...].`,
    );
  notes.push(`The entries of y are whole numbers and were taken as ${names.length} classes.`);
  const place = new Map(names.map((name, c) => [name, c]));
  return {
    kind: 'classes',
    count: names.length,
    labels: Int32Array.from(values, (v) => place.get(v)!),
    names: names.map(String),
  };
}

function readColumn(
  given: unknown,
  what: 'x' | 'y',
): { values: Float64Array; rows: number; columns: number; nested: boolean } {
  if (!Array.isArray(given)) throw new ProblemError(`${what} is ${said(given)}; ${EXPECTED}.`);
  const rows = given.length;
  if (rows === 0) throw new ProblemError(`${what} is empty; at least 2 samples are needed.`);
  if (rows > MOST_SAMPLES)
    throw new ProblemError(`${what} has ${rows} rows; at most ${MOST_SAMPLES} samples are accepted.`);
  const nested = Array.isArray(given[0]);
  const columns = nested ? (given[0] as unknown[]).length : 1;
  if (columns === 0) throw new ProblemError(`${what} row 1 has no numbers; at least one is needed.`);
  if (columns > MOST_COLUMNS || rows * columns > MOST_NUMBERS)
    throw new ProblemError(
      `${what} has ${columns} columns; at most ${Math.min(MOST_COLUMNS, Math.floor(MOST_NUMBERS / rows))} are accepted with ${rows} rows.`,
    );
  const values = new Float64Array(rows * columns);
  given.forEach((row: unknown, i) => {
    if (Array.isArray(row) !== nested)
      throw new ProblemError(
        `${what} row ${i + 1} is ${said(row)} and row 1 is ${said(given[0])}; all rows must be lists, or all numbers.`,
      );
    const cells: readonly unknown[] = nested ? (row as unknown[]) : [row];
    if (cells.length !== columns)
      throw new ProblemError(
        `${what} row ${i + 1} has ${cells.length} numbers; row 1 has ${columns}, and all must have as many.`,
      );
    cells.forEach((value, c) => {
      if (typeof value !== 'number' || !(Math.abs(value) <= LARGEST))
        throw new ProblemError(
          `${what} row ${i + 1}, column ${c + 1} is ${said(value)}; a number between -1e100 and 1e100 is accepted.`,
        );
      values[i * columns + c] = value;
    });
  });
  return { values, rows, columns, nested };
}

/** A value as a reader would name it. */
function said(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'string' ? `"${value}"` : String(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
