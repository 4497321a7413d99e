import { isNpyValues, type NpyValues, writeNpy } from '../../ui/write-npy.ts';

export interface NamedArray {
  /** Path inside the snapshots, with dots: `plan.values`. */
  readonly name: string;
  readonly values: NpyValues;
  readonly shape: readonly number[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Shape of a nested list of numbers, or null where it is ragged or holds something else. */
function shapeOf(value: unknown): number[] | null {
  if (typeof value === 'number') return [];
  const list = isNpyValues(value) ? value : Array.isArray(value) ? value : null;
  if (!list) return null;
  if (list.length === 0 || isNpyValues(value)) return [list.length];
  const first = shapeOf(list[0]);
  if (!first) return null;
  const same = (one: unknown): boolean => shapeOf(one)?.join() === first.join();
  return [...list].every(same) ? [list.length, ...first] : null;
}

const flatten = (value: unknown): number[] =>
  typeof value === 'number' ? [value] : Array.from(value as ArrayLike<unknown>, flatten).flat();

/** A flat array beside `rows` and `cols`, or `width` and `height`, whose product is its length, is a matrix. */
function sidesOf(length: number, beside: Fields): number[] {
  for (const [rows, cols] of [
    ['rows', 'cols'],
    ['rows', 'columns'],
    ['height', 'width'],
    ['count', 'dimension'],
  ] as const) {
    const [r, c] = [beside[rows], beside[cols]];
    if (typeof r !== 'number' || typeof c !== 'number' || r * c <= 0) continue;
    if (r * c === length) return [r, c];
    if (length % (r * c) === 0 && rows === 'height') return [length / (r * c), r, c];
  }
  return [length];
}

/** Every array of numbers in a picture's snapshots, with its shape. */
export function arraysOf(value: unknown, name = '', beside: Fields = {}): NamedArray[] {
  if (isNpyValues(value)) return [{ name, values: value, shape: sidesOf(value.length, beside) }];
  if (Array.isArray(value)) {
    const shape = shapeOf(value);
    if (shape && value.length > 0) {
      const flat = shape.length === 1 ? sidesOf(value.length, beside) : shape;
      return [{ name, values: Float64Array.from(flatten(value)), shape: flat }];
    }
    return value.flatMap((one, k) => arraysOf(one, `${name}.${k}`));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => arraysOf(one, name ? `${name}.${key}` : key, value as Fields));
}

export const npyFiles = (arrays: readonly NamedArray[]): [name: string, bytes: Uint8Array<ArrayBuffer>][] =>
  arrays.map(({ name, values, shape }) => [`${name}.npy`, writeNpy(values, shape)]);
