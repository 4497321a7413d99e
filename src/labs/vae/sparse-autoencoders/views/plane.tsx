import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { PlaneSnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.plane as PlaneSnapshot | undefined;

/** Rows of the dictionary over the true features, along the two directions in which those differ most. */
export function Plane({ picture, colour }: ViewProps) {
  const source = useDerived(picture, (): PlotData => {
    const shown = read(picture);
    const rows = (fires: number): PlotSeries => {
      const kept = Array.from(shown!.fires.keys()).filter((j) => shown!.fires[j] === fires);
      return {
        name: fires ? 'learned' : 'never fires',
        form: 'dots',
        colour: fires ? colour : 6,
        x: kept.map((j) => shown!.rowX[j]!),
        y: kept.map((j) => shown!.rowY[j]!),
        labels: kept.map((j) => `row ${j + 1}`),
      };
    };
    return {
      x: { label: 'first direction', scale: 'linear' },
      y: { label: 'second direction', scale: 'linear' },
      series: shown
        ? [
            rows(0),
            {
              name: 'true',
              form: 'dots',
              colour: 7,
              x: shown.truthX,
              y: shown.truthY,
              labels: Array.from(shown.truthX, (_, t) => `feature ${t + 1}`),
            },
            rows(1),
          ]
        : [],
    };
  });
  return (
    <ChartFigure
      title="Directions"
      unit="true features and rows of the dictionary along the two main directions of the former"
      name="plane"
      mount={mountPlot}
      source={source}
      height={340}
      summary={() => {
        const shown = read(picture);
        return shown
          ? `${shown.truthX.length} true features and ${shown.rowX.length} rows; rows that found a feature lie on it.`
          : 'True features and rows of the dictionary, once something has run.';
      }}
      table={() => {
        const shown = read(picture);
        return {
          head: ['Row', 'First', 'Second', 'Fires'],
          rows: Array.from(shown?.rowX ?? [], (value, j) => [
            String(j + 1),
            formatNumber(value, 3),
            formatNumber(shown!.rowY[j]!, 3),
            shown!.fires[j] ? 'yes' : 'no',
          ]),
        };
      }}
    />
  );
}
