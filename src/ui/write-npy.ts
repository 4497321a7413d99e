/** Arrays whose numbers NumPy has a type for. */
export type NpyValues =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray;

const DESCR: readonly (readonly [type: { new (n: number): NpyValues }, descr: string])[] = [
  [Float64Array, '<f8'],
  [Float32Array, '<f4'],
  [Int32Array, '<i4'],
  [Uint32Array, '<u4'],
  [Int16Array, '<i2'],
  [Uint16Array, '<u2'],
  [Int8Array, '|i1'],
  [Uint8Array, '|u1'],
  [Uint8ClampedArray, '|u1'],
];

export const isNpyValues = (value: unknown): value is NpyValues => DESCR.some(([type]) => value instanceof type);

/** An NPY file, version 1.0, little-endian, row by row. */
export function writeNpy(values: NpyValues, shape: readonly number[]): Uint8Array<ArrayBuffer> {
  const descr = DESCR.find(([type]) => values instanceof type)![1];
  const sides = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const words = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${sides}), }`;
  // The numbers begin at a multiple of 64 bytes.
  const length = Math.ceil((10 + words.length + 1) / 64) * 64 - 10;
  const header = `${words.padEnd(length - 1, ' ')}\n`;
  const out = new Uint8Array(10 + length + values.byteLength);
  out.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, length & 255, length >> 8]);
  out.set(new TextEncoder().encode(header), 10);
  out.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), 10 + length);
  return out;
}
