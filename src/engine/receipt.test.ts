import { describe, expect, it } from 'vitest';
import { compareReceipts, type MetricStream, readReceipt, receiptOf, writeReceipt } from './receipt.ts';

const run = { backend: 'cpu-float64', version: '1.2.3', step: 100, outcome: 'converged', stride: 1 } as const;
const stream = (change: (value: number, k: number) => number = (value) => value): MetricStream => {
  const step = Array.from({ length: 100 }, (_, k) => k + 1);
  return {
    step,
    work: step.map((k) => 10 * k),
    metrics: [step.map((k, at) => change(Math.exp(-k / 10), at)), step.map((k) => (k % 2 === 0 ? Number.NaN : k))],
  };
};

describe('A receipt', () => {
  it('of the same metrics is identical, and comes back from its text', () => {
    const receipt = receiptOf(stream(), run);
    expect(readReceipt(writeReceipt(receipt))).toEqual(receipt);
    expect(compareReceipts(receipt, receiptOf(stream(), run), 'float64')).toMatchObject({
      verdict: 'identical',
      drift: 0,
    });
    expect(writeReceipt(receipt)).toMatch(/^[A-Za-z0-9._~-]{60,700}$/);
  });

  it('tells the last bit of one number apart, and calls it within tolerance', () => {
    const other = receiptOf(
      stream((value, k) => (k === 50 ? value * (1 + 2 ** -52) : value)),
      run,
    );
    expect(other.digest).not.toBe(receiptOf(stream(), run).digest);
    expect(compareReceipts(receiptOf(stream(), run), other, 'float64').verdict).toBe('within tolerance');
  });

  it('digests every metric, and compares as many as a bench has', () => {
    const many = (change: (metric: number) => number): MetricStream => {
      const { step, work, metrics } = stream();
      return {
        step,
        work,
        metrics: Array.from({ length: 16 }, (_, m) => Array.from(metrics[0]!, (value) => value * change(m))),
      };
    };
    const mine = receiptOf(
      many(() => 1),
      run,
    );
    for (const m of [0, 6, 15]) {
      const other = receiptOf(
        many((metric) => (metric === m ? 100 : 1)),
        run,
      );
      expect(other.digest).not.toBe(mine.digest);
      expect(compareReceipts(mine, other, 'float32').verdict).toBe('different');
    }
    expect(compareReceipts(mine, mine, 'float64')).toMatchObject({ metrics: 16, steps: 5 });
  });

  it('names a larger drift, and takes more of methods in single precision', () => {
    const drifted = receiptOf(
      stream((value) => value * 1.001),
      run,
    );
    const { verdict, drift } = compareReceipts(receiptOf(stream(), run), drifted, 'float64');
    expect(verdict).toBe('different');
    expect(drift).toBeCloseTo(0.001, 5);
    expect(compareReceipts(receiptOf(stream(), run), drifted, 'float32').verdict).toBe('within tolerance');
  });

  it('measures a drift against the largest value of the metric: what is left of an error at the end may differ', () => {
    const tail = stream((value, k) => (k > 95 ? 3 * value : value));
    const { drift } = compareReceipts(receiptOf(stream(), run), receiptOf(tail, run), 'float64');
    expect(drift).toBeCloseTo((2 * Math.exp(-10)) / Math.exp(-0.1), 6);
  });

  it('is different when the run ended elsewhere, ended otherwise, or lost a number', () => {
    const mine = receiptOf(stream(), run);
    const nudged = stream((value, k) => (k === 50 ? value * (1 + 1e-9) : value));
    expect(compareReceipts(mine, receiptOf(nudged, { ...run, step: 99 }), 'float32').verdict).toBe('different');
    expect(compareReceipts(mine, receiptOf(nudged, { ...run, outcome: 'diverged' }), 'float32').verdict).toBe(
      'different',
    );
    const lost = compareReceipts(
      mine,
      receiptOf(
        stream((value, k) => (k === 99 ? Number.NaN : value)),
        run,
      ),
      'float32',
    );
    expect([lost.verdict, lost.drift]).toEqual(['different', Number.POSITIVE_INFINITY]);
  });

  it('leaves out steps measured by hand between those of the grid', () => {
    const by = (keep: (step: number) => boolean): MetricStream => {
      const { step, work, metrics } = stream();
      const rows = Array.from(step).flatMap((value, k) => (keep(value) || k === 99 ? [k] : []));
      const pick = (column: ArrayLike<number>) => rows.map((k) => column[k]!);
      return { step: pick(step), work: pick(work), metrics: metrics.map(pick) };
    };
    const grid = receiptOf(
      by((step) => step % 4 === 0),
      { ...run, stride: 4 },
    );
    expect(
      receiptOf(
        by((step) => step % 4 === 0 || step === 7),
        { ...run, stride: 4 },
      ).digest,
    ).toBe(grid.digest);
  });

  it('that is cut, or of another format, is none', () => {
    const text = writeReceipt(receiptOf(stream(), run));
    for (const bad of [
      '',
      'x',
      text.slice(0, 40),
      text.replace(/^1/, '2'),
      `${text}AB`,
      text.replace('cpu-float64', 'abacus'),
    ])
      expect(readReceipt(bad)).toBeNull();
  });
});
