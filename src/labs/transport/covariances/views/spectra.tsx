import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import type { SpectraSnapshot } from '../snapshots.ts';

/** What eigenvalues are divided by, so that spectra over many orders can be told apart. */
const unitOf = ({ truth, middle }: SpectraSnapshot): Float64Array => (truth.length > 0 ? truth : middle);

/** Eigenvalues of the means against those of the batch. */
export function Spectra({ picture, peers, name, colour }: ViewProps) {
  const read = (from: ViewProps['picture']) => from.get()?.snapshots.spectra as SpectraSnapshot | undefined;
  const means = () =>
    [
      ...peers.map((peer) => ({ at: read(peer.picture), name: peer.label, colour: peer.colour })),
      { at: read(picture), name, colour },
    ].flatMap(({ at, ...look }) => (at && at.mean.length > 0 ? [{ ...look, values: at.mean }] : []));
  const source = useDerived(
    alongside(
      picture,
      peers.map((peer) => peer.picture),
    ),
    (): PlotData => {
      const shown = read(picture);
      const axes = {
        x: { label: 'eigenvalue, largest first', scale: 'linear' },
        y: { label: '', said: 'ratio', scale: 'log' },
      } as const;
      if (!shown) return { ...axes, series: [], empty: 'Press Run, or Space.' };
      const x = Array.from(shown.middle, (_, k) => k + 1);
      const unit = unitOf(shown);
      const over = (values: Float64Array) => values.map((value, k) => value / unit[k]!);
      const series: PlotSeries[] = [
        {
          name: 'batch, median and range',
          form: 'line',
          x,
          y: over(shown.middle),
          low: over(shown.low),
          high: over(shown.high),
        },
        ...means().map(
          (mean): PlotSeries => ({ name: mean.name, form: 'lineDots', colour: mean.colour, x, y: over(mean.values) }),
        ),
      ];
      return { ...axes, series, lines: [{ axis: 'y', at: 1, label: '' }] };
    },
  );
  return (
    <ChartFigure
      title="Spectra of the means"
      unit="eigenvalues, over those the batch was drawn from or its medians"
      name="spectra"
      mount={mountPlot}
      source={source}
      height={280}
      summary={() => {
        const shown = read(picture);
        if (!shown) return 'Eigenvalues of means and batch, once something has run.';
        const smallest = means().map((mean) => `${mean.name} ${formatNumber(mean.values.at(-1)!, 3)}`);
        return `Median smallest eigenvalue of the batch ${formatNumber(shown.middle.at(-1)!, 3)}; of the means: ${smallest.join(', ') || 'none yet'}.`;
      }}
      table={() => {
        const shown = read(picture);
        return {
          head: ['Eigenvalue', 'Least', 'Median', 'Most', ...means().map((mean) => mean.name)],
          rows: Array.from(shown?.middle ?? [], (_, k) => [
            String(k + 1),
            ...[shown!.low, shown!.middle, shown!.high, ...means().map((mean) => mean.values)].map((values) =>
              formatNumber(values[k]!, 3),
            ),
          ]),
        };
      }}
    />
  );
}
