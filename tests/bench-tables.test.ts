import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fillTables, tableOf } from '../scripts/bench/tables.mjs';

const { results } = JSON.parse(readFileSync('docs/measurements/bench.json', 'utf8')) as {
  results: readonly { readonly id: string; readonly date: string; readonly speedUp?: { readonly median: number } }[];
};

describe('Tables of the benchmark', () => {
  for (const file of ['README.md', 'docs/benchmarks.md']) {
    it(`are in ${file} what was measured last`, () => {
      const text = readFileSync(file, 'utf8');
      expect(text).toContain('<!-- bench python -->');
      expect(fillTables(text, results)).toBe(text);
      expect(text).not.toContain('Not measured.\n');
    });
  }

  it('have a row for every pair, with machine, backend and date', () => {
    const text = tableOf(results, 'python');
    const pairs = results.filter(({ id, speedUp }) => id === 'python' && speedUp);
    expect(pairs.length).toBeGreaterThan(5);
    expect(text.match(/^\| /gm)!.length).toBe(pairs.length + 2);
    expect(text).toContain('cores, Node');
    expect(text).toContain('wasm SIMD');
    for (const { date } of pairs) expect(text).toContain(date);
  });

  it('say what was not measured, and why', () => {
    const missing = [{ id: 'kernel', notMeasured: 'no device | here' }];
    expect(tableOf(missing, 'kernel')).toBe('Not measured: no device | here.');
    expect(tableOf([], 'kernel')).toBe('Not measured.');
    expect(fillTables('a <!-- bench kernel -->old<!-- end --> b', missing)).toBe(
      'a <!-- bench kernel -->\nNot measured: no device | here.\n<!-- end --> b',
    );
  });
});
