import type { Assets } from '../engine/bench.ts';
import type { ReferenceComputation } from '../labs/references.ts';

interface Tolerance {
  readonly abs: number;
  readonly rel: number;
}

export interface ReferenceEntry {
  readonly kind: string;
  readonly name: string;
  readonly inputs: unknown;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly tolerance: Tolerance & { readonly outputs?: Readonly<Record<string, Tolerance>> };
}

export interface Compared {
  readonly status: 'agrees' | 'differs' | 'unknown';
  /** Largest |got − expected| / (abs + rel |expected|) over the numbers compared; null when none was. */
  readonly deviation: number | null;
  /** Leaves of `expected` that our code does not compute. */
  readonly skipped: readonly string[];
  readonly error?: string;
}

const EXACT: Tolerance = { abs: 0, rel: 0 };

/** Lists of whole numbers and counts compare exactly unless the entry says otherwise. */
function toleranceOf(entry: ReferenceEntry, key: string, expected: unknown): Tolerance {
  const own = entry.tolerance.outputs?.[key];
  if (own) return own;
  if (typeof expected === 'boolean') return EXACT;
  return isIndexList(expected) ? EXACT : entry.tolerance;
}

const isIndexList = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 1 && value.flat(9).every((one) => Number.isInteger(one));

/** Compares what our code computes for an entry with what it expects. */
export async function compareEntry(
  entry: ReferenceEntry,
  compute: ReferenceComputation | null,
  assets: Assets = {},
): Promise<Compared> {
  if (!compute) return { status: 'unknown', deviation: null, skipped: Object.keys(entry.expected) };
  let got: Readonly<Record<string, unknown>>;
  try {
    got = (await compute(entry.inputs as never, assets)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    return {
      status: 'differs',
      deviation: null,
      skipped: [],
      error: error instanceof Error ? error.message : String(error),
    };
  }
  let deviation: number | null = null;
  const skipped: string[] = [];
  const walk = (path: string, mine: unknown, expected: unknown, tolerance: Tolerance): void => {
    if (typeof expected === 'string' || expected === null) return;
    if (ArrayBuffer.isView(mine)) mine = Array.from(mine as unknown as ArrayLike<number>);
    if (mine === undefined) {
      skipped.push(path);
    } else if (typeof expected === 'number' || typeof expected === 'boolean') {
      const difference =
        typeof mine === 'number' || typeof mine === 'boolean' ? Math.abs(Number(mine) - Number(expected)) : Number.NaN;
      const allowed = tolerance.abs + tolerance.rel * Math.abs(Number(expected));
      const one = difference === 0 ? 0 : Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference / allowed;
      deviation = Math.max(deviation ?? 0, one);
    } else if (Array.isArray(expected)) {
      if (!Array.isArray(mine) || mine.length !== expected.length) deviation = Number.POSITIVE_INFINITY;
      else for (const [k, one] of expected.entries()) walk(`${path}[${k}]`, mine[k], one, tolerance);
    } else {
      for (const [key, one] of Object.entries(expected as object))
        if (key !== 'provenance')
          walk(`${path}.${key}`, (mine as Record<string, unknown> | null)?.[key], one, tolerance);
    }
  };
  for (const [key, expected] of Object.entries(entry.expected)) {
    if (key !== 'provenance') walk(key, got[key], expected, toleranceOf(entry, key, expected));
  }
  if (deviation === null) return { status: 'unknown', deviation: null, skipped };
  const finite = Number.isFinite(deviation) ? deviation : 1e308;
  return { status: deviation <= 1 ? 'agrees' : 'differs', deviation: finite, skipped };
}
