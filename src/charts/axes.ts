import { type ScaleContinuousNumeric, scaleLinear, scaleLog, tickStep, ticks } from 'd3';
import { formatNumber, formatTick, powerOfTen } from './format.ts';
import { drawWords, type Group, round, type Words } from './stage.ts';
import { measure } from './text.ts';

export type ScaleKind = 'log' | 'linear';
export type Scale = ScaleContinuousNumeric<number, number>;

export interface Tick {
  value: number;
  text: string;
}

export interface Ticks {
  major: Tick[];
  minor: number[];
}

export function makeScale(kind: ScaleKind, domain: [number, number], range: [number, number]): Scale {
  return kind === 'log' ? scaleLog(domain, range) : scaleLinear(domain, range);
}

/** Ticks for an axis of `room` px on which labels need `each` px. */
export function ticksFor(kind: ScaleKind, domain: [number, number], room: number, each: number): Ticks {
  const [low, high] = domain;
  const wanted = Math.max(2, Math.min(6, Math.floor(room / each) + 1));
  return kind === 'log' ? logTicks(low, high, wanted) : linearTicks(low, high, wanted);
}

function linearTicks(low: number, high: number, wanted: number): Ticks {
  // d3 treats the count as a hint; a step that gives more labels than there is room for is doubled away.
  let hint = wanted;
  while (hint > 1 && ticks(low, high, hint).length > wanted) hint--;
  const step = Math.abs(tickStep(low, high, hint));
  return { major: ticks(low, high, hint).map((value) => ({ value, text: formatTick(value, step) })), minor: [] };
}

function logTicks(low: number, high: number, wanted: number): Ticks {
  const from = Math.ceil(Math.log10(low) - 1e-9);
  const to = Math.floor(Math.log10(high) + 1e-9);
  const decades = Math.log10(high / low);
  const minor: number[] = [];
  for (let k = from - 1; k <= to; k++) {
    for (let m = 2; m <= 9; m++) {
      const value = m * 10 ** k;
      if (value >= low && value <= high && decades <= 8) minor.push(value);
    }
  }
  // Under two decades the decades alone are too few to read a value by.
  if (to - from < 1 || (decades < 2 && wanted >= 4)) {
    const finer = [1, 2, 5].flatMap((m) => [from - 1, from, to].map((k) => m * 10 ** k));
    const values = [...new Set(finer)].filter((v) => v >= low * (1 - 1e-9) && v <= high * (1 + 1e-9));
    if (values.length < 2) return { ...linearTicks(low, high, wanted), minor: [] };
    return { major: values.sort((a, b) => a - b).map((value) => ({ value, text: formatNumber(value, 3) })), minor };
  }
  let stride = decades >= 5 ? 3 : 1;
  const labelled = (): number => Math.floor(to / stride) - Math.ceil(from / stride) + 1;
  while (labelled() > Math.max(wanted, 2)) stride = stride === 1 ? 3 : stride * 2;
  const exponents: number[] = [];
  for (let k = Math.ceil(from / stride) * stride; k <= to; k += stride) exponents.push(k);
  const plain = exponents.every((k) => k >= -2 && k <= 4);
  const text = (k: number): string => (plain || k === 0 || k === 1 ? formatNumber(10 ** k) : powerOfTen(k));
  return { major: exponents.map((k) => ({ value: 10 ** k, text: text(k) })), minor };
}

/** Room that the labels of a y axis take, with their gap to the plot; never less than charts in a column share. */
export function yAxisRoom(major: readonly Tick[]): number {
  return Math.ceil(Math.max(34, ...major.map(({ text }) => measure(text, 12) + 8)));
}

interface YAxis {
  scale: Scale;
  ticks: Ticks;
  left: number;
  right: number;
}

export function drawYAxis(group: Group, { scale, ticks: { major }, left, right }: YAxis): void {
  group
    .selectAll<SVGPathElement, Tick>('path.grid')
    .data(major, (d) => String(d.value))
    .join('path')
    .attr('class', 'grid')
    .attr('d', (d) => `M${left},${round(scale(d.value))}H${right}`);
  drawWords(
    group,
    major.map((d) => ({
      key: String(d.value),
      x: left - 6,
      y: scale(d.value) + 4,
      text: d.text,
      kind: 'value',
      anchor: 'end',
    })),
  );
}

interface XAxis {
  scale: Scale;
  ticks: Ticks;
  left: number;
  right: number;
  bottom: number;
  width: number;
  label: string;
  /** A place on the axis whose own number is shown instead of the ticks it would cover. */
  here: number | null;
}

export function drawXAxis(group: Group, axis: XAxis): void {
  const { scale, ticks: found, left, right, bottom, width, label, here } = axis;
  const line = (kind: string, paths: string[]): void => {
    group
      .selectAll<SVGPathElement, string>(`path.${kind.replaceAll(' ', '.')}`)
      .data(paths)
      .join('path')
      .attr('class', kind)
      .attr('d', (d) => d);
  };
  line('axis', [`M${left},${bottom}H${right}`]);
  line('tick minor', [found.minor.map((v) => `M${round(scale(v))},${bottom}v2.5`).join('')]);
  line('tick major', [found.major.map(({ value }) => `M${round(scale(value))},${bottom}v4`).join('')]);
  const words: Words[] = [];
  let free = Number.NEGATIVE_INFINITY;
  const labelWidth = label === '' ? 0 : measure(label, 12);
  const outside = right + 8 + labelWidth <= width + 1;
  const limit = outside || label === '' ? width - (label === '' ? 0 : labelWidth + 6) : width - labelWidth - 6;
  const place = (value: number, text: string, kind: string): void => {
    const half = measure(text, 12) / 2;
    const x = Math.min(Math.max(scale(value), half), width - half);
    words.push({ key: kind === 'here' ? 'here' : String(value), x, y: bottom + 16, text, kind, anchor: 'middle' });
  };
  const shown = here === null ? null : formatNumber(here);
  const hereAt = here === null ? Number.NaN : scale(here);
  const hereHalf = shown === null ? 0 : measure(shown, 12) / 2;
  for (const { value, text } of found.major) {
    const half = measure(text, 12) / 2;
    const x = Math.min(Math.max(scale(value), half), width - half);
    const covered = Math.abs(x - hereAt) < half + hereHalf + 6;
    if (x - half < free || x + half > limit || covered) continue;
    place(value, text, 'value');
    free = x + half + 8;
  }
  if (here !== null && shown !== null) place(here, shown, 'here');
  const end = Math.max(free - 2, here === null ? 0 : hereAt + hereHalf + 6);
  const x = outside ? Math.max(right + 8, end) : width - labelWidth;
  if (label !== '' && x >= end && x + labelWidth <= width + 1) {
    words.push({ key: 'label', x, y: bottom + 16, text: label, kind: 'value' });
  }
  drawWords(group, words);
}
