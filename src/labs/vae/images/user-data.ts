import { ProblemError } from '../../../engine/bench.ts';

const FEWEST = 10;
const MOST = 5000;
const LARGEST_SIDE = 64;
const MOST_CLASSES = 50;

const EXPECTED = 'accepted is {"images":[[...],...],"width":w,"height":h}, one list of grey levels in [0, 1] an image';

/** A reader's own images, checked. */
export interface UserImages {
  /** count × width · height, row-major, grey levels in [0, 1]. */
  readonly images: Float32Array;
  readonly count: number;
  readonly width: number;
  readonly height: number;
  /** Index into `classes` of each image; null where no labels were given. */
  readonly labels: Uint8Array | null;
  readonly classes: readonly string[];
  readonly notes: readonly string[];
}

/** Checks the reader's data and hands it on as it was given. Throws a ProblemError that names what cannot be used. */
export function readData(data: unknown): unknown {
  readImages(data);
  return data;
}

/** The images in the reader's data, in their order. `points` are images one pixel high. */
export function readImages(data: unknown): UserImages {
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw new ProblemError(`The data is ${said(data)}; ${EXPECTED}.`);
  const given = data as Record<string, unknown>;
  const rows = given.images ?? given.points;
  if (!Array.isArray(rows)) throw new ProblemError(`images is ${said(rows)}; ${EXPECTED}.`);
  const count = rows.length;
  if (count < FEWEST || count > MOST)
    throw new ProblemError(
      `There ${count === 1 ? 'is 1 image' : `are ${count} images`}; ${FEWEST} to ${MOST} are accepted.`,
    );
  const pixels = Array.isArray(rows[0]) ? rows[0].length : 0;
  const width = side(given.width ?? (given.images === undefined ? pixels : undefined), 'width');
  const height = side(given.height ?? (given.images === undefined ? 1 : undefined), 'height');
  const images = new Float32Array(count * width * height);
  rows.forEach((row: unknown, i) => {
    if (!Array.isArray(row) || row.length !== width * height)
      throw new ProblemError(
        `Image ${i + 1} has ${Array.isArray(row) ? `${row.length} pixels` : `no list of pixels, but ${said(row)}`}; ${width} × ${height} need ${width * height}, the same for all images.`,
      );
    row.forEach((value: unknown, p) => {
      if (typeof value !== 'number' || !(value >= 0 && value <= 1))
        throw new ProblemError(
          `Image ${i + 1}, row ${Math.floor(p / width) + 1}, column ${(p % width) + 1} is ${said(value)}; grey levels lie in [0, 1].`,
        );
      images[i * width * height + p] = value;
    });
  });
  if (images.every((value, k) => value === images[k % (width * height)]))
    throw new ProblemError('All images are the same; there is nothing to learn from them.');
  const notes: string[] = [];
  return { images, count, width, height, ...readLabels(given.labels, count, notes), notes };
}

function readLabels(
  given: unknown,
  count: number,
  notes: string[],
): { labels: Uint8Array | null; classes: readonly string[] } {
  if (given === undefined || given === null) return { labels: null, classes: [] };
  if (!Array.isArray(given) || given.length !== count)
    throw new ProblemError(
      `labels has ${Array.isArray(given) ? `${given.length} entries` : said(given)}; there are ${count} images, and each needs one label.`,
    );
  given.forEach((label: unknown, i) => {
    if (typeof label !== 'string' && !(typeof label === 'number' && Number.isFinite(label)))
      throw new ProblemError(`The label of image ${i + 1} is ${said(label)}; accepted are numbers and words.`);
  });
  const names = [...new Set(given.map(String))].sort(byNumberThenName);
  if (names.length > MOST_CLASSES)
    throw new ProblemError(`There are ${names.length} classes; at most ${MOST_CLASSES} are accepted.`);
  if (names.length === 1) notes.push(`All labels are ${names[0]}: there is one class only.`);
  const place = new Map(names.map((name, k) => [name, k]));
  return { labels: Uint8Array.from(given, (label) => place.get(String(label))!), classes: names };
}

const byNumberThenName = (a: string, b: string): number => Number(a) - Number(b) || (a < b ? -1 : 1);

function side(given: unknown, what: 'width' | 'height'): number {
  if (
    !(
      Number.isInteger(given) &&
      (given as number) >= 1 &&
      (given as number) <= (what === 'width' ? 4096 : LARGEST_SIDE)
    )
  )
    throw new ProblemError(
      `${what} is ${said(given)}; a whole number of pixels from 1 to ${LARGEST_SIDE} is accepted.`,
    );
  return given as number;
}

const said = (value: unknown): string => {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (typeof value === 'number') return Number.isNaN(value) ? 'not a number' : String(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'string') return `“${value.slice(0, 20)}”`;
  return typeof value === 'object' ? 'an object' : String(value);
};
