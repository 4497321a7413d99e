import { describe, expect, it } from 'vitest';
import { formatNumber } from '../charts/format.ts';
import { drawnChart, drawnCsv, plainData, shownNumber } from './drawn-data.ts';

const table = () => ({ head: ['Cell', 'Mass'], rows: [['a, b', '7.4 × 10⁻¹³'] as string[], ['c', '–']] });
const line = {
  series: [
    {
      id: '1',
      label: 'Newton',
      weight: 'current',
      xs: Float64Array.of(1, 2, 3),
      ys: Float64Array.of(0.1 + 0.2, 1e-17, Number.NaN),
    },
    {
      id: '2',
      label: '',
      name: 'Sinkhorn',
      weight: 'other',
      xs: [1, 3],
      ys: [Number.POSITIVE_INFINITY, 5],
      band: { low: [0, 4], high: [1, 6] },
    },
    { id: '3', label: 'hidden', weight: 'other', xs: [1], ys: [1], hidden: true },
  ],
  x: { label: 'steps', scale: 'log' },
  y: { label: 'nats', scale: 'linear' },
  zoom: null,
  crosshair: null,
  onCrosshair: () => undefined,
};

describe('what is drawn', () => {
  it('is a line a point at full precision, empty where a number is not finite', () => {
    expect(drawnCsv(line, table)).toBe(
      'series,steps,nats,low,high\nNewton,1,0.30000000000000004,,\nNewton,2,1e-17,,\nNewton,3,,,\nSinkhorn,1,,0,1\nSinkhorn,3,5,4,6\n',
    );
  });

  it('leaves out what is beyond a zoom', () => {
    expect(drawnChart({ ...line, zoom: [2, 3] })!.series.map((one) => [...(one.xs as number[])])).toEqual([
      [2, 3],
      [3],
    ]);
  });

  it('is bars and dots by whatever name', () => {
    expect(drawnCsv({ xs: [1], values: [2], x: { label: 'step' }, y: { label: '' } }, table)).toBe(
      'series,step,y\nseries 1,1,2\n',
    );
    expect(drawnCsv({ series: [{ name: 'A', x: [1], y: [2], form: 'dots' }], x: {}, y: {} }, table)).toBe(
      'series,x,y\nA,1,2\n',
    );
  });

  it('is the table where there are no points', () => {
    expect(drawnCsv({ rows: 1, values: [1] }, table)).toBe('Cell,Mass\n"a, b",7.4e-13\nc,\n');
  });

  it('is plain data without functions', () => {
    expect(
      JSON.stringify(plainData({ a: Float32Array.of(1, Number.NaN), f: () => 1, b: [undefined, { c: new Set([1]) }] })),
    ).toBe('{"a":[1,null],"b":[null,{"c":[1]}]}');
  });
});

it('reads back every number as it is shown', () => {
  for (const value of [0, 1, -1, 1778, -0.3, 7.4e-13, 1e-3, 1e-5, -1e-5, 2.5e9, 123456, 1e6])
    expect(shownNumber(formatNumber(value))).toBeCloseTo(value, 12);
  for (const none of ['–', 'Sinkhorn', '∞', '']) expect(shownNumber(none)).toBeNull();
});
