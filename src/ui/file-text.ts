import { readNpy } from './read-npy.ts';

const NPY = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const PICTURES: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
];
const begins = (bytes: Uint8Array, with_: readonly number[]) => with_.every((byte, k) => bytes[k] === byte);

export const isNpy = (bytes: Uint8Array): boolean => begins(bytes, NPY);
const isPictureType = (type: string): boolean => type.startsWith('image/') && type !== 'image/svg+xml';
/** A picture of pixels, by its type; a drawing in SVG is none. */
export const isPicture = (file: File): boolean => isPictureType(file.type);

const MARKS: readonly (readonly [mark: string, words: string])[] = [
  ['PK', 'is a ZIP archive, damaged or with no run of this page in it'],
  ['%PDF', 'is a PDF document'],
  ['\x1f\x8b', 'is compressed with gzip'],
  ['\xff\xfe', 'is text in UTF-16, and only UTF-8 is read'],
  ['\xfe\xff', 'is text in UTF-16, and only UTF-8 is read'],
];
const SVG = 'is an SVG drawing with no run of this page in it';

/** What a file that is no table of numbers seems to be, in words; null for text that may be one. */
export function otherKind(bytes: Uint8Array, name = '', type = ''): string | null {
  if (PICTURES.some((start) => begins(bytes, start)) || isPictureType(type)) return 'is an image';
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  const mark = MARKS.find(([letters]) => start.startsWith(letters));
  if (mark) return mark[1];
  if (name.endsWith('.zip')) return MARKS[0]![1];
  // Control characters, but for tabs and ends of lines, tell bytes from text.
  if (bytes.subarray(0, 4096).some((byte) => byte < 9 || (byte > 13 && byte < 32)))
    return 'is not text but a binary file';
  const text = start.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (/^<\s*(!doctype html|html|head|body)\b/i.test(text)) return 'is an HTML page';
  if (
    name.endsWith('.svg') ||
    type === 'image/svg+xml' ||
    (/<svg\b/i.test(text.slice(0, 1000)) && text.startsWith('<'))
  )
    return SVG;
  return /^<[?!a-z]/i.test(text) ? 'is markup, not numbers' : null;
}

/** What an NPY array of two sides (three, where each row is a matrix) is as a CSV, at full precision. */
export function npyText(bytes: Uint8Array, name: string): string {
  const { shape, values } = readNpy(bytes, name);
  const [rows = 0, ...rest] = shape;
  const said = `${name} has the shape (${shape.join(', ')})`;
  if (shape.length < 2 || shape.length > 3) throw new Error(`${said}; accepted is an array of rows and columns.`);
  if (values.length === 0) throw new Error(`${said}, with no number in it; accepted is an array of rows and columns.`);
  const width = rest.reduce((product, side) => product * side, 1);
  return Array.from({ length: rows }, (_, r) => values.subarray(r * width, (r + 1) * width).join(',')).join('\n');
}

/** Throws one sentence for a file that is empty or larger than is read; nothing of it is read. */
export function refuseSize(file: File, mostBytes: number, accepted: string): void {
  const { name, size } = file;
  if (size === 0) throw new Error(`${name} is empty, with no bytes at all; accepted is ${accepted}.`);
  if (size > mostBytes)
    throw new Error(
      `${name} has ${(size / 1e6).toFixed(0)} MB, and at most ${mostBytes / 1e6} MB are read; accepted is ${accepted}.`,
    );
}

/** The text of a file of numbers; an NPY array as its lines. Throws one sentence for what is no such file. */
export async function fileText(file: File, mostBytes: number, accepted: string): Promise<string> {
  const refuse = (what: string): never => {
    throw new Error(`${file.name} ${what}; accepted is ${accepted}.`);
  };
  refuseSize(file, mostBytes, accepted);
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (isNpy(bytes)) return npyText(bytes, file.name);
  if (file.name.endsWith('.npy')) refuse('is not an NPY file');
  const kind = otherKind(bytes, file.name, file.type);
  if (kind !== null) refuse(kind);
  return new TextDecoder().decode(bytes);
}
