import { expect, it } from 'vitest';
import { type PlotData, type PlotSeries, pointSaid, stopsOf } from './plot-data.ts';
import { stepKey } from './step-key.ts';

const data = (y: PlotData['y']): PlotData => ({ x: { label: 'rate: KL, nats', scale: 'linear' }, y, series: [] });
const dots = (more: Partial<PlotSeries>): PlotSeries => ({ name: '', form: 'dots', x: [0.5], y: [-2e-5], ...more });
const said = (series: PlotSeries, y: PlotData['y']) =>
  pointSaid({ series, i: 0, x: 0.5, y: -2e-5 }, data(y), 'Calibration error');

it('says a point by its axes, and the title where the axis has no name', () => {
  const y = { label: '', scale: 'linear' } as const;
  expect(said(dots({}), y)).toBe('rate 0.5, calibration error −2 × 10⁻⁵');
  expect(said(dots({ name: 'VAE', labels: ['VAE'] }), y)).toBe('VAE: rate 0.5, calibration error −2 × 10⁻⁵');
  expect(said(dots({ name: 'K', labels: ['row 3'] }), { ...y, said: 'loss' })).toBe(
    'K: rate 0.5, loss −2 × 10⁻⁵, row 3',
  );
  expect(said(dots({ said: 'direction 1', labels: ['d 1'] }), { ...y, label: '*I*(*X*;*T*)' })).toBe(
    'direction 1: rate 0.5, *I*(*X*;*T*) −2 × 10⁻⁵',
  );
});

it('stops once at a level dash, at its middle, and at every other point', () => {
  const of = (series: PlotSeries) => stopsOf(series, data({ label: '', scale: 'linear' })).map(({ x, y }) => [x, y]);
  expect(of({ name: '', form: 'line', x: [1, 2], y: [3, 3] })).toEqual([[1.5, 3]]);
  expect(of({ name: '', form: 'line', x: [1, 2], y: [3, 4] })).toEqual([
    [1, 3],
    [2, 4],
  ]);
  expect(of({ name: '', form: 'dots', x: [1, Number.NaN, 2], y: [3, 3, 3] }).length).toBe(2);
});

it('goes from nowhere to the first point, whichever arrow is pressed', () => {
  expect(['ArrowRight', 'ArrowLeft', 'Home', 'End', 'Tab'].map((key) => stepKey(key, -1, 9))).toEqual([
    0,
    0,
    0,
    8,
    undefined,
  ]);
});
