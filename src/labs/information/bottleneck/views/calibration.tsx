import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';

interface CalibrationSnapshot {
  readonly said: Float32Array;
  readonly right: Float32Array;
  readonly count: Float32Array;
}

/** How often the most probable class is right, against how probable it was said to be. */
export function Calibration({ picture, name, colour }: ViewProps) {
  const now = () => picture.get()?.snapshots.calibration as CalibrationSnapshot | undefined;
  const source = useDerived(picture, (): PlotData => {
    const calibration = now();
    const known = calibration && calibration.count.length > 0;
    return {
      x: { label: 'probability said', scale: 'linear', domain: [0, 1] },
      y: { label: 'share right', scale: 'linear', domain: [0, 1] },
      series: known
        ? [
            { name: 'calibrated', x: [0, 1], y: [0, 1], form: 'line', dashed: true, faint: true },
            {
              name: 'test rows',
              x: calibration.said,
              y: calibration.right,
              form: 'lineDots',
              colour,
              labels: Array.from(calibration.count, (count) => `${count} rows`),
            },
          ]
        : [],
      empty: 'This method gives no probabilities.',
    };
  });
  return (
    <ChartFigure
      title="Calibration"
      unit="test rows in ten bins; below the diagonal is too sure"
      name="calibration"
      mount={mountPlot}
      source={source}
      height={220}
      summary={() => {
        const calibration = now();
        if (!calibration?.count.length) return 'Calibration, for methods that give probabilities.';
        const total = calibration.count.reduce((sum, count) => sum + count, 0);
        const gap = calibration.count.reduce(
          (sum, count, bin) =>
            count > 0 ? sum + (count / total) * Math.abs(calibration.said[bin]! - calibration.right[bin]!) : sum,
          0,
        );
        return `${name}: probabilities are off by ${formatNumber(gap, 2)} on average.`;
      }}
      table={() => {
        const calibration = now();
        return {
          head: ['Said', 'Right', 'Rows'],
          rows: Array.from(calibration?.count ?? [], (count, bin) =>
            count > 0
              ? [formatNumber(calibration!.said[bin]!, 3), formatNumber(calibration!.right[bin]!, 3), count]
              : ['', '', 0],
          ),
        };
      }}
    />
  );
}
