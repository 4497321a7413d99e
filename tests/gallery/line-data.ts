import type { LineData, LineSeries } from '../../src/charts/line.ts';
import { stream } from './transport-data.ts';

const range = (n: number, from = 1): Float64Array => Float64Array.from({ length: n }, (_, i) => i + from);

function series(
  id: string,
  label: string,
  colour: number,
  n: number,
  y: (step: number) => number,
  more: Partial<LineSeries> = {},
): LineSeries {
  const xs = range(n);
  return { id, label, colour, weight: 'other', xs, ys: xs.map(y), ...more };
}

export const quiet: LineData = {
  series: [],
  x: { label: 'steps', scale: 'log', domain: [1, 10_000] },
  y: { label: '', scale: 'log', domain: [0.1, 10] },
  references: [],
  crosshair: null,
  zoom: null,
  onCrosshair: () => undefined,
  onZoom: () => undefined,
  empty: 'Press Run, or Space.',
};

const newton = (k: number): number =>
  k < 20 ? 1.4 * k ** -0.1 : k < 50 ? 0.9 * Math.exp(-(((k - 20) / 16) ** 2)) : 0.03 * 10 ** (-0.05 * (k - 50) ** 2);

export const race: LineData = {
  ...quiet,
  series: [
    series('newton', 'Newton, sparse', 1, 64, (k) => Math.max(7.4e-13, newton(k)), {
      weight: 'current',
      note: '64 steps',
    }),
    series(
      'sinkhorn',
      'Sinkhorn',
      2,
      1778,
      (k) => 1.4 * k ** -0.1 * Math.exp(-((k / 430) ** 2.2)) + 1e-12 * (k > 1700 ? 0.5 : 1),
      { note: '1,778 steps' },
    ),
    series(
      'float32',
      'Sinkhorn',
      3,
      2000,
      (k) => Math.max(6.8e-5 * (1 + 0.1 * Math.sin(k)), 1.4 * k ** -0.1 * Math.exp(-((k / 430) ** 2.2))),
      { note: 'in float32' },
    ),
  ],
  x: { label: 'steps', scale: 'log' },
  y: { label: 'L1, both sides', scale: 'log' },
  references: [
    { kind: 'floor', value: 7e-5, label: 'float32 floor, 7 × 10⁻⁵' },
    { kind: 'bound', value: 1e-12, label: 'stop below 10⁻¹²' },
  ],
};

export const cost: LineData = {
  ...quiet,
  series: [
    series('sinkhorn', '', 2, 1778, (k) => 0.1015 * (1 - Math.exp(-((k / 260) ** 1.3)))),
    series('newton', '', 1, 64, (k) => Math.min(0.1015, 0.1015 * (1 - Math.exp(-((k / 38) ** 4)))), {
      weight: 'current',
    }),
  ],
  x: { label: '', scale: 'log' },
  y: { label: '', scale: 'linear' },
  references: [{ kind: 'bound', value: 0.1009, label: 'exact, 0.1009' }],
};

const noise = stream(7);
const rough = range(6000).map((k) => 4 * k ** -0.35 * (1 + 0.5 * (noise() - 0.5)));
const smoothed = rough.slice();
for (let i = 1; i < smoothed.length; i++) smoothed[i] = 0.98 * smoothed[i - 1]! + 0.02 * rough[i]!;

export const oneLine: LineData = {
  ...quiet,
  series: [{ id: 'one', label: 'VAE, β 4', colour: 1, weight: 'current', xs: range(6000), ys: smoothed, raw: rough }],
  x: { label: 'steps', scale: 'log' },
  y: { label: 'nats', scale: 'log' },
  references: [{ kind: 'event', value: 60, label: 'fitting ends' }],
};

const decay =
  (level: number, rate: number) =>
  (k: number): number =>
    level * Math.exp(-rate * k) + 0.02 * level;

export const pinned: LineData = {
  ...quiet,
  series: [
    series('a', 'A, k = 40', 1, 400, decay(3.2, 0.009), { weight: 'ghost', note: '400 steps' }),
    series('b', 'B, k = 20', 1, 400, decay(3.6, 0.006), { weight: 'ghost', note: '400 steps' }),
    series('n', 'Newton', 1, 400, decay(2.8, 0.02), { weight: 'current', note: '3.1 s' }),
    series('s', 'Sinkhorn', 2, 400, decay(3.5, 0.004), { note: '1.2 s' }),
    series('g', 'Greenkhorn', 3, 400, decay(3.4, 0.0055), { note: '0.8 s' }),
  ],
  x: { label: 'steps', scale: 'linear' },
  y: { label: 'bits', scale: 'linear' },
};

export const eight: LineData = {
  ...quiet,
  series: ['tanh', 'ReLU', 'softplus', 'ELU', 'GELU', 'sine', 'linear', 'maxout'].map((label, i) =>
    series(label, label, i + 1, 300, (k) => (2 + i * 0.5) * k ** (-0.2 - 0.09 * i) + 0.05, {
      weight: i === 0 ? 'current' : 'other',
    }),
  ),
  x: { label: 'steps', scale: 'log' },
  y: { label: '', scale: 'log' },
};

export const band: LineData = {
  ...quiet,
  series: [
    series('m', 'Nine seeds', 1, 9000, (k) => 5 * k ** -0.3, {
      weight: 'current',
      note: 'median, quartiles',
      band: { low: range(9000).map((k) => 4 * k ** -0.32), high: range(9000).map((k) => 6 * k ** -0.26) },
    }),
  ],
  y: { label: '', scale: 'log' },
};

export const diverged: LineData = {
  ...quiet,
  series: [
    series('d', '', 1, 212, (k) => 1.3 * k ** -0.12 + 10 ** ((k - 190) / 8), { weight: 'current', diverged: true }),
    series('e', 'learning rate 3e-3', 2, 4000, (k) => 1.4 * k ** -0.15, {}),
  ],
};

export const notFinite: LineData = {
  ...quiet,
  series: [
    series('n', '', 1, 9000, (k) => (k > 118 && k < 180 ? Number.NaN : k > 700 && k < 1100 ? -1 : 4 * k ** -0.24), {
      weight: 'current',
    }),
  ],
};

export const potentials: LineData = {
  ...quiet,
  series: [
    {
      id: 'f',
      label: '*f* on the source',
      colour: 1,
      weight: 'current',
      marker: false,
      xs: range(200, 0).map((k) => k / 199),
      ys: range(200, 0).map((k) => -0.04 * Math.cos(k / 24) + k / 4000),
    },
    {
      id: 'g',
      label: '*g* on the target',
      colour: 2,
      weight: 'other',
      xs: range(200, 0).map((k) => k / 199),
      ys: range(200, 0).map((k) => 0.05 * Math.cos(k / 40 + 1)),
    },
  ],
  x: { label: 'place', scale: 'linear' },
  y: { label: '', scale: 'linear' },
};
