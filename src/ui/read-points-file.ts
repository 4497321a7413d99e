import { fileText, isPicture, refuseSize } from './file-text.ts';
import { parseNumbers } from './parse-rows.ts';
import { readNpy } from './read-npy.ts';

/** What a file gave, and in words what was understood. */
export interface ReadFile {
  /** One side, or with `whole` the data of both. */
  readonly data:
    | { readonly points: number[][]; readonly weights?: number[] }
    | { readonly image: number[][] }
    | { readonly whole: unknown };
  readonly says: string;
}

const MOST_ROWS = 16_384;
/** No file of so many points is smaller than this; longer ones are not even read. */
const MOST_BYTES = 4_000_000;
const MOST_PICTURE_BYTES = 40_000_000;
/** Beyond this a squared distance could overflow; the benches take no more. */
const LARGEST = 1e100;
const LARGEST_IMAGE = 32;

const POINTS = 'a CSV or NPY array with two columns of coordinates';
const MEASURES = `${POINTS} and, if wanted, one of weights, or an image`;

/**
 * Reads points from a CSV or NPY array; where `measures` are taken, an image too, as a density of at most 32 × 32. Throws
 * one sentence naming row and column.
 */
export async function readPointsFile(file: File, measures: boolean): Promise<ReadFile> {
  const accepted = measures ? MEASURES : POINTS;
  if (measures && isPicture(file)) {
    refuseSize(file, MOST_PICTURE_BYTES, accepted);
    return readImage(file);
  }
  if (measures && file.name.endsWith('.npy')) {
    refuseSize(file, MOST_BYTES, accepted);
    const density = densityOf(new Uint8Array(await file.arrayBuffer()), file.name);
    if (density) return density;
  }
  const text = await fileText(file, MOST_BYTES, accepted);
  // A list in JSON is rows of one side.
  const whole = file.name.endsWith('.json') && !/^\s*\[/.test(text);
  return whole ? readJson(text, file.name) : readPoints(text, file.name);
}

/** An array of more than three columns is an image: its numbers are masses, averaged down to at most 32 × 32. */
function densityOf(bytes: Uint8Array, name: string): ReadFile | null {
  const { shape, values } = readNpy(bytes, name);
  const [tall = 0, wide = 0] = shape;
  if (shape.length !== 2 || wide < 4) return null;
  const wrong = values.findIndex((value) => !(value >= 0 && value <= LARGEST));
  if (wrong >= 0) throw outOfRange(name, Math.floor(wrong / wide) + 1, (wrong % wide) + 1, values[wrong]!, 'mass');
  const scale = Math.min(1, LARGEST_IMAGE / Math.max(wide, tall));
  const [width, height] = [Math.max(1, Math.round(wide * scale)), Math.max(1, Math.round(tall * scale))];
  const mean = (r: number, c: number): number => {
    const [top, bottom] = [Math.floor((r * tall) / height), Math.ceil(((r + 1) * tall) / height)];
    const [left, right] = [Math.floor((c * wide) / width), Math.ceil(((c + 1) * wide) / width)];
    let sum = 0;
    for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) sum += values[y * wide + x]!;
    return sum / ((bottom - top) * (right - left));
  };
  const grid = Array.from({ length: height }, (_, r) => Array.from({ length: width }, (_, c) => mean(r, c)));
  const most = grid.flat().reduce((high, value) => Math.max(high, value), 0);
  if (most === 0) throw new Error(`${name} has no mass: all its numbers are 0.`);
  const image = grid.map((row) => row.map((value) => Number((value / most + 0.001).toFixed(4))));
  return {
    data: { image },
    says: `an image of ${width} × ${height} masses${scale < 1 ? `, averaged from ${wide} × ${tall}` : ''}, scaled to at most 1`,
  };
}

function outOfRange(name: string, row: number, column: number, value: number, what: string): Error {
  const range = what === 'coordinate' ? 'from −1e100 to 1e100' : 'from 0 to 1e100';
  return new Error(
    `${name}, row ${row}, column ${column}: ${String(value).replace('-', '−')} is not a ${what} that can be used; accepted are numbers ${range}.`,
  );
}

function readJson(text: string, name: string): ReadFile {
  try {
    return { data: { whole: JSON.parse(text) }, says: 'data for both sides, as written' };
  } catch {
    throw new Error(`${name} is not JSON; accepted is the data file the solve command takes.`);
  }
}

/** Points and, if wanted, weights from a text. Throws one sentence naming row, column and value. */
export function readPoints(text: string, name: string): ReadFile {
  const {
    body,
    values,
    says: besides,
  } = parseNumbers(text, name, 'a CSV with two columns of coordinates and, if wanted, one of weights');
  if (body.length > MOST_ROWS)
    throw new Error(
      `${name} has ${body.length.toLocaleString('en-GB')} rows; at most ${MOST_ROWS.toLocaleString('en-GB')} points are accepted.`,
    );
  const width = body[0]!.cells.length;
  if (width !== 2 && width !== 3)
    throw new Error(
      `${name} has ${width} column${width === 1 ? '' : 's'} in row ${body[0]!.number}; accepted are two coordinates and, if wanted, a weight.`,
    );
  for (const { number, cells } of body)
    if (cells.length !== width)
      throw new Error(`${name}, row ${number}: ${cells.length} columns where ${width} are expected.`);
  body.forEach(({ number }, r) => {
    values[r]!.forEach((value, c) => {
      if (Math.abs(value) > LARGEST) throw outOfRange(name, number, c + 1, value, c === 2 ? 'weight' : 'coordinate');
      if (c === 2 && value < 0) throw outOfRange(name, number, c + 1, value, 'weight');
    });
  });
  if (width === 3 && values.every((row) => row[2] === 0))
    throw new Error(`${name} has no mass: all weights, in column 3, are 0.`);
  const points = values.map((row) => row.slice(0, 2));
  const says = `${points.length} point${points.length === 1 ? '' : 's'}${width === 3 ? ' with weights' : ''}${besides}`;
  return width === 3 ? { data: { points, weights: values.map((row) => row[2]!) }, says } : { data: { points }, says };
}

async function readImage(file: File): Promise<ReadFile> {
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new Error(`${file.name} could not be read as an image; PNG, JPEG and what this browser shows are accepted.`);
  });
  const scale = Math.min(1, LARGEST_IMAGE / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const darkness = (at: number): number =>
    1 - (0.2126 * data[at]! + 0.7152 * data[at + 1]! + 0.0722 * data[at + 2]!) / 255;
  const image = Array.from({ length: height }, (_, r) =>
    Array.from({ length: width }, (_, c) => Number((darkness(4 * (r * width + c)) + 0.001).toFixed(4))),
  );
  // What is added to every pixel is no mass of the reader's.
  if (image.every((row) => row.every((value) => value <= 0.001)))
    throw new Error(`${file.name} has no mass: it is white all over, and darkness is mass here.`);
  return {
    data: { image },
    says: `an image of ${width} × ${height} pixels${scale < 1 ? `, reduced from ${bitmap.width} × ${bitmap.height}` : ''}`,
  };
}
