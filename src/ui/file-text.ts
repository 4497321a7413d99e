import { readNpy } from './read-npy.ts';

const NPY = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const PICTURES: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
];
const begins = (bytes: Uint8Array, with_: readonly number[]) => with_.every((byte, k) => bytes[k] === byte);

/** What an NPY array of two sides (three, where each row is a matrix) is as a CSV, at full precision. */
export function npyText(bytes: Uint8Array, name: string, accepted: string): string {
  const { shape, values } = readNpy(bytes, name);
  const [rows = 0, ...rest] = shape;
  if (shape.length < 2 || shape.length > 3)
    throw new Error(
      `${name} has the shape (${shape.join(', ')}); accepted is an array of rows and columns, or ${accepted}.`,
    );
  const width = rest.reduce((product, side) => product * side, 1);
  return Array.from({ length: rows }, (_, r) => values.subarray(r * width, (r + 1) * width).join(',')).join('\n');
}

/** The text of a file of numbers; an NPY array as its lines. Throws one sentence for what is no such file. */
export async function fileText(file: File, mostBytes: number, accepted: string): Promise<string> {
  const refuse = (what: string): never => {
    throw new Error(`${file.name} ${what}; accepted is ${accepted}.`);
  };
  if (file.size === 0) refuse('is empty, with no bytes at all');
  if (file.size > mostBytes)
    refuse(`has ${(file.size / 1e6).toFixed(0)} MB, and at most ${mostBytes / 1e6} MB are read`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (begins(bytes, NPY)) return npyText(bytes, file.name, accepted);
  if (file.name.endsWith('.npy')) refuse('is not an NPY file');
  if (PICTURES.some((start) => begins(bytes, start)) || file.type.startsWith('image/')) refuse('is an image');
  if (bytes.subarray(0, 4096).includes(0)) refuse('is not text');
  return new TextDecoder().decode(bytes);
}
