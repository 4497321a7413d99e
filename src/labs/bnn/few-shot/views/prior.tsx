import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { PriorSnapshot } from '../snapshots.ts';

const POINTS = 73;

/** One standard deviation around a centre, in two coordinates. */
function ellipse(centre: Float64Array, spread: Float64Array) {
  const angles = Array.from({ length: POINTS }, (_, k) => (2 * Math.PI * k) / (POINTS - 1));
  return {
    x: angles.map((a) => centre[0]! + spread[0]! * Math.cos(a)),
    y: angles.map((a) => centre[1]! + spread[1]! * Math.sin(a)),
  };
}

/** The learned prior on its way to the true one, in the first two coordinates. */
export function Prior({ picture, colour, name }: ViewProps) {
  const now = () => picture.get()?.snapshots.prior as PriorSnapshot | undefined;
  const source = useDerived(picture, (): PlotData => {
    const shown = now();
    const series: PlotSeries[] = [];
    if (shown) {
      series.push({ name: 'true prior', form: 'line', dashed: true, ...ellipse(shown.centre, shown.spread) });
      series.push({ name: '', form: 'dots', x: [shown.centre[0]!], y: [shown.centre[1]!] });
      if (shown.learned) series.push({ name, form: 'line', colour, ...ellipse(shown.start, shown.learned) });
      series.push({
        name: shown.learned ? '' : name,
        form: 'dots',
        colour,
        x: [shown.start[0]!],
        y: [shown.start[1]!],
      });
    }
    return {
      x: { label: 'first coordinate of θ', scale: 'linear' },
      y: { label: '', said: 'second coordinate', scale: 'linear' },
      series,
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="The prior"
      unit="one standard deviation; second coordinate of θ upwards"
      name="prior"
      mount={mountPlot}
      source={source}
      height={280}
      summary={() => {
        const shown = now();
        if (!shown) return 'The learned prior beside the true one, once something has run.';
        const away = Math.hypot(shown.start[0]! - shown.centre[0]!, shown.start[1]! - shown.centre[1]!);
        return `In these two coordinates the learned centre is ${formatNumber(away, 2)} from the true one.`;
      }}
      table={() => {
        const shown = now();
        return {
          head: ['Coordinate', 'True mean', 'Learned', 'True spread', 'Learned'],
          rows: Array.from(shown?.centre ?? [], (value, j) => [
            String(j + 1),
            formatNumber(value, 3),
            formatNumber(shown!.start[j]!, 3),
            formatNumber(shown!.spread[j]!, 3),
            shown!.learned ? formatNumber(shown!.learned[j]!, 3) : 'none',
          ]),
        };
      }}
    />
  );
}
