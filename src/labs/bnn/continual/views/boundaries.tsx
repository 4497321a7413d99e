import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import { readPlane } from './read-plane.ts';

const CLASSES = [
  { name: 'class 1', colour: 2 },
  { name: 'class 2', colour: 1 },
];

/** The training points so far, and the line between the classes as it was after each task. */
export function Boundaries({ picture }: ViewProps) {
  const source = useDerived(picture, (): PlotData => {
    const shown = readPlane(picture);
    const reach = shown?.reach ?? 4;
    const series: PlotSeries[] = [];
    if (shown) {
      const points = Array.from(shown.labels.keys());
      CLASSES.forEach(({ name, colour }, label) => {
        const own = points.filter((i) => shown.labels[i] === label);
        series.push({ name, form: 'dots', colour, x: own.map((i) => shown.x[i]!), y: own.map((i) => shown.y[i]!) });
      });
      shown.boundaries.forEach((curves, t) => {
        const last = t + 1 === shown.boundaries.length;
        const name = t < shown.after.length ? `after ${t + 1}` : 'now';
        curves.forEach(({ x, y }, k) => {
          series.push({
            name: k === 0 ? name : '',
            form: 'line',
            dashed: !last,
            ...(last ? {} : { colour: 6 + t }),
            x,
            y,
          });
        });
      });
    }
    return {
      x: { label: 'x₁', scale: 'linear', domain: [-reach, reach] },
      y: { label: 'x₂', scale: 'linear', domain: [-reach, reach] },
      series,
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="Where it draws the line"
      unit="training points so far; lines of probability 0.5"
      name="boundaries"
      mount={mountPlot}
      source={source}
      height={320}
      summary={() => {
        const shown = readPlane(picture);
        return shown
          ? `${shown.labels.length} training points of ${shown.task + 1} task${shown.task > 0 ? 's' : ''}, with ${shown.boundaries.length} line${shown.boundaries.length > 1 ? 's' : ''} of probability 0.5, the newest solid.`
          : 'Training points and the boundary between the classes, once something has run.';
      }}
      table={() => {
        const shown = readPlane(picture);
        return {
          head: ['x₁', 'x₂', 'Class'],
          rows: Array.from(shown?.labels ?? [], (label, i) => [
            shown!.x[i]!.toFixed(3),
            shown!.y[i]!.toFixed(3),
            CLASSES[label]!.name,
          ]),
        };
      }}
    />
  );
}
