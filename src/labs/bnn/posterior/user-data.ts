import { ProblemError } from '../../../engine/bench.ts';
import { permutation } from '../../../math/permutation.ts';
import { mulberry32 } from '../../../math/random.ts';
import type { PosteriorProblem, Rows } from './problem.ts';

const FEWEST = 20;
const MOST = 5000;
const MOST_FEATURES = 20;
const MOST_CLASSES = 20;
/** Tables up to this size are learned from whole, larger ones in batches of `BATCH`. */
const WHOLE = 512;
const BATCH = 128;
const HELD_OUT = 5;
const TARGET_NAMES = ['label', 'class', 'target', 'y'];
const EXPECTED = 'accepted is {"rows":[[...],...],"header":[...]}, numbers and one column with the class or value';

/** A reader's own table: rows of cells, and the names of the columns if it has any. */
interface Table {
  readonly rows: readonly (readonly unknown[])[];
  readonly names: readonly string[];
  /** Column of the class or value: the one called label, class, target or y, else the last. */
  readonly target: number;
}

/** Checks the reader's data and hands it on as it was given. Throws a ProblemError that names what cannot be used. */
export function readData(data: unknown): unknown {
  const table = readTable(data);
  featuresOf(table);
  // Classes or values: which, is chosen with the problem; one of them must be possible.
  try {
    classesOf(table);
  } catch (error) {
    try {
      valuesOf(table);
    } catch {
      throw error;
    }
  }
  return data;
}

/** The problem a table states, its features standardised on the rows to learn from, a random fifth held out. */
export function userProblem(
  data: unknown,
  kind: 'classification' | 'regression',
  noiseSd: number,
  layout: Pick<PosteriorProblem, 'hidden' | 'activation'>,
  seed: number,
): PosteriorProblem {
  const table = readTable(data);
  const { inputs, features, names } = featuresOf(table);
  const { targets, classes } = kind === 'classification' ? classesOf(table) : valuesOf(table);
  const count = table.rows.length;
  const order = permutation(mulberry32(seed), count);
  const held = Math.floor(count / HELD_OUT);
  const [testRows, trainRows] = [order.slice(0, held).sort(), order.slice(held).sort()];
  const constant = standardise(inputs, features, trainRows).map((column) => names[column]!);
  if (kind === 'regression') standardise(targets, 1, trainRows);
  const part = (rows: Int32Array): Rows => ({
    count: rows.length,
    inputs: Float64Array.from({ length: rows.length * features }, (_, k) => {
      return inputs[rows[Math.floor(k / features)]! * features + (k % features)]!;
    }),
    targets: Float64Array.from(rows, (row) => targets[row]!),
  });
  return {
    kind,
    features,
    outputs: kind === 'classification' ? classes.length : 1,
    classes,
    ...layout,
    train: part(trainRows),
    test: part(testRows),
    batch: trainRows.length > WHOLE ? BATCH : trainRows.length,
    noiseSd,
    plane: features === 2 && kind === 'classification' ? { from: -4, to: 4 } : null,
    line: features === 1 && kind === 'regression' ? { from: -3.5, to: 3.5 } : null,
    farPoints: null,
    probes: null,
    image: null,
    evaluationSeed: seed,
    notes: [
      `${trainRows.length} rows to learn from, a random ${testRows.length} to test on.`,
      `Features${kind === 'regression' ? ' and values' : ''} are standardised: mean 0 and standard deviation 1 over the rows to learn from.`,
      ...(constant.length > 0
        ? [`${constant.join(', ')} ${constant.length === 1 ? 'is' : 'are'} constant and tells nothing: it enters as 0.`]
        : []),
    ],
  };
}

function readTable(data: unknown): Table {
  const given = (typeof data === 'object' ? data : null) as { rows?: unknown; header?: unknown } | null;
  if (!Array.isArray(given?.rows)) throw new ProblemError(`The data has no rows; ${EXPECTED}.`);
  const rows: readonly unknown[] = given.rows;
  if (rows.length < FEWEST || rows.length > MOST)
    throw new ProblemError(
      `The table has ${rows.length} row${rows.length === 1 ? '' : 's'}; ${FEWEST} to ${MOST} are accepted.`,
    );
  const width = Array.isArray(rows[0]) ? rows[0].length : 0;
  if (width < 2 || width > MOST_FEATURES + 1)
    throw new ProblemError(
      `The first row has ${width} column${width === 1 ? '' : 's'}; accepted are 1 to ${MOST_FEATURES} features and one class or value.`,
    );
  const header = Array.isArray(given.header) && given.header.length === width ? given.header.map(String) : null;
  const target = header === null ? -1 : header.findIndex((name) => TARGET_NAMES.includes(name.trim().toLowerCase()));
  const ragged = rows.findIndex((row) => !Array.isArray(row) || row.length !== width);
  if (ragged >= 0)
    throw new ProblemError(`Row ${ragged + 1} does not have ${width} columns; all rows must have the same number.`);
  return {
    rows: rows as readonly (readonly unknown[])[],
    names: header ?? Array.from({ length: width }, (_, c) => `column ${c + 1}`),
    target: target < 0 ? width - 1 : target,
  };
}

function featuresOf({ rows, names, target }: Table) {
  const columns = names.map((_, column) => column).filter((column) => column !== target);
  const features = columns.length;
  const inputs = new Float64Array(rows.length * features);
  rows.forEach((row, r) => {
    columns.forEach((column, k) => {
      inputs[r * features + k] = numberIn(row[column], r, names[column]!);
    });
  });
  return { inputs, features, names: columns.map((column) => names[column]!) };
}

function classesOf({ rows, names, target }: Table): { targets: Float64Array; classes: readonly string[] } {
  const words = rows.map((row, r) => {
    const cell = row[target];
    const empty = cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');
    if (empty || Number.isNaN(cell)) throw missing(r, names[target]!, 'a class');
    const said = String(cell).trim();
    if (said.toLowerCase() === 'nan') throw missing(r, names[target]!, 'a class');
    const value = Number(said);
    if (!Number.isNaN(value) && !Number.isInteger(value))
      throw new ProblemError(
        `Row ${r + 1}, ${names[target]}: ${said} is not a class; whole numbers and words are, and values can be chosen as the target.`,
      );
    return said;
  });
  const classes = [...new Set(words)].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1));
  if (classes.length === 1)
    throw new ProblemError(`All rows are of the class ${classes[0]}; at least two classes are needed.`);
  if (classes.length > MOST_CLASSES)
    throw new ProblemError(
      `${names[target]} has ${classes.length} different classes; at most ${MOST_CLASSES} are accepted.`,
    );
  const place = new Map(classes.map((name, k) => [name, k]));
  return { targets: Float64Array.from(words, (word) => place.get(word)!), classes };
}

function valuesOf({ rows, names, target }: Table): { targets: Float64Array; classes: readonly string[] } {
  const targets = Float64Array.from(rows, (row, r) => numberIn(row[target], r, names[target]!));
  if (targets.every((value) => value === targets[0]))
    throw new ProblemError(`All values of ${names[target]} are ${targets[0]}; there is nothing to learn.`);
  return { targets, classes: [] };
}

function numberIn(cell: unknown, row: number, column: string): number {
  const text = typeof cell === 'string' ? cell.trim() : cell;
  if (text === '' || text === null || text === undefined) throw missing(row, column, 'a number');
  const value = typeof text === 'number' || typeof text === 'string' ? Number(text) : Number.NaN;
  if (!Number.isFinite(value))
    throw new ProblemError(`Row ${row + 1}, ${column}: “${String(text).slice(0, 20)}” is not a finite number.`);
  return value;
}

const missing = (row: number, column: string, wanted: string) =>
  new ProblemError(`Row ${row + 1}, ${column}: the cell is empty; ${wanted} is needed in every row.`);

/** Each column to mean 0 and standard deviation 1 over the given rows, in place; columns constant there become 0 and are returned. */
function standardise(values: Float64Array, width: number, rows: Int32Array): number[] {
  const constant: number[] = [];
  for (let c = 0; c < width; c++) {
    let mean = 0;
    for (const row of rows) mean += values[row * width + c]! / rows.length;
    let square = 0;
    for (const row of rows) square += (values[row * width + c]! - mean) ** 2 / rows.length;
    const sd = Math.sqrt(square);
    const flat = sd <= 1e-12 * Math.max(1, Math.abs(mean));
    if (flat) constant.push(c);
    for (let k = c; k < values.length; k += width) values[k] = flat ? 0 : (values[k]! - mean) / sd;
  }
  return constant;
}
