import { describe, expect, it } from 'vitest';
import { compareEntry, type ReferenceEntry } from './compare.ts';

const loose = { abs: 1e-6, rel: 1e-3 };
const compare = (expected: Record<string, unknown>, got: unknown, tolerance: ReferenceEntry['tolerance'] = loose) =>
  compareEntry({ kind: 'test/kind', name: 'a test', inputs: {}, expected, tolerance }, () => got);
/** JSON has no infinity. */
const ENDLESS = 1e308;

describe('A reference entry', () => {
  it('agrees when every number lies within abs + rel |expected|, and states how near the worst one came', async () => {
    expect(await compare({ cost: 2 }, { cost: 2 })).toEqual({ status: 'agrees', deviation: 0, skipped: [] });
    const compared = await compare({ cost: 2.5, gap: 1.5 }, { cost: 2.5 + 0.5 * (1e-6 + 2.5e-3), gap: 1.5 });
    expect(compared.status).toBe('agrees');
    expect(compared.deviation).toBeCloseTo(0.5, 9);
    expect((await compare({ cost: 2.5 }, { cost: 2.51 })).status).toBe('differs');
  });

  it('compares lists of whole numbers and masks exactly unless outputs says otherwise', async () => {
    expect((await compare({ rows: [1000000, 2000000] }, { rows: [1000000, 2000001] })).status).toBe('differs');
    expect(
      (
        await compare(
          {
            rows: [
              [0, 1],
              [2, 3],
            ],
          },
          {
            rows: [
              [0, 1],
              [2, 3.0000001],
            ],
          },
        )
      ).status,
    ).toBe('differs');
    expect((await compare({ converged: true }, { converged: false }, { abs: 2, rel: 2 })).status).toBe('differs');
    expect(await compare({ rows: [1, 2] }, { rows: [1, 2] })).toMatchObject({ status: 'agrees', deviation: 0 });
    const outputs = { rows: { abs: 2, rel: 0 } };
    expect(
      (await compare({ rows: [1000000, 2000000] }, { rows: [1000000, 2000001] }, { ...loose, outputs })).status,
    ).toBe('agrees');
  });

  it('gives a key of its own tolerance to all numbers under it, and to no other', async () => {
    const outputs = { potentials: { abs: 0.1, rel: 0 } };
    const expected = { potentials: { source: [0.5, 1.5] }, cost: 0.5 };
    expect(
      (await compare(expected, { potentials: { source: [0.55, 1.55] }, cost: 0.5 }, { ...loose, outputs })).status,
    ).toBe('agrees');
    expect(
      (await compare(expected, { potentials: { source: [0.5, 1.5] }, cost: 0.55 }, { ...loose, outputs })).status,
    ).toBe('differs');
    expect(
      (await compare({ cost: 0.5 }, { cost: 0.5 }, { ...loose, outputs: { cost: { abs: 0, rel: 0 } } })).deviation,
    ).toBe(0);
    expect(
      (await compare({ cost: 0.5 }, { cost: 0.5000001 }, { ...loose, outputs: { cost: { abs: 0, rel: 0 } } }))
        .deviation,
    ).toBe(ENDLESS);
  });

  it('lists what our code does not compute and compares the rest', async () => {
    const compared = await compare(
      { cost: 1.5, extra: 3.5, inner: { known: 2.5, other: 4.5 } },
      { cost: 1.5, inner: { known: 2.5 } },
    );
    expect(compared).toEqual({ status: 'agrees', deviation: 0, skipped: ['extra', 'inner.other'] });
  });

  it('is unknown when nothing of it is compared', async () => {
    expect(
      await compareEntry({ kind: 'a', name: 'b', inputs: {}, expected: { cost: 1 }, tolerance: loose }, null),
    ).toEqual({ status: 'unknown', deviation: null, skipped: ['cost'] });
    expect(await compare({ cost: 1 }, {})).toEqual({ status: 'unknown', deviation: null, skipped: ['cost'] });
    expect(
      (await compare({ label: 'a', provenance: { cost: 5 } }, { label: 'b', provenance: { cost: 6 } })).status,
    ).toBe('unknown');
  });

  it('compares neither strings nor what stands under provenance, at any depth', async () => {
    const expected = { label: 'ours', provenance: 3, inner: { provenance: { cost: 4 }, cost: 5 } };
    expect(
      await compare(expected, { label: 'theirs', provenance: 9, inner: { provenance: null, cost: 5 } }),
    ).toMatchObject({ status: 'agrees', skipped: [] });
  });

  it('differs without end where shapes do not match or a number does not exist', async () => {
    for (const got of [
      [1.5],
      [1.5, 2.5, 3.5],
      1.5,
      { 0: 1.5, 1: 2.5 },
      null,
      [[1.5, 2.5]],
      [1.5, Number.NaN],
      [1.5, null],
      [1.5, '2.5'],
      [1.5, Number.POSITIVE_INFINITY],
    ]) {
      expect(await compare({ list: [1.5, 2.5] }, { list: got })).toMatchObject({
        status: 'differs',
        deviation: ENDLESS,
      });
    }
    expect((await compare({ cost: 0 }, { cost: null })).status).toBe('differs');
    expect((await compare({ cost: 5 }, { cost: [5] })).status).toBe('differs');
    expect((await compare({ a: 1, inner: { cost: 5 } }, { a: 1, inner: null })).skipped).toEqual(['inner.cost']);
  });

  it('stays different when numbers after the wrong one agree', async () => {
    expect((await compare({ list: [1.5, 2.5, 3.5] }, { list: [1.5, Number.NaN, 3.5] })).deviation).toBe(ENDLESS);
    expect((await compare({ first: 1.5, second: 2.5 }, { first: Number.NaN, second: 2.5 })).deviation).toBe(ENDLESS);
  });

  it('takes typed arrays for lists', async () => {
    expect((await compare({ list: [1.5, 2.5] }, { list: Float64Array.of(1.5, 2.5) })).status).toBe('agrees');
    expect((await compare({ list: [1.5, 2.5] }, { list: Float64Array.of(1.5, 2) })).status).toBe('differs');
  });

  it('differs, with the message, when our code throws', async () => {
    const failing = () => {
      throw new Error('no such instance');
    };
    expect(
      await compareEntry({ kind: 'a', name: 'b', inputs: {}, expected: { cost: 1 }, tolerance: loose }, failing),
    ).toMatchObject({ status: 'differs', error: 'no such instance' });
  });
});
