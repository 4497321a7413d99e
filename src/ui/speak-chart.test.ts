import { expect, it } from 'vitest';
import { stepKey } from '../charts/step-key.ts';
import { crosshairSays, rowSays, spokenNumber } from './speak-chart.ts';

const data = (crosshair: number | null) => ({
  series: [
    { name: 'Sinkhorn', xs: [1, 120, 200], ys: [1, 3.2e-4, 1e-5] },
    { name: 'Newton', xs: [5, 100], ys: [1, 1e-9] },
    { name: 'late', xs: [150], ys: [1] },
  ],
  x: { label: 'steps', scale: 'log' },
  y: { label: '' },
  crosshair,
});

it('says where the crosshair stands and what every curve has there', () => {
  expect(crosshairSays(data(120))).toBe('step 120: Sinkhorn 3.2e-4, Newton 1e-9');
  expect(crosshairSays(data(0))).toBe('step 0: nothing measured yet');
  expect(crosshairSays(data(null))).toBe('');
});

it('says numbers as they are read aloud', () => {
  expect([0, 12000, 0.03451, -2.5e-7, 3e9, Number.NaN, Number.NEGATIVE_INFINITY].map(spokenNumber)).toEqual([
    '0',
    '12,000',
    '0.03451',
    '-2.5e-7',
    '3e9',
    'none',
    'minus infinity',
  ]);
});

it('says a row of a table', () => {
  const table = {
    head: ['Cell', 'Mass'],
    rows: [
      ['a', '7.4 × 10⁻¹³'],
      ['b', '–'],
    ],
  };
  expect(rowSays(table, 0)).toBe('Row 1 of 2: Cell a, Mass 7.4e-13');
  expect(rowSays(table, 1)).toBe('Row 2 of 2: Cell b, Mass none');
  expect(rowSays({ head: [], rows: [] }, 0)).toBe('Nothing has been measured yet.');
});

it('walks rows and stays within them', () => {
  expect(['ArrowDown', 'ArrowUp', 'End', 'Home', 'PageDown', 'x'].map((key) => stepKey(key, 3, 50))).toEqual([
    4,
    2,
    49,
    0,
    8,
    undefined,
  ]);
  expect(stepKey('ArrowUp', 0, 5)).toBe(0);
  expect(stepKey('ArrowDown', -1, 5)).toBe(0);
  expect(stepKey('ArrowLeft', -1, 5)).toBe(0);
});
