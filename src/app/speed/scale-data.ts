import type { PlotData, PlotSeries } from '../../charts/plot.ts';
import { powerLaw } from '../../charts/statistics.ts';
import type { CommittedScale } from './committed-speed.ts';
import type { OwnSeries } from './measure-here.ts';

/** A line of the figure: milliseconds a step by the number of points. */
export interface ScaleLine {
  readonly label: string;
  readonly where: 'committed' | 'here';
  readonly backend: string;
  readonly sizes: readonly number[];
  readonly ms: readonly number[];
  /** p of c nᵖ over the sizes from `from` on; NaN from less than three. */
  readonly exponent: number;
  readonly c: number;
  readonly from: number;
}

function lineOf({ label, backend, sizes, ms }: OwnSeries, where: ScaleLine['where'], from: number): ScaleLine {
  const fitted = sizes.map((x, k) => ({ x, y: ms[k]! })).filter(({ x }) => x >= from);
  const { c, p } = powerLaw(fitted.length < 3 ? [] : fitted);
  return { label, where, backend, sizes, ms, exponent: p, c, from };
}

/** The committed lines, then the reader's own. */
export function scaleLines(scales: readonly CommittedScale[], own: readonly OwnSeries[]): ScaleLine[] {
  const from = scales[0]?.from ?? 512;
  return [
    ...scales.map(({ ms, ...one }) => lineOf({ ...one, ms: ms.map(({ median }) => median) }, 'committed', one.from)),
    ...own.map((one) => lineOf(one, 'here', from)),
  ];
}

/** `n^1.99`, or nothing where too little was measured. */
export const exponentWords = ({ exponent }: ScaleLine): string =>
  Number.isFinite(exponent) ? `n^${exponent.toFixed(2)}` : '';

const SOFTWARE = /llvmpipe|swiftshader/i;

/** What the figure calls a line: `absorbed kernel n^2.03`, `log domain here n^1.98`, `GPU in software n^1.97`. */
export function lineName(line: ScaleLine): string {
  const short = line.label.replace(/^Sinkhorn, /, '').replace('GPU kernel', 'GPU');
  const place = line.where === 'here' ? 'here' : SOFTWARE.test(line.backend) ? 'in software' : '';
  return [short, place, exponentWords(line)].filter(Boolean).join(' ');
}

/** Both axes logarithmic: a power is a straight line, dashed where it was fitted. */
export function scalePlot(lines: readonly ScaleLine[]): PlotData {
  const labels = [...new Set(lines.map(({ label }) => label))];
  const series = lines.flatMap((line): PlotSeries[] => {
    const colour = 1 + labels.indexOf(line.label) + (line.where === 'here' ? labels.length : 0);
    const fitted = line.sizes.filter((n) => n >= line.from);
    return [
      {
        name: `fit of ${lineName(line)}`,
        form: 'line',
        faint: true,
        dashed: true,
        colour,
        x: Number.isFinite(line.exponent) ? fitted : [],
        y: fitted.map((n) => line.c * n ** line.exponent),
      },
      { name: lineName(line), form: 'lineDots', colour, x: line.sizes, y: line.ms },
    ];
  });
  return {
    x: { label: 'points a side, n', scale: 'log' },
    y: { label: 'milliseconds a step', scale: 'log' },
    series,
    empty: 'Nothing was measured.',
  };
}
