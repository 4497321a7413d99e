import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { PrefixSnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.prefixes as PrefixSnapshot | undefined;

/** Test accuracy when only the first k coordinates of the feature are used. */
export function Prefixes({ picture, facts, peers, name, colour }: ViewProps) {
  const source = useDerived(picture, (): PlotData => {
    const shown = read(picture);
    const curve = (accuracy: Float64Array) => ({ x: Array.from(accuracy, (_, k) => k + 1), y: accuracy });
    const others = peers.flatMap((peer) => {
      const other = read(peer.picture);
      if (!other) return [];
      const faint = peer.role === 'seed';
      return [
        { name: faint ? '' : peer.label, form: 'line' as const, colour: peer.colour, faint, ...curve(other.accuracy) },
      ];
    });
    return {
      x: { label: 'coordinates used', scale: 'log' },
      y: { label: '', said: 'accuracy', scale: 'linear', domain: [0, 1] },
      series: shown ? [...others, { name, form: 'line', colour, ...curve(shown.accuracy) }] : [],
      lines: shown
        ? [
            { axis: 'x', at: shown.chosen, label: `best prefix, ${shown.chosen}` },
            { axis: 'y', at: facts.chance as number, label: 'chance' },
          ]
        : [],
    };
  });
  return (
    <ChartFigure
      title="Accuracy by prefix"
      unit="share of test examples, right labels"
      name="prefixes"
      mount={mountPlot}
      source={source}
      height={320}
      summary={() => {
        const shown = read(picture);
        return shown
          ? `With ${shown.chosen} coordinates the test accuracy is ${formatNumber(shown.accuracy[shown.chosen - 1]!, 3)}, with all of them ${formatNumber(shown.accuracy.at(-1)!, 3)}.`
          : 'Test accuracy by the number of coordinates used, once something has run.';
      }}
      table={() => {
        const shown = read(picture);
        return {
          head: ['Coordinates', 'Test accuracy'],
          rows: shown ? Array.from(shown.accuracy, (value, k) => [String(k + 1), formatNumber(value)]) : [],
        };
      }}
    />
  );
}
