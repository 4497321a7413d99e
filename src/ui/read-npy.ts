/** Numbers of an NPY file (the format of NumPy's `save`, versions 1 to 3): row-major, with their shape. */
export interface NpyArray {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** How a number is read, by the two characters that end a dtype. */
const READERS: Readonly<
  Record<string, readonly [size: number, (view: DataView, at: number, little: boolean) => number]>
> = {
  f8: [8, (view, at, little) => view.getFloat64(at, little)],
  f4: [4, (view, at, little) => view.getFloat32(at, little)],
  u1: [1, (view, at) => view.getUint8(at)],
  i1: [1, (view, at) => view.getInt8(at)],
  b1: [1, (view, at) => view.getUint8(at)],
  u2: [2, (view, at, little) => view.getUint16(at, little)],
  i2: [2, (view, at, little) => view.getInt16(at, little)],
  u4: [4, (view, at, little) => view.getUint32(at, little)],
  i4: [4, (view, at, little) => view.getInt32(at, little)],
  i8: [8, (view, at, little) => Number(view.getBigInt64(at, little))],
};

/** Reads an NPY file. Throws one sentence that names the file and what is accepted. */
export function readNpy(bytes: Uint8Array, name: string): NpyArray {
  const refuse = (what: string): never => {
    throw new Error(`${name} ${what}; accepted is an NPY file of real numbers in C order.`);
  };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || MAGIC.some((byte, k) => bytes[k] !== byte)) refuse('is not an NPY file');
  const long = bytes[6]! >= 2;
  const start = long ? 12 : 10;
  const length = long ? view.getUint32(8, true) : view.getUint16(8, true);
  const header = new TextDecoder('latin1').decode(bytes.subarray(start, start + length));
  const kind = /'descr':\s*'([<>|=])([a-z]\d)'/.exec(header);
  const reader = kind ? READERS[kind[2]!] : undefined;
  if (!kind || !reader) return refuse('holds something else than plain numbers');
  if (/'fortran_order':\s*True/.test(header)) refuse('is stored column by column');
  const shape = (/'shape':\s*\(([^)]*)\)/.exec(header)?.[1] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(Number);
  const count = shape.reduce((product, side) => product * side, 1);
  const [size, get] = reader;
  if (bytes.length < start + length + count * size) refuse('ends before its last number');
  const little = kind[1] !== '>';
  return {
    shape,
    values: Float64Array.from({ length: count }, (_, k) => get(view, start + length + k * size, little)),
  };
}
