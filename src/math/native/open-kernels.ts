/// <reference path="./native-code.d.ts" />

/** What a kernel takes: arrays it reads and writes, and numbers. */
export type Operand = Float64Array | Float32Array | Int32Array | number;
/** A kernel's twin in TypeScript. */
type Kernel = (...operands: never[]) => unknown;

type Sizes = Readonly<Record<string, number>>;
type Floats<Names> = { readonly [Name in keyof Names]: Float64Array };
type Integers<Names> = { readonly [Name in keyof Names]: Int32Array };
type Singles<Names> = { readonly [Name in keyof Names]: Float32Array };

type Arrays<F, I, S> = Pick<Opened<never, F, I, S>, 'floats' | 'integers' | 'singles'>;

export interface Opened<Twins, F, I, S = object> {
  /** Whether WebAssembly computes; else the twins do, with the same results to the bit. */
  readonly native: boolean;
  /** The kernels; as arrays they take those below and views of them (`subarray`), nothing else. */
  readonly run: Twins;
  readonly floats: Floats<F>;
  readonly integers: Integers<I>;
  /** float32 */
  readonly singles: Singles<S>;
}

/** WebAssembly as far as it is used here; the numerics know no host, so no host's types. */
interface Wasm {
  validate(code: Uint8Array): boolean;
  readonly Module: new (code: Uint8Array) => object;
  readonly Memory: new (pages: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

const host = globalThis as unknown as {
  readonly WebAssembly?: Wasm;
  readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> };
};

/** A module of one function with an instruction on a vector: accepted where there is SIMD. */
const SIMD = Uint8Array.from(
  [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0].concat([
    10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
  ]),
);
let simd: boolean | null = null;
const modules = new WeakMap<Uint8Array, object>();

/** Every array begins on a cache line; nothing lies at address 0. */
const LINE = 64;
const PAGE = 65_536;
const padded = (bytes: number) => Math.ceil(bytes / LINE) * LINE;

/**
 * Kernels of one module with all the arrays a run needs, sized once and zero at first. They live in a memory of their own, so
 * that nothing is copied per call and no view detaches; it goes when the arrays do. Without SIMD, without that much memory,
 * or with PAPERSCOPE_TWINS set in the environment, the twins run on ordinary arrays.
 */
export function openKernels<
  Twins extends Readonly<Record<string, Kernel>>,
  F extends Sizes,
  I extends Sizes = object & Sizes,
  S extends Sizes = object & Sizes,
>(code: Uint8Array, twins: Twins, floats: F, integers: I = {} as I, singles: S = {} as S): Opened<Twins, F, I, S> {
  const bytes = sum(floats, 8) + sum(integers, 4) + sum(singles, 4) + LINE;
  const instance = instantiate(code, bytes);
  const buffer = instance?.buffer ?? null;
  let at = LINE;
  const place = (size: number, width: number) => {
    const here = at;
    at += padded(size * width);
    return here;
  };
  const arrays = {
    floats: mapped(floats, (size) =>
      buffer ? new Float64Array(buffer, place(size, 8), size) : new Float64Array(size),
    ),
    integers: mapped(integers, (size) =>
      buffer ? new Int32Array(buffer, place(size, 4), size) : new Int32Array(size),
    ),
    singles: mapped(singles, (size) =>
      buffer ? new Float32Array(buffer, place(size, 4), size) : new Float32Array(size),
    ),
  };
  const run = instance ? mapped(twins, (_, name) => onAddresses(instance.exports[name], instance.buffer)) : twins;
  return { native: instance !== null, run: run as Twins, ...(arrays as Arrays<F, I, S>) };
}

/** Whether kernels run in WebAssembly here. */
export function nativeWanted(): boolean {
  if (host.process?.env?.PAPERSCOPE_TWINS) return false;
  simd ??= host.WebAssembly?.validate(SIMD) ?? false;
  return simd;
}

type Exported = (...operands: number[]) => number | undefined;

function instantiate(code: Uint8Array, bytes: number) {
  if (!nativeWanted() || bytes > PAGE * PAGE) return null;
  const { Module, Memory, Instance } = host.WebAssembly!;
  const pages = Math.ceil(bytes / PAGE);
  try {
    const memory = new Memory({ initial: pages, maximum: pages });
    const module = modules.get(code) ?? new Module(code);
    modules.set(code, module);
    const { exports } = new Instance(module, { env: { memory } });
    return { buffer: memory.buffer, exports: exports as Readonly<Record<string, Exported | undefined>> };
  } catch (error) {
    // No memory of that size, or a page that may not compile; a module that is wrong would fail here too, and in the tests.
    if (error instanceof RangeError || (error as Error).name === 'CompileError') return null;
    throw error;
  }
}

/** The kernel with arrays in place of addresses. */
function onAddresses(kernel: Exported | undefined, buffer: ArrayBuffer) {
  if (!kernel) throw new Error('A twin has no kernel.');
  return (...operands: Operand[]) => {
    for (let k = 0; k < operands.length; k++) {
      const operand = operands[k]!;
      if (typeof operand === 'number') continue;
      if (operand.buffer !== buffer) throw new Error('A kernel was given an array from outside its memory.');
      operands[k] = operand.byteOffset;
    }
    return kernel(...(operands as number[]));
  };
}

const sum = (sizes: Sizes, width: number) =>
  Object.values(sizes).reduce((total, size) => total + padded(size * width), 0);

const mapped = <Value, Result>(record: Readonly<Record<string, Value>>, make: (value: Value, name: string) => Result) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, make(value, name)]));
