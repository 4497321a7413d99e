import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { CodesSnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.codes as CodesSnapshot | undefined;

/** Singular values of the centroids: level at the bound, falling where directions are unused. */
export function Spectrum({ picture, peers, name, colour }: ViewProps) {
  const source = useDerived(picture, (): PlotData => {
    const shown = read(picture);
    const curve = ({ singular }: CodesSnapshot) => ({ x: Array.from(singular, (_, k) => k + 1), y: singular });
    const others = peers.flatMap((peer): PlotSeries[] => {
      const other = read(peer.picture);
      if (!other) return [];
      const faint = peer.role === 'seed';
      return [{ name: faint ? '' : peer.label, form: 'lineDots', colour: peer.colour, faint, ...curve(other) }];
    });
    return {
      x: { label: 'direction', scale: 'linear' },
      y: { label: '', said: 'singular value', scale: 'linear' },
      series: shown ? [...others, { name, form: 'lineDots', colour, ...curve(shown) }] : [],
      lines: shown ? [{ axis: 'y', at: shown.even, label: 'all alike, at the bound' }] : [],
    };
  });
  return (
    <ChartFigure
      title="Spectrum of the centroids"
      unit="singular values, largest first"
      name="spectrum"
      mount={mountPlot}
      source={source}
      height={260}
      summary={() => {
        const singular = read(picture)?.singular;
        return singular
          ? `The largest singular value is ${formatNumber(singular[0]!, 3)}, the smallest ${formatNumber(singular.at(-1)!, 3)}.`
          : 'Singular values of the centroids, once something has run.';
      }}
      table={() => ({
        head: ['Direction', 'Singular value'],
        rows: Array.from(read(picture)?.singular ?? [], (value, k) => [String(k + 1), formatNumber(value)]),
      })}
    />
  );
}
