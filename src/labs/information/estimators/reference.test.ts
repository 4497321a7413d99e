import { describe, expect, it } from 'vitest';
import file from '../../../../tests/reference/information.json' with { type: 'json' };
import { compareEntry, type ReferenceEntry } from '../../../cli/compare.ts';
import { reference } from './reference.ts';

describe('information/estimators agrees with the reference file', () => {
  const entries = file.entries.filter(({ kind }) => kind in reference) as unknown as ReferenceEntry[];

  it('has an entry of every kind', () => {
    expect(new Set(entries.map(({ kind }) => kind))).toEqual(new Set(Object.keys(reference)));
  });

  it.each(entries.map((entry) => [entry.name, entry] as const))('computes %s', async (_, entry) => {
    const compared = await compareEntry(entry, reference[entry.kind]!);
    expect(compared).toMatchObject({ status: 'agrees', skipped: [] });
  });
});
