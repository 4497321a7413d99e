import { describe, expect, it } from 'vitest';
import file from '../../../../tests/reference/transport.json' with { type: 'json' };
import { reference } from './reference.ts';

interface Tolerance {
  readonly abs: number;
  readonly rel: number;
}

/** Largest |got − expected| / (abs + rel |expected|) over the numbers of a leaf; exact where the tolerance is zero. */
function deviation(got: unknown, expected: unknown, { abs, rel }: Tolerance): number {
  if (Array.isArray(expected)) {
    if (!Array.isArray(got) || got.length !== expected.length) return Infinity;
    return expected.reduce((worst, one, k) => Math.max(worst, deviation(got[k], one, { abs, rel })), 0);
  }
  if (typeof expected !== 'number') return 0;
  if (typeof got !== 'number' || !Number.isFinite(got)) return Infinity;
  const difference = Math.abs(got - expected);
  return difference === 0 ? 0 : difference / (abs + rel * Math.abs(expected));
}

describe('transport/couplings agrees with the reference file', () => {
  const own = file.entries.filter(({ kind }) => Object.hasOwn(reference, kind));
  it('in every kind that it computes', () => {
    const kinds = new Set(own.map(({ kind }) => kind));
    expect(Object.keys(reference).filter((kind) => !kinds.has(kind) && kind !== 'gen/gaussians')).toEqual([]);
  });

  for (const entry of own) {
    it(`computes ${entry.name}`, { timeout: 180_000 }, () => {
      const got = reference[entry.kind]!(entry.inputs);
      const tolerance = entry.tolerance as Tolerance & { outputs?: Record<string, Tolerance> };
      for (const [key, expected] of Object.entries(entry.expected)) {
        expect(Object.keys(got), `${entry.name} computes ${key}`).toContain(key);
        const worst = deviation(got[key], expected, tolerance.outputs?.[key] ?? tolerance);
        expect(worst, `${entry.name}.${key}`).toBeLessThanOrEqual(1);
      }
    });
  }
});
