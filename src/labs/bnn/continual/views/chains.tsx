import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { ChainsSnapshot } from '../sequential-snapshots.ts';
import { ring } from './ring.ts';

const read = (picture: ViewProps['picture']): ChainsSnapshot | undefined => {
  const shown = picture.get()?.snapshots.chains as ChainsSnapshot | undefined;
  return shown?.chainX ? shown : undefined;
};

/** Chains, kept draws and the components of the prior, along the two directions in which they differ most. */
export function Chains({ picture, colour }: ViewProps) {
  const source = useDerived(picture, (): PlotData => {
    const shown = read(picture);
    const rings = (shown?.components ?? [])
      .filter(({ weight }) => weight > 0.005)
      .map(
        ({ centre, spread }, k): PlotSeries => ({
          name: k === 0 ? 'prior, 2 s.d.' : '',
          form: 'line',
          ...ring(centre, spread, 2),
        }),
      );
    return {
      x: { label: 'first direction in weight space', scale: 'linear' },
      y: { label: 'second', scale: 'linear' },
      series: shown
        ? [
            { name: 'kept draws', form: 'dots', colour, x: shown.drawX, y: shown.drawY },
            ...rings,
            { name: 'chains now', form: 'dots', colour: colour === 2 ? 4 : 2, x: shown.chainX, y: shown.chainY },
          ]
        : [],
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="The posterior and its prior"
      unit="weights along two principal directions; mixture of the task before as ellipses"
      name="chains"
      mount={mountPlot}
      source={source}
      height={340}
      summary={() => {
        const shown = read(picture);
        if (!shown) return 'Chains in two directions of weight space, once something has run.';
        const from = shown.components.length > 0 ? `a mixture of ${shown.components.length}` : 'a plain Gaussian';
        return `${shown.chainX.length} chains and ${shown.drawX.length} kept draws of task ${shown.task + 1}, whose prior is ${from}.`;
      }}
      table={() => {
        const shown = read(picture);
        const row = (kind: string, x: number, y: number) => [kind, x.toFixed(2), y.toFixed(2)];
        return {
          head: ['', 'First direction', 'Second'],
          rows: [
            ...Array.from(shown?.chainX ?? [], (x, i) => row('chain', x, shown!.chainY[i]!)),
            ...(shown?.components ?? []).map(({ weight, centre }) =>
              row(`component of weight ${weight.toFixed(3)}`, centre[0]!, centre[1]!),
            ),
            ...Array.from(shown?.drawX ?? [], (x, i) => row('draw', x, shown!.drawY[i]!)),
          ],
        };
      }}
    />
  );
}
