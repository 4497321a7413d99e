import type { TableData } from './chart-table.tsx';

export interface DrawnSeries {
  readonly name: string;
  readonly xs: ArrayLike<number>;
  readonly ys: ArrayLike<number>;
  /** Bands and raw values, by name. */
  readonly more: Readonly<Record<string, ArrayLike<number>>>;
  /** The run being edited, or what stands out in another way. */
  readonly first: boolean;
}

/** What a chart of curves, dots or bars draws, whatever its data is called. */
export interface DrawnChart {
  readonly x: { readonly label: string; readonly log: boolean };
  readonly y: { readonly label: string; readonly log: boolean };
  readonly series: readonly DrawnSeries[];
  readonly crosshair: number | null;
  readonly setCrosshair: ((x: number | null) => void) | null;
}

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
const isNumbers = (value: unknown): value is ArrayLike<number> =>
  (Array.isArray(value) && value.every((one) => typeof one === 'number')) ||
  (ArrayBuffer.isView(value) && !(value instanceof DataView));

const axisOf = (value: unknown) => {
  const { label, scale } = fieldsOf(value);
  return { label: typeof label === 'string' ? label : '', log: scale === 'log' };
};

function within(series: DrawnSeries, [from, to]: readonly [number, number]): DrawnSeries {
  const kept: number[] = [];
  for (let i = 0; i < series.xs.length; i++) if (series.xs[i]! >= from && series.xs[i]! <= to) kept.push(i);
  const pick = (list: ArrayLike<number>) => kept.map((i) => list[i]!);
  const more = Object.fromEntries(Object.entries(series.more).map(([name, list]) => [name, pick(list)]));
  return { ...series, xs: pick(series.xs), ys: pick(series.ys), more };
}

function seriesOf(value: unknown, k: number): DrawnSeries | null {
  const one = fieldsOf(value);
  const xs = [one.xs, one.x].find(isNumbers);
  const ys = [one.ys, one.y, one.values].find(isNumbers);
  if (!xs || !ys) return null;
  const band = fieldsOf(one.band);
  const extra: Fields = { low: band.low ?? one.low, high: band.high ?? one.high, raw: one.raw };
  const more = Object.fromEntries(
    Object.entries(extra).filter((pair): pair is [string, ArrayLike<number>] => isNumbers(pair[1])),
  );
  const words = [one.name, one.label, one.id].find((word) => typeof word === 'string' && word !== '');
  return { name: String(words ?? `series ${k + 1}`), xs, ys, more, first: one.weight === 'current' };
}

/** The curves, dots or bars of a chart's data as they are drawn (not the hidden ones, not beyond a zoom), or null. */
export function drawnChart(data: unknown): DrawnChart | null {
  const all = fieldsOf(data);
  const list = Array.isArray(all.series) ? all.series : isNumbers(all.xs) ? [all] : null;
  if (!list) return null;
  const shown = list.filter((one) => fieldsOf(one).hidden !== true);
  const series = shown.map(seriesOf);
  if (series.some((one) => one === null)) return null;
  const zoom = Array.isArray(all.zoom) ? (all.zoom as [number, number]) : null;
  return {
    x: axisOf(all.x),
    y: axisOf(all.y),
    series: (series as DrawnSeries[]).map((one) => (zoom ? within(one, zoom) : one)),
    crosshair: typeof all.crosshair === 'number' ? all.crosshair : null,
    setCrosshair: typeof all.onCrosshair === 'function' ? (all.onCrosshair as (x: number | null) => void) : null,
  };
}

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** The number a table shows as 1,778, −0.3 or 7.4 × 10⁻¹³; null where it shows none. */
export function shownNumber(cell: string | number): number | null {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null;
  const plain = cell
    .replaceAll('−', '-')
    .replaceAll(',', '')
    .replace(/(?:^|(-)|(\d) × )10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/, (_, sign, digit, power) => {
      const exponent = [...power].map((c) => (c === '⁻' ? '-' : RAISED.indexOf(c))).join('');
      return `${digit ?? `${sign ?? ''}1`}e${exponent}`;
    });
  const value = /^-?\d/.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(value) ? value : null;
}

const cellOf = (value: string | number | undefined): string => {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  return value !== undefined && /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : (value ?? '');
};
export const csvOf = (rows: readonly (readonly (string | number | undefined)[])[]): string =>
  `${rows.map((row) => row.map(cellOf).join(',')).join('\n')}\n`;

/** Exactly what is drawn: one line a point at full precision, or the table where a picture has no points. */
export function drawnCsv(data: unknown, table: () => TableData): string {
  const chart = drawnChart(data);
  if (!chart) {
    const { head, rows } = table();
    const plain = (cell: string | number) => (cell === '–' ? '' : (shownNumber(cell) ?? cell));
    return csvOf([head, ...rows.map((row) => row.map(plain))]);
  }
  const extra = [...new Set(chart.series.flatMap((one) => Object.keys(one.more)))];
  const rows = chart.series.flatMap((one) =>
    Array.from(one.xs, (x, i) => [one.name, x, one.ys[i], ...extra.map((name) => one.more[name]?.[i])]),
  );
  return csvOf([['series', chart.x.label || 'x', chart.y.label || 'y', ...extra], ...rows]);
}

/** Data without its functions, every list of numbers as a list, what is not finite as null. */
export function plainData(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') return String(value);
  if (ArrayBuffer.isView(value) && !(value instanceof DataView))
    return Array.from(value as unknown as ArrayLike<number>, plainData);
  if (value instanceof Set) return [...value].map(plainData);
  if (value instanceof Map) return plainData(Object.fromEntries(value));
  if (Array.isArray(value)) return value.map((one) => plainData(one) ?? null);
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? undefined : value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => typeof one !== 'function')
      .map(([key, one]) => [key, plainData(one)]),
  );
}
