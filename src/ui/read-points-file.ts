import { parseRows } from './parse-rows.ts';

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
const LARGEST_IMAGE = 32;

/** Reads points from a CSV, or an image as a density of at most 32 × 32. Throws one sentence naming row and column. */
export async function readPointsFile(file: File): Promise<ReadFile> {
  if (file.type.startsWith('image/')) return readImage(file);
  if (file.size > MOST_BYTES) {
    throw new Error(
      `${file.name} has ${(file.size / 1e6).toFixed(0)} MB; at most ${MOST_ROWS.toLocaleString('en-GB')} points (${MOST_BYTES / 1e6} MB) are accepted.`,
    );
  }
  if (file.name.endsWith('.json')) return readJson(await file.text(), file.name);
  return readPoints(await file.text(), file.name);
}

function readJson(text: string, name: string): ReadFile {
  try {
    return { data: { whole: JSON.parse(text) }, says: 'data for both sides' };
  } catch {
    throw new Error(`${name} is not JSON; accepted is the data file the solve command takes.`);
  }
}

export function readPoints(text: string, name: string): ReadFile {
  const rows = parseRows(text);
  const numeric = (row: readonly string[] | undefined) =>
    row?.every((cell) => cell !== '' && Number.isFinite(Number(cell))) ?? false;
  const header = rows.length > 1 && rows[0]!.every((cell) => cell === '' || !Number.isFinite(Number(cell))) ? 1 : 0;
  const body = rows.slice(header);
  if (body.length === 0)
    throw new Error(
      `${name} is empty; accepted is a CSV with two columns of coordinates and, if wanted, one of weights.`,
    );
  if (body.length > MOST_ROWS)
    throw new Error(
      `${name} has ${body.length.toLocaleString('en-GB')} rows; at most ${MOST_ROWS.toLocaleString('en-GB')} points are accepted.`,
    );
  const width = body[0]!.length;
  if (width !== 2 && width !== 3)
    throw new Error(
      `${name} has ${width} column${width === 1 ? '' : 's'} in row ${header + 1}; accepted are two coordinates and, if wanted, a weight.`,
    );
  body.forEach((row, r) => {
    if (row.length !== width)
      throw new Error(`${name}, row ${r + header + 1}: ${row.length} columns where ${width} are expected.`);
    if (numeric(row)) return;
    const column = row.findIndex((cell) => cell === '' || !Number.isFinite(Number(cell)));
    throw new Error(
      `${name}, row ${r + header + 1}, column ${column + 1}: “${row[column]!.slice(0, 20)}” is not a number.`,
    );
  });
  const values = body.map((row) => row.map(Number));
  const points = values.map((row) => row.slice(0, 2));
  const says = `${points.length} point${points.length === 1 ? '' : 's'}${width === 3 ? ' with weights' : ''}${header ? ', one line of names left out' : ''}`;
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
  const image = Array.from({ length: height }, (_, r) =>
    Array.from({ length: width }, (_, c) => {
      const at = 4 * (r * width + c);
      return Number(
        (1 - (0.2126 * data[at]! + 0.7152 * data[at + 1]! + 0.0722 * data[at + 2]!) / 255 + 0.001).toFixed(4),
      );
    }),
  );
  return {
    data: { image },
    says: `an image of ${width} × ${height} pixels${scale < 1 ? `, reduced from ${bitmap.width} × ${bitmap.height}` : ''}`,
  };
}
