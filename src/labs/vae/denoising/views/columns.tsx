import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import { mapOf, meanByColumn } from './map-of.ts';

/** The noise by column of pixels: the truth as a line, what was found as dots, by this run and those beside it. */
export function Columns({ picture, peers, name, colour }: ViewProps) {
  const source = useDerived(
    alongside(
      picture,
      peers.map((peer) => peer.picture),
    ),
    (): PlotData => {
      const columns = (y: readonly number[]) => ({ x: y.map((_, c) => c + 1), y });
      const others = peers.flatMap((peer): PlotSeries[] => {
        const found = meanByColumn(mapOf(peer.picture), 'found');
        return found.length > 0
          ? [{ name: peer.label, form: 'dots', colour: peer.colour, faint: peer.role === 'seed', ...columns(found) }]
          : [];
      });
      const shown = mapOf(picture);
      const found = meanByColumn(shown, 'found');
      return {
        x: { label: 'column of pixels', scale: 'linear', domain: [0.5, 8.5] },
        y: { label: '', said: 'deviation', scale: 'linear' },
        series: shown
          ? [
              { name: 'true', form: 'lineDots', ...columns(meanByColumn(shown, 'truth')) },
              ...others,
              ...(found.length > 0 ? [{ name, form: 'dots' as const, colour, ...columns(found) }] : []),
            ]
          : [],
        empty: 'Press Run, or Space.',
      };
    },
  );
  return (
    <ChartFigure
      title="The noise by column"
      unit="mean standard deviation"
      name="noise-columns"
      mount={mountPlot}
      source={source}
      height={220}
      summary={() => {
        const found = meanByColumn(mapOf(picture), 'found');
        return found.length > 0
          ? `Found ${found[0]!.toFixed(2)} at the left edge and ${found.at(-1)!.toFixed(2)} at the right edge.`
          : 'The noise found by column, where a method finds one.';
      }}
      table={() => {
        const shown = mapOf(picture);
        const found = meanByColumn(shown, 'found');
        return {
          head: ['Column', 'True', 'Found'],
          rows: meanByColumn(shown, 'truth').map((value, c) => [
            String(c + 1),
            value.toFixed(3),
            found[c]?.toFixed(3) ?? '',
          ]),
        };
      }}
    />
  );
}
