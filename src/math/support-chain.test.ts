import { describe, expect, it } from 'vitest';
import { chainMessages, logit, type Switching, sigmoid, stationary } from './support-chain.ts';
import { createSupportGrid } from './support-grid.ts';

const line = (length: number) => ({ chains: 1, length, chainStride: length, placeStride: 1 });
const extrinsicOf = (evidence: number[], switching: Switching): number[] => {
  const out = new Float64Array(evidence.length);
  chainMessages(Float64Array.from(evidence, logit), switching, line(evidence.length), out);
  return Array.from(out, sigmoid);
};

/** By the sum over all states. */
function enumerated(evidence: number[], { p01, p10 }: Switching): number[] {
  const n = evidence.length;
  const [ones, all] = [new Float64Array(n), new Float64Array(n)];
  for (let state = 0; state < 2 ** n; state++) {
    const s = Array.from({ length: n }, (_, k) => (state >> k) & 1);
    let p = s[0] ? stationary({ p01, p10 }) : 1 - stationary({ p01, p10 });
    for (let k = 1; k < n; k++) p *= s[k - 1] ? (s[k] ? 1 - p10 : p10) : s[k] ? p01 : 1 - p01;
    for (let k = 0; k < n; k++) {
      let others = p;
      for (let j = 0; j < n; j++) if (j !== k) others *= s[j] ? evidence[j]! : 1 - evidence[j]!;
      all[k] = all[k]! + others;
      if (s[k]) ones[k] = ones[k]! + others;
    }
  }
  return Array.from(ones, (one, k) => one / all[k]!);
}

const evidence = [0.9, 0.2, 0.55, 0.99, 0.03, 0.5, 0.7];
const switching = { p01: 0.07, p10: 0.21 };

describe('a binary chain', () => {
  it('agrees with the sum over all states', () => {
    extrinsicOf(evidence, switching).forEach((p, k) => {
      expect(p).toBeCloseTo(enumerated(evidence, switching)[k]!, 10);
    });
  });

  it('without memory says the stationary share everywhere', () => {
    for (const p of extrinsicOf(evidence, { p01: 0.3, p10: 0.7 })) expect(p).toBeCloseTo(0.3, 10);
  });

  it('without evidence says the stationary share everywhere', () => {
    for (const p of extrinsicOf([0.5, 0.5, 0.5, 0.5], switching)) expect(p).toBeCloseTo(0.25, 10);
  });

  it('refuses chances outside (0, 1)', () => {
    expect(() => extrinsicOf(evidence, { p01: 0, p10: 0.5 })).toThrow(/between 0 and 1/);
    expect(() => extrinsicOf(evidence, { p01: 0.2, p10: 1 })).toThrow(/between 0 and 1/);
  });
});

describe('a grid of chains', () => {
  const L = Float64Array.from(evidence, logit);

  it('of one row, or of one column, is the chain', () => {
    const row = createSupportGrid(1, L.length);
    row.pass(L, { row: switching, column: null }, 3);
    const column = createSupportGrid(L.length, 1);
    column.pass(L, { row: null, column: switching }, 3);
    extrinsicOf(evidence, switching).forEach((p, k) => {
      expect(sigmoid(row.extrinsic[k]!)).toBeCloseTo(p, 10);
      expect(sigmoid(column.extrinsic[k]!)).toBeCloseTo(p, 10);
    });
  });

  it('with memoryless columns is its rows', () => {
    const [grid, rows] = [createSupportGrid(2, 3), createSupportGrid(2, 3)];
    const six = L.subarray(0, 6);
    grid.pass(six, { row: switching, column: { p01: 0.25, p10: 0.75 } }, 2);
    rows.pass(six, { row: switching, column: null }, 1);
    grid.extrinsic.forEach((one, k) => {
      expect(one).toBeCloseTo(rows.extrinsic[k]!, 8);
    });
  });
});
