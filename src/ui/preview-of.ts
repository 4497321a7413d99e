import { formatNumber } from '../charts/format.ts';

/** What a reader's data looks like, before it is used. */
export interface Preview {
  /** In words: how many rows and columns, and between which numbers. */
  readonly facts: readonly string[];
  /** The first rows, and of how many. */
  readonly table: {
    readonly head: readonly string[];
    readonly rows: readonly (readonly string[])[];
    /** Place among the rows shown of the one that cannot be used. */
    readonly bad?: number;
  } | null;
  /** Points of the plane. */
  readonly points: readonly (readonly number[])[] | null;
  readonly image: { readonly width: number; readonly height: number; readonly values: readonly number[] }[] | null;
}

type Cell = string | number;
type Rows = readonly (readonly Cell[])[];
type Fields = Readonly<Record<string, unknown>>;

const FIRST_ROWS = 5;
const FIRST_COLUMNS = 8;
const FIRST_IMAGES = 12;
const MOST_POINTS = 800;

const isCell = (value: unknown): value is Cell => typeof value === 'number' || typeof value === 'string';
const isList = (value: unknown): value is Cell[] => Array.isArray(value) && value.length > 0 && value.every(isCell);
const isRows = (value: unknown): value is Rows => Array.isArray(value) && value.length > 0 && value.every(isList);
const fieldsOf = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;

interface Found {
  readonly name: string;
  readonly rows: Rows;
  readonly owner: Fields;
}

/** The first table of numbers or words in the data, whatever it is called and however deep. */
function findRows(value: unknown, name = ''): Found | null {
  const fields = fieldsOf(value);
  if (!fields) return null;
  for (const [key, one] of Object.entries(fields)) {
    if (isRows(one)) return { name: key, rows: one, owner: fields };
    if (Array.isArray(one) && one.every(isRows))
      return { name: key, rows: (one as Rows[]).map((matrix) => matrix.flat()), owner: fields };
  }
  for (const [key, one] of Object.entries(fields)) {
    const deeper = findRows(one, key);
    if (deeper) return deeper;
  }
  const lists = Object.entries(fields).filter((pair): pair is [string, Cell[]] => isList(pair[1]));
  return lists.length > 0 ? { name, rows: lists.map(([, list]) => list), owner: {} } : null;
}

function range(rows: Rows): string {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const row of rows)
    for (const cell of row) {
      const value = cell === '' ? Number.NaN : Number(cell);
      if (value < low) low = value;
      if (value > high) high = value;
    }
  return low <= high ? `values from ${formatNumber(low)} to ${formatNumber(high)}` : '';
}

function imagesOf(data: unknown): Preview['image'] {
  const fields = fieldsOf(data);
  if (!fields) return null;
  if (isRows(fields.image)) {
    const rows = fields.image as number[][];
    return [{ width: rows[0]!.length, height: rows.length, values: rows.flat() }];
  }
  const { images, width, height } = fields;
  if (!isRows(images) || typeof width !== 'number' || typeof height !== 'number') return null;
  return (images as number[][]).slice(0, FIRST_IMAGES).map((values) => ({ width, height, values }));
}

/** Columns that stand beside the rows: weights, labels, targets. */
function besides({ owner, rows, name }: Found): [string, Cell[]][] {
  return Object.entries(owner).filter(
    (pair): pair is [string, Cell[]] => pair[0] !== name && isList(pair[1]) && pair[1].length === rows.length,
  );
}

/** A number with four digits; a word as it is, and a whole number too, since it may name a class. */
function shown(cell: Cell | undefined): string {
  if (typeof cell === 'number') return formatNumber(cell);
  if (cell === undefined || cell.trim() === '' || !Number.isFinite(Number(cell))) return cell ?? '';
  return /^[-+]?\d+$/.test(cell) ? cell.replace('-', '−') : formatNumber(Number(cell));
}

/** The row that a bench's sentence names, from 1; null where it names none. */
export function rowNamed(sentence: string): number | null {
  const found = /\b(?:row|point|entry|matrix) (\d+)/i.exec(sentence);
  return found ? Number(found[1]) : null;
}

/** Whether points can be drawn: their range is a number too. */
const isDrawable = (points: readonly (readonly number[])[]): boolean =>
  [0, 1].every((axis) => {
    const values = points.map((point) => point[axis]!);
    const low = values.reduce((least, value) => Math.min(least, value));
    return Number.isFinite(values.reduce((most, value) => Math.max(most, value)) - low);
  });

/**
 * Reads what there is to show from data of any bench: its first table, its points, its images. A row that cannot be
 * used (from 1) is shown among the first ones, and all with their numbers.
 */
export function previewOf(data: unknown, badRow: number | null = null): Preview {
  const image = imagesOf(data);
  const found = findRows(data);
  if (!found) return { facts: [], table: null, points: null, image };
  const { rows, owner, name } = found;
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const beside = besides(found);
  const facts = [
    `${rows.length.toLocaleString('en-GB')} ${rows.length === 1 ? 'row' : 'rows'} of ${columns} ${columns === 1 ? 'column' : 'columns'}`,
    ...(beside.length > 0 ? [`beside them ${beside.map(([key]) => key).join(', ')}`] : []),
    range(rows),
  ].filter(Boolean);
  if (image) return { facts, table: null, points: null, image };
  const names = isList(owner.header) && owner.header.length === columns ? owner.header.map(String) : null;
  const cut = columns > FIRST_COLUMNS;
  const head = Array.from({ length: Math.min(columns, FIRST_COLUMNS) }, (_, c) => names?.[c] ?? `column ${c + 1}`);
  const ends = beside.filter(([key]) => key !== 'header');
  const isPlane =
    name === 'points' &&
    rows.every((row) => row.length === 2 && row.every(Number.isFinite)) &&
    isDrawable(rows as number[][]);
  const bad = badRow !== null && badRow <= rows.length ? badRow - 1 : null;
  const places = rows.slice(0, FIRST_ROWS).map((_, r) => r);
  if (bad !== null && bad >= FIRST_ROWS) places.push(bad);
  const numbered = (first: string): string[] => (bad === null ? [] : [first]);
  const every = Math.max(1, Math.ceil(rows.length / MOST_POINTS));
  return {
    facts,
    table: {
      head: [...numbered('row'), ...head, ...(cut ? ['…'] : []), ...ends.map(([key]) => key)],
      rows: places.map((r) => [
        ...numbered(String(r + 1)),
        ...head.map((_, c) => shown(rows[r]![c])),
        ...(cut ? ['…'] : []),
        ...ends.map(([, list]) => shown(list[r])),
      ]),
      ...(bad === null ? {} : { bad: places.indexOf(bad) }),
    },
    points: isPlane ? (rows as number[][]).filter((_, k) => k % every === 0) : null,
    image: null,
  };
}
