import { fileText, isPicture } from '../../../../ui/file-text.ts';
import { isNumber, noNumber, parseRows, refuseWords } from '../../../../ui/parse-rows.ts';
import { readNpy } from '../../../../ui/read-npy.ts';

/** What a file gave, in the form the bench takes, and in words. */
export interface ReadImages {
  readonly data: { images: number[][]; width: number; height: number; labels?: (string | number)[] };
  readonly says: string;
}

/** Names of a column of labels. */
const LABEL = /^(label|class|digit|target|y)$/i;
const MOST_BYTES = 40_000_000;
const ACCEPTED = 'accepted are CSV, NPY, JSON and images that hold many of one size';

/** Reads images from a CSV, NPY or JSON file, or cuts a picture into tiles. Throws one sentence naming what is wrong. */
export async function readImagesFile(file: File, tile: { width: number; height: number }): Promise<ReadImages> {
  if (isPicture(file) && file.size > 0 && file.size <= MOST_BYTES) return cutSheet(file, tile);
  if (file.name.endsWith('.npy') && file.size > 0 && file.size <= MOST_BYTES)
    return readArray(new Uint8Array(await file.arrayBuffer()), file.name);
  const text = await fileText(file, MOST_BYTES, 'a CSV, NPY, JSON or an image that holds many of one size');
  if (file.name.endsWith('.json')) {
    try {
      return { data: JSON.parse(text), says: 'images as the solve command takes them' };
    } catch {
      throw new Error(`${file.name} is not JSON; ${ACCEPTED}.`);
    }
  }
  return readRows(text, file.name);
}

/** A CSV: one image a line, as many grey levels as a square has pixels, and, if wanted, its label at the end. */
export function readRows(text: string, name: string): ReadImages {
  const read = parseRows(text);
  refuseWords(read, name, 'a CSV with an image a line, an NPY array, JSON, or a picture that holds many of one size');
  const { body, names } = read;
  const columns = body[0]!.cells.length;
  const labelled = !Number.isInteger(Math.sqrt(columns)) && Number.isInteger(Math.sqrt(columns - 1));
  // A header may say which column is the label; MNIST files have it first.
  const named = names ? names.findIndex((cell) => LABEL.test(cell)) : -1;
  const labelAt = named >= 0 ? named : columns - 1;
  const side = Math.sqrt(labelled ? columns - 1 : columns);
  if (columns < 4 || !Number.isInteger(side))
    throw new Error(
      `${name} has ${columns} columns in row ${body[0]!.number}; accepted are as many as a square image has pixels, and one more for labels.`,
    );
  const images = body.map(({ number, cells }) => {
    if (cells.length !== columns)
      throw new Error(`${name}, row ${number}: ${cells.length} columns where ${columns} are expected.`);
    return (labelled ? cells.toSpliced(labelAt, 1) : cells).map((cell, c) => {
      if (!isNumber(cell)) throw new Error(noNumber(name, number, c + 1 + Number(labelled && c >= labelAt), cell));
      return Number(cell);
    });
  });
  const labels = body.map(({ cells }) => cells[labelAt]!);
  const place = (k: number, pixel: number) =>
    `${name}, row ${body[k]!.number}, column ${pixel + 1 + Number(labelled && pixel >= labelAt)}`;
  const made = finish(images, side, side, labelled ? labels : null, place);
  return { ...made, says: made.says + read.commas };
}

function readArray(bytes: Uint8Array, name: string): ReadImages {
  const { shape, values } = readNpy(bytes, name);
  const [count = 0, second = 0, third] = shape;
  const square = Math.sqrt(second);
  if (shape.length < 2 || shape.length > 3 || (third === undefined && !Number.isInteger(square)))
    throw new Error(
      `${name} has the shape ${shape.join(' × ')}; accepted are images × height × width, or images × pixels of a square.`,
    );
  const [height, width] = third === undefined ? [square, square] : [second, third];
  const pixels = width * height;
  const images = Array.from({ length: count }, (_, k) => Array.from(values.subarray(k * pixels, (k + 1) * pixels)));
  return finish(images, width, height, null, (k, pixel) =>
    third === undefined
      ? `${name}, row ${k + 1}, column ${pixel + 1}`
      : `${name}, image ${k + 1}, row ${Math.floor(pixel / width) + 1}, column ${(pixel % width) + 1}`,
  );
}

async function cutSheet(file: File, tile: { width: number; height: number }): Promise<ReadImages> {
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new Error(`${file.name} could not be read as an image; ${ACCEPTED}.`);
  });
  const { width, height } = tile;
  if (bitmap.width % width !== 0 || bitmap.height % height !== 0)
    throw new Error(
      `${file.name} has ${bitmap.width} × ${bitmap.height} pixels, which tiles of ${width} × ${height} do not fill; set the size of one image.`,
    );
  const canvas = Object.assign(document.createElement('canvas'), { width: bitmap.width, height: bitmap.height });
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  const grey = (x: number, y: number) => {
    const at = 4 * (y * bitmap.width + x);
    return Number(((0.2126 * data[at]! + 0.7152 * data[at + 1]! + 0.0722 * data[at + 2]!) / 255).toFixed(4));
  };
  const across = bitmap.width / width;
  const images = Array.from({ length: across * (bitmap.height / height) }, (_, k) =>
    Array.from({ length: width * height }, (_, p) =>
      grey((k % across) * width + (p % width), Math.floor(k / across) * height + Math.floor(p / width)),
    ),
  );
  return finish(images, width, height, null, (k) => `${file.name}, image ${k + 1}`);
}

/**
 * Grey levels up to 255, or up to 16, are brought to [0, 1], and it is said so. What is none is named as it stands in
 * the file, with its place there.
 */
function finish(
  given: number[][],
  width: number,
  height: number,
  labels: string[] | null,
  place: (image: number, pixel: number) => string,
): ReadImages {
  given.forEach((row, k) => {
    const wrong = row.findIndex((value) => !(value >= 0 && value <= 255));
    if (wrong >= 0)
      throw new Error(
        `${place(k, wrong)}: ${String(row[wrong]).replace('-', '−')} is not a grey level; accepted are numbers from 0 to 1, to 16 or to 255.`,
      );
  });
  const most = given.reduce((high, row) => row.reduce((one, value) => Math.max(one, value), high), 0);
  const full = most <= 1 ? 1 : most <= 16 ? 16 : 255;
  const images = full === 1 ? given : given.map((row) => row.map((value) => value / full));
  const scaled = full === 1 ? '' : `, divided by ${full}`;
  const says = `${images.length} images of ${width} × ${height} pixels${labels ? ' with labels' : ''}${scaled}`;
  return { data: labels ? { images, width, height, labels } : { images, width, height }, says };
}
