import { fromBase64Url, toBase64Url } from './base64-url.ts';

/**
 * A reader's own data in a link. Numbers in `points` arrays are quantised to 12 bits over their range and packed two
 * in three bytes; everything else travels as JSON. What was quantised is what runs, so a link repeats the run exactly.
 */
const LEVELS = 4095;
/** Longest packed text a link carries; browsers and messengers cut longer addresses. */
export const MAX_PACKED = 8000;
/** Values a link carries at most. */
const MAX_VALUES = 1200;

interface PackedArray {
  readonly $q: readonly [rows: number, columns: number, low: number, high: number, codes: string];
}

/** Rows of numbers whose range is a number too: of −1e308 to 1e308 it is not, and such rows travel as they are. */
const isMatrix = (value: unknown): value is number[][] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every(
    (row) =>
      Array.isArray(row) &&
      row.length === (value[0] as unknown[]).length &&
      row.length > 0 &&
      row.every(Number.isFinite),
  ) &&
  Number.isFinite(Math.max(...value.flat()) - Math.min(...value.flat()));

/**
 * The end of the range the codes reach over. Where all values are multiples of one power of two, and it divides their
 * range into no more than the levels there are, the levels are such multiples and every value stays as it is: points on
 * that grid do not move when others come or go.
 */
function rangeEnd(flat: readonly number[], low: number, high: number): number {
  const step = 2 ** Math.ceil(Math.log2((high - low) / LEVELS));
  const end = low + LEVELS * step;
  const onGrid = step > 0 && [...flat, end].every((value) => Number.isSafeInteger(value / step));
  return onGrid ? end : high;
}

/** The value of a code; exact where the levels are a power of two apart. */
function levelOf(code: number, low: number, high: number): number {
  if (code === LEVELS) return high;
  const step = (high - low) / LEVELS;
  return 2 ** Math.round(Math.log2(step)) === step ? low + code * step : low + (code / LEVELS) * (high - low);
}

function packMatrix(rows: readonly (readonly number[])[]): PackedArray {
  const flat = rows.flat();
  const low = Math.min(...flat);
  const high = rangeEnd(flat, low, Math.max(...flat));
  const bytes = new Uint8Array(Math.ceil((flat.length * 3) / 2));
  flat.forEach((value, k) => {
    const code = high === low ? 0 : Math.round(((value - low) / (high - low)) * LEVELS);
    const at = Math.floor((k * 3) / 2);
    if (k % 2 === 0) {
      bytes[at] = code >> 4;
      bytes[at + 1] = (code & 15) << 4;
    } else {
      bytes[at] = bytes[at]! | (code >> 8);
      bytes[at + 1] = code & 255;
    }
  });
  return { $q: [rows.length, rows[0]!.length, low, high, toBase64Url(bytes)] };
}

function unpackMatrix(packed: readonly unknown[]): number[][] | null {
  const [rows, columns, low, high, codes] = packed;
  const whole = (value: unknown): value is number => Number.isInteger(value) && (value as number) > 0;
  if (
    !whole(rows) ||
    !whole(columns) ||
    rows * columns > 4 * MAX_VALUES ||
    !Number.isFinite(low) ||
    !Number.isFinite(high) ||
    typeof codes !== 'string'
  )
    return null;
  const bytes = fromBase64Url(codes);
  if (!bytes || bytes.length < Math.ceil((rows * columns * 3) / 2)) return null;
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => {
      const k = i * columns + j;
      const at = Math.floor((k * 3) / 2);
      const code = k % 2 === 0 ? (bytes[at]! << 4) | (bytes[at + 1]! >> 4) : ((bytes[at]! & 15) << 8) | bytes[at + 1]!;
      return levelOf(code, low as number, high as number);
    }),
  );
}

function countValues(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + countValues(one), 0);
  if (typeof value === 'object' && value !== null)
    return Object.values(value).reduce((sum: number, one) => sum + countValues(one), 0);
  return 1;
}

const fold = (value: unknown): unknown => {
  if (isMatrix(value)) return packMatrix(value);
  if (Array.isArray(value)) return value.map(fold);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fold(one)]));
  return typeof value === 'number' ? Number(value.toPrecision(5)) : value;
};

const unfold = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(unfold);
  if (typeof value === 'object' && value !== null) {
    if ('$q' in value && Array.isArray(value.$q)) {
      const matrix = unpackMatrix(value.$q);
      if (!matrix) throw new Error('unreadable');
      return matrix;
    }
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, unfold(one)]));
  }
  return value;
};

/** Text for a link, or null when the data is too large to travel in one. */
export function packData(data: unknown): string | null {
  if (countValues(data) > MAX_VALUES) return null;
  const text = toBase64Url(toUtf8(JSON.stringify(fold(data))));
  return text.length > MAX_PACKED ? null : text;
}

export type Unpacked = { readonly ok: true; readonly data: unknown } | { readonly ok: false; readonly reason: string };

/** Never throws: a cut or damaged text comes back with a reason. */
export function unpackData(text: string): Unpacked {
  const reason = 'is cut off or damaged; the data was left out. Ask for the whole link.';
  const bytes = fromBase64Url(text);
  if (!bytes) return { ok: false, reason };
  try {
    return { ok: true, data: unfold(JSON.parse(fromUtf8(bytes))) };
  } catch {
    return { ok: false, reason };
  }
}

/** Data as a link would bring it back, so that a shared run is the run that was seen; unchanged when too large to share. */
export function asShared(data: unknown): unknown {
  const packed = packData(data);
  if (packed === null) return data;
  const unpacked = unpackData(packed);
  return unpacked.ok ? unpacked.data : data;
}

/** UTF-8 by way of percent-encoding: headless code has no TextEncoder. */
function toUtf8(text: string): Uint8Array {
  const out: number[] = [];
  const escaped = encodeURIComponent(text);
  for (let i = 0; i < escaped.length; i++) {
    if (escaped[i] === '%') {
      out.push(Number.parseInt(escaped.slice(i + 1, i + 3), 16));
      i += 2;
    } else out.push(escaped.charCodeAt(i));
  }
  return Uint8Array.from(out);
}

function fromUtf8(bytes: Uint8Array): string {
  return decodeURIComponent(Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
}
