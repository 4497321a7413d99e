import { ProblemError } from './bench.ts';

/** Beyond this a squared distance could overflow. */
export const LARGEST_COORDINATE = 1e100;

/** Two clouds of points of equal weight, row-major. */
export interface ReaderClouds {
  readonly source: Float64Array;
  readonly target: Float64Array;
  readonly dimension: number;
}

export interface CloudRules {
  readonly most: number;
  readonly fewest?: number;
  /** Dimensions that are accepted; any when left out. */
  readonly dimensions?: readonly number[];
}

/** The reader's own two clouds, `{"source": {"points": [[x, y], ...]}, "target": {...}}`. Throws a ProblemError that names what cannot be used. */
export function readClouds(data: unknown, { most, fewest = 1, dimensions }: CloudRules): ReaderClouds {
  const expected = 'accepted is {"source":{"points":[[x,y],...]},"target":{"points":[[x,y],...]}}';
  if (!isRecord(data)) throw new ProblemError(`The data is ${valueName(data)}; ${expected}.`);
  const side = (which: 'source' | 'target') => {
    const given = data[which];
    if (!isRecord(given) || !Array.isArray(given.points)) {
      const found = isRecord(given)
        ? `${which}.points is ${valueName(given.points)}`
        : `${which} is ${valueName(given)}`;
      throw new ProblemError(`${found}; ${expected}.`);
    }
    const size = given.points.length;
    if (size < fewest || size > most) {
      throw new ProblemError(
        `${which} has ${size.toLocaleString('en-GB')} ${size === 1 ? 'point' : 'points'}; ${fewest} to ${most.toLocaleString('en-GB')} are accepted.`,
      );
    }
    if (given.weights !== undefined && given.weights !== null && !equal(given.weights)) {
      throw new ProblemError(`${which}.weights are not all equal; points of equal weight are accepted here.`);
    }
    const points = readMatrix(given.points, `${which}.points`);
    return { points, dimension: points.length / size };
  };
  const [source, target] = [side('source'), side('target')];
  const { dimension } = source;
  if (target.dimension !== dimension) {
    throw new ProblemError(
      `Source points have ${dimension} coordinates and target points ${target.dimension}; both must have as many.`,
    );
  }
  if (dimensions && !dimensions.includes(dimension)) {
    throw new ProblemError(`The points have ${dimension} coordinates; ${dimensions.join(' or ')} are accepted.`);
  }
  return { source: source.points, target: target.points, dimension };
}

const equal = (weights: unknown): boolean => Array.isArray(weights) && weights.every((weight) => weight === weights[0]);

/** Rows of finite numbers, all of one length, as one row-major array. */
export function readMatrix(rows: readonly unknown[], what: string): Float64Array {
  const first = rows[0];
  const columns = Array.isArray(first) ? first.length : 0;
  const out = new Float64Array(rows.length * columns);
  rows.forEach((row, i) => {
    if (!Array.isArray(row))
      throw new ProblemError(`${what} row ${i + 1} is ${valueName(row)}; a list of numbers is accepted.`);
    if (row.length !== columns || columns === 0) {
      const rule = columns === 0 ? 'at least one is needed' : `row 1 has ${columns}, and all rows must have as many`;
      throw new ProblemError(`${what} row ${i + 1} has ${row.length} numbers; ${rule}.`);
    }
    for (let j = 0; j < columns; j++) {
      const value: unknown = row[j];
      if (typeof value !== 'number' || !(Math.abs(value) <= LARGEST_COORDINATE)) {
        throw new ProblemError(
          `${what} row ${i + 1}, column ${j + 1} is ${valueName(value)}; a number between -1e100 and 1e100 is accepted.`,
        );
      }
      out[i * columns + j] = value;
    }
  });
  return out;
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as a reader would name it. */
export function valueName(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return value.length === 0 ? 'empty' : 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'string' ? `"${value}"` : String(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
