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

const TYPES = 'float32, float64, bool, or integers of 8 to 64 bits (uint64 left out)';
/** NumPy's names of types that are not read, by the two characters of a dtype, or by its letter alone. */
const OTHER_TYPES: Readonly<Record<string, string>> = {
  f2: 'numbers of type float16',
  f16: 'numbers of type longdouble',
  u8: 'numbers of type uint64',
  c8: 'numbers of type complex64',
  c16: 'numbers of type complex128',
  O: 'Python objects',
  U: 'text',
  S: 'text',
  M: 'dates',
  m: 'time differences',
  V: 'raw bytes',
};

/** What a dtype that is not read holds, in words. */
function otherType(descr: string | undefined): string {
  if (descr === undefined) return 'records of several fields';
  const kind = descr.replace(/^[<>|=]/, '');
  return OTHER_TYPES[kind] ?? OTHER_TYPES[kind[0] ?? ''] ?? `values of type ${kind}`;
}

/** Reads an NPY file. Throws one sentence that names the file and what is accepted. */
export function readNpy(bytes: Uint8Array, name: string): NpyArray {
  const refuse = (what: string): never => {
    throw new Error(`${name} ${what}; accepted is an NPY file of real numbers in C order.`);
  };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (MAGIC.some((byte, k) => bytes[k] !== byte)) refuse('is not an NPY file');
  if (bytes.length < 12) refuse('ends within its header');
  const long = bytes[6]! >= 2;
  const start = long ? 12 : 10;
  const length = long ? view.getUint32(8, true) : view.getUint16(8, true);
  if (bytes.length < start + length) refuse('ends within its header');
  const header = new TextDecoder('latin1').decode(bytes.subarray(start, start + length));
  const descr = /'descr':\s*'([^']*)'/.exec(header)?.[1];
  const reader = READERS[descr?.replace(/^[<>|=]/, '') ?? ''];
  if (!reader) throw new Error(`${name} holds ${otherType(descr)}; accepted is an NPY file of ${TYPES}.`);
  if (/'fortran_order':\s*True/.test(header)) refuse('is stored column by column');
  const shape = (/'shape':\s*\(([^)]*)\)/.exec(header)?.[1] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(Number);
  const count = shape.reduce((product, side) => product * side, 1);
  if (!Number.isSafeInteger(count) || count < 0) refuse('does not say its shape');
  const [size, get] = reader;
  if (bytes.length < start + length + count * size) refuse('ends before its last number');
  const little = !descr?.startsWith('>');
  return {
    shape,
    values: Float64Array.from({ length: count }, (_, k) => get(view, start + length + k * size, little)),
  };
}
