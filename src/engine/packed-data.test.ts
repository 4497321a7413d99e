import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asShared, MAX_PACKED, packData, unpackData } from './packed-data.ts';

const base64 = fc.string({
  unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'),
  maxLength: 400,
});
const points = fc.array(
  fc.tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: -1e6, max: 1e6, noNaN: true })),
  { minLength: 1, maxLength: 40 },
);
const pack = (text: string) => Buffer.from(text, 'utf8').toString('base64url');

describe('Packed data', () => {
  it('never throws on garbage, and gives a reason for what it cannot read', () => {
    const check = (text: string) => {
      const unpacked = unpackData(text);
      if (!unpacked.ok) expect(unpacked.reason).toMatch(/^is cut off or damaged/);
    };
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), check), { numRuns: 200 });
    fc.assert(fc.property(base64, check), { numRuns: 200 });
    fc.assert(
      fc.property(fc.json(), (text) => check(pack(text))),
      { numRuns: 200 },
    );
  });

  it('never throws on a damaged array of points', () => {
    const part = fc.oneof(fc.anything(), fc.integer({ min: -2, max: 3000 }), fc.constantFrom(1e9, 1e308), base64);
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        let text: string;
        try {
          text = JSON.stringify({ points: { $q: parts } });
        } catch {
          return; // fc.anything() may hold what JSON cannot
        }
        unpackData(pack(text));
      }),
      { numRuns: 200 },
    );
    expect(unpackData(pack('{"$q":[1000000,1000000,0,1,"AAAA"]}')).ok).toBe(false);
    expect(unpackData(pack('{"$q":[2,2,0,1,"AAAA"]}')).ok).toBe(false);
    expect(unpackData(pack('{"$q":[2,2,0,1,"AAAAAAAA"]}'))).toEqual({
      ok: true,
      data: [
        [0, 0],
        [0, 0],
      ],
    });
  });

  it('cut anywhere is read as damaged or as JSON that ended there, never as other points', () => {
    const whole = packData({
      source: {
        points: [
          [0, 1],
          [2, 3],
        ],
      },
      target: { points: [[4, 5]] },
    })!;
    for (let length = 0; length < whole.length; length++) expect(unpackData(whole.slice(0, length)).ok).toBe(false);
    expect(unpackData(whole).ok).toBe(true);
  });

  it('too deep for the stack has a reason too', () => {
    expect(unpackData(pack('['.repeat(100_000) + ']'.repeat(100_000))).ok).toBe(false);
  });

  it('keeps points to half a 4,095th of their range, and both ends exactly', () => {
    fc.assert(
      fc.property(points, (given) => {
        const { points: shared } = asShared({ points: given }) as { points: number[][] };
        const flat = given.flat();
        const [low, high] = [Math.min(...flat), Math.max(...flat)];
        const half = (high - low) / 4095 / 2;
        shared.flat().forEach((value, k) => {
          // Beside the quantisation, rounding at the size of the numbers.
          expect(Math.abs(value - flat[k]!)).toBeLessThanOrEqual(half + 1e-9);
        });
        expect([Math.min(...shared.flat()), Math.max(...shared.flat())]).toEqual([low + 0, high + 0]);
      }),
    );
  });

  const steps = fc.integer({ min: -1024, max: 1024 }).map((k) => k / 512);
  const drawn = fc.array(fc.tuple(steps, steps), { minLength: 1, maxLength: 40 });

  it('leaves points on a grid where they are, whatever points are added or taken away', () => {
    fc.assert(
      fc.property(drawn, steps, steps, (given, x, y) => {
        const kept = asShared({ points: given });
        expect(kept).toEqual({ points: given.map(([a, b]) => [a + 0, b + 0]) });
        const more = asShared({ points: [...(kept as { points: number[][] }).points, [x, y]] }) as {
          points: number[][];
        };
        expect(more.points.slice(0, -1)).toEqual((kept as { points: number[][] }).points);
        expect(more.points.at(-1)).toEqual([x + 0, y + 0]);
      }),
    );
  });

  it('packs what it unpacked to the same text', () => {
    fc.assert(
      fc.property(fc.oneof(points, drawn), (given) => {
        const text = packData({ points: given })!;
        const unpacked = unpackData(text);
        expect(unpacked.ok && packData(unpacked.data)).toBe(text);
      }),
    );
  });

  it('makes no number of a range that is none', () => {
    const far = { points: [[-1e308, 1e308]] };
    expect(asShared(far)).toEqual(far);
  });

  it('carries words of any script, nothing, truth and single numbers', () => {
    const data = {
      title: 'ε → 0, “Größe”, 点, 🙂',
      weights: [1, 2.5, 0.1],
      flag: true,
      nothing: null,
      empty: [],
      ragged: [[1], [2, 3]],
    };
    expect(asShared(data)).toEqual({ ...data, ragged: [[[1]], [[2, 3]]].flat() });
  });

  it('does not travel when it is too large', () => {
    const large = Array.from({ length: 700 }, (_, k) => [k, k]);
    expect(packData({ points: large })).toBeNull();
    expect(asShared({ points: large })).toEqual({ points: large });
    expect(packData({ title: 'x'.repeat(MAX_PACKED) })).toBeNull();
  });
});
